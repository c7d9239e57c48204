import { spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { exportPack } from "@/lib/audit-packs/commands/export-pack";
import { getPreparedPack } from "@/lib/audit-packs/queries";
import type { PackFacts } from "@/lib/audit-packs/schema";
import { openPack } from "@/lib/audit-packs/store/write-pack";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { canonicalize } from "@/lib/ledger/canonical-json";
import { setClock } from "@/lib/platform/clock";
import { aFilledWorld, aPreparedPack } from "@/lib/testing/inputs/audit-packs";
import { unpacked } from "@/lib/testing/unpacked";
import { aWorld, type World } from "@/lib/testing/world";

const folder = mkdtempSync(join(tmpdir(), "waymark-pack-"));

async function exported(world: World, asked: { projectId?: string } = {}) {
  const auditor = await world.member("auditor");
  const { workspaceId } = world;
  const input = await aPreparedPack(world, undefined, asked);
  const result = await runCommand(exportPack, auditor.actor, input);
  if (!result.ok) {
    throw result.error;
  }
  const facts: PackFacts = result.value;
  const path = join(folder, `${facts.bundleSha256}-${Math.random()}.zip`);
  await pipeline(
    await openPack({ ...facts, workspaceId, now: new Date() }),
    createWriteStream(path),
  );
  return { facts, entries: await unpacked(path) };
}

const LONG = 3000;

/** So many entries at once, as `append_ledger` takes them from anybody. */
async function aLongLedger({ db, workspaceId }: World): Promise<void> {
  const records = Array.from({ length: LONG }, (_, count) =>
    canonicalize({
      id: randomUUID(),
      workspaceId,
      projectId: null,
      type: "task.moved",
      by: { kind: "system", id: null, name: "Waymark" },
      at: new Date().toISOString(),
      data: { count },
    }),
  );
  await db.$queryRaw`SELECT append_ledger(${workspaceId}::uuid, ${records}::text[])`;
}

function verify(dir: string) {
  const { status, stdout } = spawnSync(process.execPath, ["verify.mjs", "ledger/bundle.json"], {
    cwd: dir,
    encoding: "utf8",
  });
  return { status, says: stdout };
}

function laidOut(entries: ReadonlyMap<string, Buffer>): string {
  const dir = mkdtempSync(join(folder, "open-"));
  for (const [name, bytes] of entries) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), bytes);
  }
  return dir;
}

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

describe("an audit pack", () => {
  it("verifies itself, and no longer after one byte was changed", async () => {
    const { world } = await aFilledWorld();
    const { entries } = await exported(world);
    const dir = laidOut(entries);
    expect(verify(dir)).toMatchObject({ status: 0 });
    const path = join(dir, "ledger/bundle.json");
    const text = readFileSync(path, "utf8");
    const at = text.indexOf('"signerName":"') + '"signerName":"'.length;
    writeFileSync(path, `${text.slice(0, at)}X${text.slice(at + 1)}`);
    expect(verify(dir)).toMatchObject({ status: 1 });
  });

  it("holds the files under their hashes, the same records one a line, and a list of all of it", async () => {
    const { world, fileSha256, text } = await aFilledWorld();
    const { facts, entries } = await exported(world);
    const file = entries.get(`evidence/${fileSha256}`);
    expect(file?.toString()).toBe(text);
    const documents = [...entries.keys()].filter((name) => name.startsWith("documents/"));
    expect(documents).toHaveLength(facts.documents);
    expect(facts.documents).toBe(1);
    const records = entries.get("ledger/records.jsonl")?.toString().trimEnd().split("\n") ?? [];
    expect(records).toHaveLength(facts.size);
    const manifest = JSON.parse(String(entries.get("manifest.json"))) as {
      files: { path: string; sha256: string; bytes: number }[];
      missing: string[];
    };
    expect(manifest.missing).toEqual([]);
    const listed = manifest.files.map((each) => each.path);
    expect(new Set([...listed, "manifest.json"])).toEqual(new Set(entries.keys()));
    for (const { path, sha256: said } of manifest.files) {
      expect(sha256(entries.get(path) ?? Buffer.alloc(0)), path).toBe(said);
    }
    expect(sha256(entries.get("ledger/bundle.json") ?? Buffer.alloc(0))).toBe(facts.bundleSha256);
  });

  it("tells a reader who signed what, and keeps markup and addresses out", async () => {
    const { world, project } = await aFilledWorld();
    await world.db.project.update({
      where: { id: project.id },
      data: { name: "<script>alert(1)</script>" },
    });
    const { entries } = await exported(world);
    const page = String(entries.get("index.html"));
    expect(page).toContain("Test sponsor");
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).not.toContain("<script");
    for (const [name, bytes] of entries) {
      expect(name.startsWith("evidence/") || !bytes.includes("@example.com"), name).toBe(true);
    }
    expect(String(entries.get("README.txt"))).toContain("HOW TO VERIFY");
  });

  it("leaves the files of other projects out where one was asked for, and the ledger whole", async () => {
    const { world, fileSha256 } = await aFilledWorld();
    const other = await world.project();
    const { facts, entries } = await exported(world, { projectId: other.id });
    expect(facts).toMatchObject({ files: 0, documents: 0, evidence: 1 });
    expect(entries.has(`evidence/${fileSha256}`)).toBe(false);
    expect(verify(laidOut(entries)).status).toBe(0);
  });
});

describe("the export of an audit pack", () => {
  it("is on record before it leaves, with what it holds", async () => {
    const { world } = await aFilledWorld();
    const { facts } = await exported(world);
    const row = await world.db.auditEvent.findFirstOrThrow({
      where: { workspaceId: world.workspaceId, type: "audit-pack.exported" },
    });
    expect(row.data).toEqual(facts);
    expect(Number(row.index)).toBe(facts.size);
  });

  it("is refused to members and for a project of another workspace", async () => {
    const world = await aWorld();
    const project = await (await aWorld()).project();
    await world.project();
    const { workspaceId } = world;
    const member = await world.member();
    const input = await aPreparedPack(world);
    const refused = await runCommand(exportPack, member.actor, input);
    expect(refused.ok).toBe(false);
    const stranger = { workspaceId, projectId: project.id };
    await expect(runQuery(getPreparedPack, world.owner.actor, stranger)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("the preparation of an audit pack", () => {
  it("is taken only when it was sealed here, for this pack, and a moment ago", async () => {
    const { world, project } = await aFilledWorld();
    const { workspaceId, owner } = world;
    const other = await aPreparedPack((await aFilledWorld()).world);
    const ofProject = await aPreparedPack(world, undefined, { projectId: project.id });
    const mine = await aPreparedPack(world);
    const [body = "", mark = ""] = mine.prepared.split(".");
    const note = JSON.parse(Buffer.from(body, "base64url").toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...note, until: "2099-01-01T00:00:00.000Z" }));
    for (const prepared of [
      other.prepared,
      ofProject.prepared,
      `${forged.toString("base64url")}.${mark}`,
      "nothing",
    ]) {
      const refused = await runCommand(exportPack, owner.actor, { workspaceId, prepared });
      expect(refused, prepared).toMatchObject({ ok: false, error: { reason: "not-prepared" } });
    }
    setClock(new Date(Date.now() + 11 * 60_000));
    const late = await runCommand(exportPack, owner.actor, mine);
    setClock(null);
    expect(late).toMatchObject({ ok: false, error: { reason: "not-prepared" } });
    expect(await runCommand(exportPack, owner.actor, mine)).toMatchObject({ ok: true });
  });

  it("lets the export go on record in seconds, however long it takes to read the ledger", async () => {
    const { world } = await aFilledWorld();
    await aLongLedger(world);
    const input = await aPreparedPack(world);
    const superuser = new pg.Client({ connectionString: process.env.DATABASE_SUPERUSER_URL ?? "" });
    await superuser.connect();
    // Whoever reads all entries now needs half a minute, which is more than a command has.
    await superuser.query(`ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY;
      CREATE FUNCTION read_slowly() RETURNS boolean LANGUAGE sql VOLATILE
        AS $$ SELECT pg_sleep(0.01) IS NOT NULL $$;
      CREATE POLICY slow ON audit_events FOR SELECT USING (read_slowly())`);
    const result = await runCommand(exportPack, world.owner.actor, input);
    await superuser.query(`DROP POLICY slow ON audit_events; DROP FUNCTION read_slowly();
      ALTER TABLE audit_events DISABLE ROW LEVEL SECURITY`);
    await superuser.end();
    expect(result).toMatchObject({ ok: true });
    expect(result.ok ? result.value.size : 0).toBeGreaterThan(LONG);
  });
});

describe("a pack that leaves", () => {
  it("ends quietly when its reader goes away", async () => {
    const { world } = await aFilledWorld();
    const input = await aPreparedPack(world);
    const result = await runCommand(exportPack, world.owner.actor, input);
    if (!result.ok) {
      throw result.error;
    }
    const pack = await openPack({
      ...result.value,
      workspaceId: world.workspaceId,
      now: new Date(),
    });
    for await (const _ of pack) {
      break;
    }
    expect(pack.destroyed).toBe(true);
  });
});
