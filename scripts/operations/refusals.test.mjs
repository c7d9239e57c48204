import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { freePort } from "../lib/free-port.mjs";
import { ensureSecrets } from "../lib/secrets.mjs";
import { emptyFolder, runScript, sentenceOf } from "./waymark.mjs";

async function refusalOf({ name = "start", args = [], env = {} }) {
  const result = await runScript(name, { args, env });
  expect(sentenceOf(result), `exit ${result.code}\n${result.out}\n${result.err}`).not.toBeNull();
  return sentenceOf(result);
}

async function start(dataDir, ...args) {
  const port = String(await freePort());
  return refusalOf({ args: ["--port", port, "--data", dataDir, ...args] });
}

describe("npm start says in one sentence", () => {
  it("that the port is taken", async () => {
    const server = createServer();
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address();
    const args = ["--port", String(port), "--data", emptyFolder("port-taken")];
    expect(await refusalOf({ args })).toBe(
      `Port ${port} is taken by another program. Choose another one: npm start -- --port ${port + 1}`,
    );
    server.close();
  });

  it("that the address is not this machine's", async () => {
    const data = emptyFolder("elsewhere");
    expect(await start(data, "--host", "192.0.2.1")).toBe(
      "192.0.2.1 is not an address of this machine. Check --host.",
    );
  });

  it("that the data folder is a file, or cannot be made", async () => {
    const file = join(emptyFolder("no-folder"), "file");
    writeFileSync(file, "");
    expect(await start(join(file, "data"))).toMatch(/is not a folder[.] Choose another/);
    expect(await start("/proc/waymark")).toMatch(/--data[.]$/);
  });

  it("that the data folder or the secrets are closed to this user", async () => {
    const data = emptyFolder("closed");
    ensureSecrets(data);
    // Root reads everything; it is shown a folder where not even root may write.
    const isRoot = process.getuid() === 0;
    chmodSync(data, 0o500);
    const sentence = await start(isRoot ? "/sys/waymark" : data);
    chmodSync(data, 0o700);
    expect(sentence).toMatch(/[.] (Give this user access|Run as its owner|Choose another)/);
  });
});

describe("npm start says in one sentence of its surroundings", () => {
  it("that the data is from another major version of PostgreSQL", async () => {
    const data = emptyFolder("other-major");
    ensureSecrets(data);
    const cluster = join(data, "postgres/cluster");
    mkdirSync(cluster, { recursive: true });
    writeFileSync(join(cluster, "PG_VERSION"), "13\n");
    expect(await start(data)).toMatch(
      /was made by PostgreSQL 13; this release brings PostgreSQL \d+[.] Start the release that made it/,
    );
  });

  it("that the secrets are damaged, or gone while there is a database", async () => {
    const data = emptyFolder("secrets");
    writeFileSync(join(data, "secrets.json"), '{"authSecret": ');
    expect(await start(data)).toMatch(/secrets[.]json is damaged[.] Put it back/);
    const lost = emptyFolder("secrets-lost");
    mkdirSync(join(lost, "postgres"));
    expect(await start(lost)).toMatch(/secrets[.]json is missing, but there is a database beside/);
  });

  it("that Node is too old, whichever Node it is", async () => {
    const pretend = (version) =>
      `--import=data:text/javascript,Object.defineProperty(process,'version',{value:'${version}'})`;
    const env = { NODE_OPTIONS: pretend("v18.19.0") };
    expect(await refusalOf({ env })).toBe(
      "Waymark needs Node 20.19 or newer to start; this is v18.19.0. Install a current Node from nodejs.org, then try again.",
    );
    const chosen = { NODE_OPTIONS: pretend("v20.19.0"), WAYMARK_NODE_CHOSEN: "1" };
    expect(await refusalOf({ env: chosen })).toMatch(
      /^Waymark runs on Node 24, .* this is v20.19.0/,
    );
  });

  it("what is wrong with the address of the database", async () => {
    const data = emptyFolder("database-url");
    const args = ["--port", String(await freePort()), "--data", data];
    const startWith = (DATABASE_URL) => refusalOf({ args, env: { DATABASE_URL } });
    expect(await startWith("mysql://somewhere/else")).toMatch(
      /^DATABASE_URL must look like postgresql:/,
    );
    expect(await startWith("postgresql://a:b@127.0.0.1:1/c")).toBe(
      "Nothing answers at 127.0.0.1:1. Check that PostgreSQL runs there.",
    );
  });

  it("which option it does not know", async () => {
    expect(await refusalOf({ args: ["--prot", "1"] })).toMatch(/^Unknown option '--prot'/);
    expect(await refusalOf({ args: ["--port", "99999"] })).toMatch(/^The port must be a number/);
  });
});

describe("plain http from elsewhere", () => {
  const refusal = /^Others would reach .* over plain http, .* WAYMARK_URL=https:/;
  const address = { WAYMARK_URL: "http://waymark.example.com" };

  it("is refused by npm start, whether the host or the address gives it away", async () => {
    const data = emptyFolder("plain-http");
    expect(await start(data, "--host", "0.0.0.0")).toMatch(refusal);
    const args = ["--port", String(await freePort()), "--data", data];
    const named = await refusalOf({ args, env: address });
    expect(named).toMatch(refusal);
    expect(named).toContain("http://waymark.example.com");
    expect(existsSync(join(data, "secrets.json"))).toBe(false);
  });

  it("is named by npm run doctor, also where a setting allows it", async () => {
    const args = ["--port", String(await freePort()), "--data", emptyFolder("plain-doctor")];
    const refused = await runScript("doctor", { args, env: address });
    expect(refused.out).toMatch(/problem {2}Others would reach http:..waymark.example.com/);
    const env = { ...address, ALLOW_PLAIN_HTTP: "1" };
    const allowed = await runScript("doctor", { args, env });
    expect(allowed.out).toMatch(/problem {2}ALLOW_PLAIN_HTTP=1: others reach/);
    expect(allowed.code).toBe(1);
    const well = await runScript("doctor", { args, env: { WAYMARK_URL: "https://w.example.com" } });
    expect(well.out).not.toContain("plain http,");
    expect(well.out).toMatch(/ok {7}Nobody is asked to sign in over plain http/);
  });
});

describe("the other tools say in one sentence", () => {
  it("that there is no data, and do not make any", async () => {
    const data = join(emptyFolder("no-data"), "missing");
    expect(await refusalOf({ name: "backup", args: ["--data", data] })).toMatch(
      /^There is no Waymark data/,
    );
  });

  it("that the folder of the backup is there already, or is missing", async () => {
    const data = emptyFolder("some-data");
    expect(await refusalOf({ name: "backup", args: [data, "--data", data] })).toMatch(
      /already exists/,
    );
    expect(await refusalOf({ name: "restore", args: [] })).toMatch(
      /^Name the folder of the backup/,
    );
    expect(await refusalOf({ name: "restore", args: ["/nowhere"] })).toMatch(
      /is not a whole backup/,
    );
  });
});
