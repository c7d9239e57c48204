import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { beforeAll, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { getAuditFilters, getProjectAtTime, listAudit } from "@/lib/audit/queries";
import type { ProjectAtTimeView } from "@/lib/audit/schema";
import { exportPack } from "@/lib/audit-packs/commands/export-pack";
import { openPack } from "@/lib/audit-packs/store/write-pack";
import type { Actor } from "@/lib/authz/actor";
import { listDocuments } from "@/lib/documents/queries";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import type { ProjectId, UserId } from "@/lib/kernel/ids";
import { getLedgerState, getReceipt, verifyLedger } from "@/lib/ledger/queries";
import { getProjectFrame } from "@/lib/portfolio/queries/get-project-frame";
import { getWorkspaceFrame } from "@/lib/portfolio/queries/get-workspace-frame";
import { testDatabaseUrl, testOwnerUrl, truncateAll } from "@/lib/testing/database";
import { aFilledWorld, aPreparedPack } from "@/lib/testing/inputs/audit-packs";
import { unpacked } from "@/lib/testing/unpacked";
import type { World } from "@/lib/testing/world";

const folder = mkdtempSync(join(tmpdir(), "waymark-import-"));
const whole = join(folder, "whole.zip");
const dataDir = join(folder, "data");
let world: World;
let before: { signedRoot: string | null; size: number };
let fileSha256: string;
let projectId: ProjectId;
let then: ProjectAtTimeView;
let signatureId: string;

function importPack(path: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["scripts/import-audit-pack.mjs", path, "--data", dataDir],
    {
      encoding: "utf8",
      env: {
        ...process.env,
        DATABASE_URL: testOwnerUrl(),
        DATABASE_RUNTIME_URL: testDatabaseUrl(),
      },
    },
  );
  return { status, says: stdout, complains: stderr };
}

function placeOf(sha256: string): string {
  return join(dataDir, "files", sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

/** A zip of these entries in this order; one may be there twice. */
async function zipOf(entries: Iterable<[string, Buffer]>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, bytes] of entries) {
    zip.addBuffer(bytes, name);
  }
  zip.end();
  return buffer(zip.outputStream);
}

async function auditorOfArchive(): Promise<Actor> {
  const user = await world.db.user.findFirstOrThrow({
    where: { email: "auditor@archive.invalid" },
  });
  return { kind: "user", userId: user.id as UserId, sessionId: "archive" };
}

beforeAll(async () => {
  const filled = await aFilledWorld();
  ({ world, fileSha256 } = filled);
  projectId = filled.project.id;
  const { workspaceId, owner } = world;
  const result = await runCommand(exportPack, owner.actor, await aPreparedPack(world));
  if (!result.ok) {
    throw result.error;
  }
  const { signedRoot } = await runQuery(getLedgerState, owner.actor, { workspaceId });
  then = await runQuery(getProjectAtTime, owner.actor, { projectId });
  before = { signedRoot, size: result.value.size };
  const signature = await world.db.signature.findFirstOrThrow({ where: { workspaceId } });
  signatureId = signature.id;
  writeFileSync(
    whole,
    await buffer(await openPack({ ...result.value, workspaceId, now: new Date() })),
  );
  await truncateAll();
}, 60_000);

/** Each changed pack with the words it is refused with. */
async function hostilePacks(): Promise<[string, Buffer, RegExp][]> {
  const entries = await unpacked(whole);
  const list = [...entries];
  const bytes = readFileSync(whole);
  const without = (name: string) => list.filter(([each]) => each !== name);
  const changed = (name: string, change: (text: string) => string) =>
    list.map(([each, content]): [string, Buffer] =>
      each === name ? [each, Buffer.from(change(content.toString()))] : [each, content],
    );
  const traversal = Buffer.from(
    bytes.toString("latin1").replaceAll("data/people.jsonl", "../../people.json"),
    "latin1",
  );
  const bomb = [...without("README.txt"), ["README.txt", Buffer.alloc(20_000_000)] as const];
  const forged = changed("ledger/bundle.json", (text) =>
    text.replace('"signerName":"Test sponsor"', '"signerName":"Some sponsor"'),
  );
  const bundle = forged.find(([name]) => name === "ledger/bundle.json")?.[1] ?? Buffer.alloc(0);
  const hashOf = (content: Buffer) => createHash("sha256").update(content).digest("hex");
  const relisted = forged.map(([name, content]): [string, Buffer] => {
    const old = entries.get("ledger/bundle.json") ?? Buffer.alloc(0);
    const list = content.toString().replaceAll(hashOf(old), hashOf(bundle));
    return name === "manifest.json" ? [name, Buffer.from(list)] : [name, content];
  });
  return [
    ["traversal", traversal, /relative path|which no pack holds/],
    ["stranger", await zipOf([...list, ["data/more.jsonl", Buffer.from("{}")]]), /no pack holds/],
    ["twice", await zipOf([...list, ["README.txt", Buffer.from("again")]]), /README.txt twice/],
    ["bomb", await zipOf(bomb as [string, Buffer][]), /times smaller than it is/],
    ["no bundle", await zipOf(without("ledger/bundle.json")), /has no ledger\/bundle.json/],
    ["no list", await zipOf(without("manifest.json")), /has no manifest.json/],
    ["cut short", bytes.subarray(0, bytes.length - 400), /cannot be read as a zip/],
    ["half", bytes.subarray(0, bytes.length / 2), /cannot be read as a zip/],
    ["no zip", Buffer.from("PK, but not really"), /cannot be read as a zip/],
    ["file", await zipOf(changed(`evidence/${fileSha256}`, () => "other")), /is not what the list/],
    ["forged", await zipOf(relisted), /does not verify.*signerName/],
  ];
}

describe("the import of an audit pack", () => {
  it("refuses what is no pack to rely on, with a sentence, and imports nothing", async () => {
    for (const [name, bytes, words] of await hostilePacks()) {
      const path = join(folder, "hostile.zip");
      writeFileSync(path, bytes);
      const { status, complains } = importPack(path);
      expect({ name, status, complains }).toMatchObject({ status: 1 });
      expect(complains, name).toMatch(words);
      expect(complains, name).toMatch(/Nothing was imported[.]\n$/);
    }
    expect(await world.db.workspace.count()).toBe(0);
    expect(await world.db.auditEvent.count()).toBe(0);
  }, 120_000);

  it("makes an archive with the same root, which an auditor reads and verifies", async () => {
    const { workspaceId } = world;
    const { status, says, complains } = importPack(whole);
    expect({ status, complains }).toEqual({ status: 0, complains: "" });
    expect(says).toContain(`Root    ${before.signedRoot}`);
    expect(says).toMatch(/\/reset-password\/[\w-]{43}\n/);
    const auditor = await auditorOfArchive();
    const state = await runQuery(getLedgerState, auditor, { workspaceId });
    expect(state).toMatchObject({ ...before, signedSize: before.size });
    const verified = await runQuery(verifyLedger, auditor, { workspaceId });
    expect(verified).toMatchObject({ isValid: true, to: before.size });
    const filters = await runQuery(getAuditFilters, auditor, { workspaceId });
    expect(filters.people.map(({ name }) => name)).toContain("Test sponsor");
    expect(filters.projects.map(({ id }) => id)).toEqual([projectId]);
    const page = await runQuery(listAudit, auditor, { workspaceId, projectId });
    expect(page.rows.map(({ type }) => type)).toContain("case.signed");
    const receipt = await runQuery(getReceipt, auditor, { signatureId });
    expect(receipt.statement).toMatchObject({ meaning: expect.any(String) });
    expect(
      createHash("sha256")
        .update(readFileSync(placeOf(fileSha256)))
        .digest("hex"),
    ).toBe(fileSha256);
    const people = await world.db.user.findMany({ where: { disabledAt: null } });
    expect(people.map(({ email }) => email)).toEqual(["auditor@archive.invalid"]);
  }, 60_000);

  it("tells the project as it stood, in the pages an auditor opens", async () => {
    const auditor = await auditorOfArchive();
    expect(await runQuery(getProjectAtTime, auditor, { projectId })).toEqual(then);
    const { workspace } = await runQuery(getWorkspaceFrame, auditor, {});
    expect(workspace).toMatchObject({ name: "Northwind Mutual", role: "auditor" });
    const frame = await runQuery(getProjectFrame, auditor, { projectId });
    expect(frame).toMatchObject({ name: "Churn early warning" });
    const { rows } = await runQuery(listDocuments, auditor, { projectId });
    expect(rows).toHaveLength(1);
    const sha256 = rows[0]?.sha256 ?? "";
    expect(readFileSync(placeOf(sha256)).byteLength).toBe(rows[0]?.bytes);
  });

  it("refuses a database that holds something", () => {
    const { status, complains } = importPack(whole);
    expect(status).toBe(1);
    expect(complains).toContain("The database is not empty.");
  }, 30_000);
});
