import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { describe, expect, it } from "vitest";
import { exportPack } from "@/lib/audit-packs/commands/export-pack";
import type { PackFacts } from "@/lib/audit-packs/schema";
import { openPack } from "@/lib/audit-packs/store/write-pack";
import { runCommand } from "@/lib/execution/command";
import { aFilledWorld } from "@/lib/testing/inputs/audit-packs";
import { unpacked } from "@/lib/testing/unpacked";
import { aWorld, type World } from "@/lib/testing/world";

const folder = mkdtempSync(join(tmpdir(), "waymark-pack-"));

async function exported(world: World, input: Record<string, unknown> = {}) {
  const auditor = await world.member("auditor");
  const { workspaceId } = world;
  const result = await runCommand(exportPack, auditor.actor, { workspaceId, ...input });
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
    const refused = await runCommand(exportPack, member.actor, { workspaceId });
    expect(refused.ok).toBe(false);
    const stranger = { workspaceId, projectId: project.id };
    const strange = await runCommand(exportPack, world.owner.actor, stranger);
    expect(strange).toMatchObject({ ok: false, error: { code: "not_found" } });
  });

  it("ends quietly when its reader goes away", async () => {
    const { world } = await aFilledWorld();
    const result = await runCommand(exportPack, world.owner.actor, {
      workspaceId: world.workspaceId,
    });
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
