import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { sendCheckpoint } from "@/jobs/send-checkpoint";
import { signCheckpoints } from "@/jobs/sign-checkpoints";
import { getAuditDays, getAuditEntry, listAudit } from "@/lib/audit/queries";
import { getPackContents } from "@/lib/audit-packs/queries";
import { runQuery } from "@/lib/execution/query";
import { dayOf } from "@/lib/kernel/calendar";
import { verifyInclusion } from "@/lib/ledger/merkle";
import { getLedgerState } from "@/lib/ledger/queries";
import { handedPath } from "@/lib/ledger/store/witnesses";
import { aFilledWorld } from "@/lib/testing/inputs/audit-packs";
import { signedCase } from "@/lib/testing/inputs/ledger";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? "" });
let world: World;
let project: TestProject;
let auditor: Awaited<ReturnType<World["member"]>>["actor"];

beforeAll(async () => {
  await owner.connect();
  world = await aWorld();
  auditor = (await world.member("auditor")).actor;
  project = await world.project();
  await signedCase(world, project);
  await signCheckpoints({ workspaceId: world.workspaceId });
  await world.project();
});
afterAll(() => owner.end());
afterEach(() => vi.unstubAllEnvs());

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));
const entryAt = (index: number, more: object = {}) =>
  runQuery(getAuditEntry, auditor, { workspaceId: world.workspaceId, index, ...more });

async function signatureEntry() {
  const { rows } = await runQuery(listAudit, auditor, { workspaceId: world.workspaceId });
  const found = rows.find((row) => row.signatureId !== null);
  if (found === undefined) {
    throw new Error("The trail speaks of no signature.");
  }
  return found;
}

describe("audit.entry", () => {
  it("proves an entry up to the head that covers it, with the statement that was signed", async () => {
    const { index, leafHash } = await signatureEntry();
    const { entry, proof, record, statement, findings } = await entryAt(index);
    expect(findings).toEqual([]);
    expect(JSON.parse(record)).toMatchObject({ id: entry.id, type: "case.signed" });
    expect(statement).toMatchObject({ role: "sponsor", assurance: "password" });
    expect(
      verifyInclusion({
        index,
        size: proof?.size ?? 0,
        leafHash: bytes(leafHash),
        proof: (proof?.path ?? []).map(bytes),
        root: bytes(proof?.root ?? ""),
      }),
    ).toBe(true);
    expect(proof?.checkpoint).toContain(`\n${proof?.size}\n`);
  });

  it("says of the newest entry that no head covers it yet, and of the last signed one that it ends one", async () => {
    const { rows } = await runQuery(listAudit, auditor, { workspaceId: world.workspaceId });
    const standings = rows.map((row) => row.standing);
    expect(standings.slice(0, 2)).toEqual(["waiting", "checkpoint"]);
    expect(new Set(standings.slice(2))).toEqual(new Set(["covered"]));
    const newest = await entryAt(rows[0]?.index ?? -1);
    expect(newest).toMatchObject({ proof: null, findings: [], newer: null });
  });

  it("goes to the neighbours the filter leaves", async () => {
    const ofProject = { projectId: project.id };
    const { rows } = await runQuery(listAudit, auditor, {
      workspaceId: world.workspaceId,
      ...ofProject,
      type: "case",
    });
    const [newest, , oldest] = [rows[0], rows[1], rows.at(-1)];
    expect(rows.length).toBeGreaterThan(1);
    const detail = await entryAt(newest?.index ?? -1, { ...ofProject, type: "case" });
    expect(detail).toMatchObject({ newer: null, older: rows[1]?.index });
    const last = await entryAt(oldest?.index ?? -1, { ...ofProject, type: "case" });
    expect(last.older).toBeNull();
  });
});

describe("an entry that was changed or is not there", () => {
  it("is named with what does not fit when a row was changed behind its back", async () => {
    const { index } = await signatureEntry();
    const at = [world.workspaceId, index];
    const rename = (name: string) =>
      owner.query(
        `UPDATE audit_events SET "actorName" = $3 WHERE "workspaceId" = $1 AND index = $2`,
        [...at, name],
      );
    const before = await entryAt(index);
    await owner.query("ALTER TABLE audit_events DISABLE TRIGGER USER");
    await rename("Somebody Else");
    const detail = await entryAt(index);
    const { rows } = await runQuery(listAudit, auditor, { workspaceId: world.workspaceId });
    await rename(before.entry.actorName);
    await owner.query("ALTER TABLE audit_events ENABLE TRIGGER USER");
    expect(detail.findings).toEqual(["The column actorName differs from the record."]);
    expect(detail.entry.standing).toBe("broken");
    expect(rows.filter((row) => row.standing === "broken").map((row) => row.index)).toEqual([
      index,
    ]);
  });

  it("is not found beyond the end nor in another workspace", async () => {
    await expect(entryAt(1_000_000)).rejects.toMatchObject({ code: "not_found" });
    const other = await aWorld();
    await expect(
      runQuery(getAuditEntry, auditor, { workspaceId: other.workspaceId, index: 0 }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("audit.days", () => {
  it("counts what the filter leaves, and the heads of the whole ledger", async () => {
    const { workspaceId } = world;
    const today = dayOf(new Date());
    const all = await runQuery(getAuditDays, auditor, { workspaceId });
    const page = await runQuery(listAudit, auditor, { workspaceId });
    expect(all).toMatchObject({ to: today, entries: page.size, daysPerBar: 1 });
    const some = await runQuery(getAuditDays, auditor, { workspaceId, type: "project" });
    expect(some.entries).toBe(2);
    expect(some.bars.at(-1)?.checkpoints).toBe(1);
    const before = await runQuery(getAuditDays, auditor, { workspaceId, to: "2020-01-31" });
    expect(before).toMatchObject({ entries: 0, bars: [] });
    const fresh = await aWorld();
    const none = await runQuery(getAuditDays, fresh.owner.actor, {
      workspaceId: fresh.workspaceId,
    });
    expect(none).toMatchObject({ from: null, to: null, bars: [] });
  });
});

describe("audit-pack.contents", () => {
  it("says what a pack would hold, files by project", async () => {
    const filled = await aFilledWorld();
    const { workspaceId } = filled.world;
    const actor = filled.world.owner.actor;
    const whole = await runQuery(getPackContents, actor, { workspaceId });
    expect(whole).toMatchObject({ documents: 1, files: expect.any(Number) });
    expect(whole.files).toBeGreaterThan(0);
    expect(whole.bytes).toBeGreaterThan(0);
    const empty = await filled.world.project();
    const part = await runQuery(getPackContents, actor, { workspaceId, projectId: empty.id });
    expect(part).toMatchObject({ documents: 0, files: 0, bytes: 0 });
    expect(part.signatures).toBe(whole.signatures);
  });
});

describe("the witnesses in the state of a ledger", () => {
  it("are told with what they took last, what failed, and whether their copy still fits", async () => {
    const folder = mkdtempSync(join(tmpdir(), "waymark-heads-"));
    const fresh = await aWorld();
    const { workspaceId } = fresh;
    const state = () => runQuery(getLedgerState, fresh.owner.actor, { workspaceId });
    expect((await state()).witnesses).toEqual([]);
    vi.stubEnv("LEDGER_WITNESS_DIR", folder);
    vi.stubEnv("LEDGER_WITNESS_URL", "http://127.0.0.1:1/secret-path");
    await fresh.project();
    await signCheckpoints({ workspaceId });
    await expect(sendCheckpoint({ workspaceId, size: 1, by: "url" })).rejects.toThrow();
    const [directory, address] = (await state()).witnesses;
    expect(directory).toMatchObject({ way: "directory", size: 1, matches: true, failure: "" });
    expect(address).toMatchObject({ way: "address", name: "127.0.0.1:1", size: 0, takenAt: null });
    expect(address?.failure).not.toBe("");
    const path = handedPath(folder, { workspaceId, size: 1 });
    writeFileSync(path, JSON.stringify({ checkpoint: "another story" }));
    expect((await state()).witnesses[0]).toMatchObject({ matches: false });
    rmSync(path);
    expect((await state()).witnesses[0]).toMatchObject({ matches: false });
  });
});
