import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { signCheckpoints } from "@/jobs/sign-checkpoints";
import { anonymous } from "@/lib/authz/actor";
import { runQuery } from "@/lib/execution/query";
import { publicKeyOf } from "@/lib/ledger/ed25519";
import { getCheckpoint, listLedgerKeys } from "@/lib/ledger/queries";
import { aWorld } from "@/lib/testing/world";

const key = Buffer.from(publicKeyOf(Buffer.alloc(32, 1))).toString("base64");
afterEach(() => vi.unstubAllEnvs());

function witness(folder: string, state: string, ...options: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["scripts/witness.mjs", folder, "--state", state, ...options],
    { encoding: "utf8" },
  );
  return { status, says: stdout + stderr };
}

async function handedOut(rounds: number) {
  const data = mkdtempSync(join(tmpdir(), "waymark-witness-"));
  vi.stubEnv("WAYMARK_DATA", data);
  vi.stubEnv("LEDGER_WITNESS_DIR", join(data, "out"));
  const world = await aWorld();
  const { workspaceId } = world;
  for (let round = 0; round < rounds; round += 1) {
    await world.project();
    await signCheckpoints({ workspaceId });
  }
  return { world, workspaceId, folder: join(data, "out", workspaceId), state: join(data, "seen") };
}

describe("the witness", () => {
  it("follows a ledger that grows, and remembers how far", async () => {
    const { world, workspaceId, folder, state } = await handedOut(2);
    expect(witness(folder, state).says).toContain("--key");
    expect(witness(folder, state, "--key", key)).toMatchObject({ status: 0 });
    await world.project();
    await signCheckpoints({ workspaceId });
    const later = witness(folder, state);
    expect(later).toMatchObject({ status: 0 });
    expect(later.says).toContain("3 entries");
    expect(JSON.parse(readFileSync(state, "utf8"))).toMatchObject({ size: 3, key });
  });

  it("is handed a head that somebody asked for, and not twice", async () => {
    const { world, workspaceId, folder } = await handedOut(1);
    await world.project();
    const ask = () => runQuery(getCheckpoint, world.owner.actor, { workspaceId });
    const { size } = await ask();
    await ask();
    expect(readdirSync(folder)).toHaveLength(2);
    const newest = readdirSync(folder).sort().at(-1) ?? "";
    expect(JSON.parse(readFileSync(join(folder, newest), "utf8"))).toMatchObject({ size });
  });

  it("refuses a ledger that became shorter, one of another story, and another key", async () => {
    const { folder, state } = await handedOut(3);
    expect(witness(folder, state, "--key", key).status).toBe(0);
    const other = await handedOut(4);
    const told = readFileSync(state, "utf8");
    expect(witness(other.folder, state).says).toContain("another ledger");
    const foreign = Buffer.from(publicKeyOf(Buffer.alloc(32, 9))).toString("base64");
    expect(witness(folder, state, "--key", foreign).says).toContain("not signed by the key");
    const files = readdirSync(folder).sort();
    const seen = JSON.parse(told) as { root: string };
    writeFileSync(state, JSON.stringify({ ...seen, root: Buffer.alloc(32, 7).toString("base64") }));
    expect(witness(folder, state).says).toContain("another root");
    writeFileSync(state, told);
    rmSync(join(folder, files.at(-1) ?? ""));
    const shorter = witness(folder, state);
    expect(shorter.says).toContain("now there are 2");
    expect(shorter.status).not.toBe(0);
    expect(readFileSync(state, "utf8")).toBe(told);
  });
});

describe("the published keys", () => {
  it("are for everybody, old ones too", async () => {
    await handedOut(1);
    const view = await runQuery(listLedgerKeys, anonymous, {});
    expect(view.keys).toContainEqual(expect.objectContaining({ publicKey: key, isCurrent: true }));
  });
});
