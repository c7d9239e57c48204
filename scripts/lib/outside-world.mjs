import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { endChild } from "./child.mjs";
import { freePort } from "./free-port.mjs";
import { fromRoot, ROOT } from "./paths.mjs";
import { Trouble } from "./trouble.mjs";

const MAIL = fromRoot(".cache/e2e-mail");
const LIMIT_MS = 60_000;

function firstLine(child) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Trouble("The identity provider of the browser tests did not start.")),
      LIMIT_MS,
    );
    const lines = createInterface({ input: child.stdout });
    lines.once("line", (line) => {
      clearTimeout(late);
      resolve(line);
    });
    child.once("exit", () => {
      clearTimeout(late);
      reject(new Trouble("The identity provider of the browser tests ended at once."));
    });
  });
}

/** An identity provider and a mail server for the browser tests, and what Waymark is told of them. */
export async function startOutsideWorld({ lifecycle, address }) {
  rmSync(MAIL, { recursive: true, force: true });
  const [oidcPort, smtpPort] = await Promise.all([freePort(), freePort()]);
  const child = spawn(
    process.execPath,
    [
      "--import",
      "tsx",
      fromRoot("e2e/support/outside-world.ts"),
      ...["--waymark", address],
      ...["--mail", MAIL],
      ...["--oidc-port", String(oidcPort)],
      ...["--smtp-port", String(smtpPort)],
    ],
    { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] },
  );
  lifecycle.add({ stop: () => endChild(child), kill: () => child.kill("SIGKILL") });
  return { child, environment: JSON.parse(await firstLine(child)) };
}
