import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { importShipped } from "@/lib/playbooks/commands/import-shipped";
import { listBrokenPlaybookFiles } from "@/lib/playbooks/queries";
import { importBuiltInPlaybooks, loadPublishedVersion } from "@/lib/playbooks/store";
import { alteredSample, samplePlaybookText } from "@/lib/testing/sample-playbook";
import { aWorld, type World } from "@/lib/testing/world";

const roots: string[] = [];

/** An installation that ships these playbook files and no others. */
async function shipping(files: Record<string, string>): Promise<void> {
  const root = await mkdtemp(path.join(tmpdir(), "shipped-"));
  roots.push(root);
  await mkdir(path.join(root, "playbooks"));
  for (const [name, text] of Object.entries(files)) {
    await writeFile(path.join(root, "playbooks", name), text);
  }
  vi.stubEnv("WAYMARK_ROOT", root);
}

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(roots.splice(0).map((root) => rm(root, { recursive: true })));
});

async function imported(world: World) {
  const { db, workspaceId } = world;
  return importBuiltInPlaybooks(db, { workspaceId, by: null, at: new Date() });
}

async function numbersOf(world: World, key: string): Promise<number[]> {
  const rows = await world.db.playbookVersion.findMany({
    where: { playbook: { workspaceId: world.workspaceId, key } },
    orderBy: { number: "asc" },
  });
  return rows.map(({ number }) => number);
}

test("imports every good file and says file, line and reason of a broken one", async () => {
  const world = await aWorld();
  const broken = alteredSample({ "likely: 2, high: 4": "likely: 9, high: 4" });
  await shipping({ "broken.yaml": broken, "sample.yaml": samplePlaybookText, "note.txt": "no" });

  const files = await imported(world);

  expect(files).toMatchObject([
    { file: "broken.yaml", ok: false, problems: [{ line: expect.any(Number) }] },
    { file: "sample.yaml", ok: true, key: "sample", number: 1, isNew: true },
  ]);
  expect(await numbersOf(world, "sample")).toEqual([1]);
});

test("imports nothing twice, and a newer file as the next version", async () => {
  const world = await aWorld();
  await shipping({ "sample.yaml": samplePlaybookText });
  await imported(world);
  expect(await imported(world)).toMatchObject([{ ok: true, isNew: false }]);

  await shipping({ "sample.yaml": alteredSample({ "version: 1": "version: 2" }) });
  expect(await imported(world)).toMatchObject([{ ok: true, number: 2, isNew: true }]);
  expect(await numbersOf(world, "sample")).toEqual([1, 2]);
});

test("never rewrites a published version and says so", async () => {
  const world = await aWorld();
  await shipping({ "sample.yaml": samplePlaybookText });
  const [first] = await imported(world);
  await shipping({ "sample.yaml": alteredSample({ "name: Sample": "name: Another" }) });

  const [second] = await imported(world);

  expect(second).toMatchObject({ ok: false, problems: [{ line: 1 }] });
  const id = first?.ok === true ? first.playbookVersionId : "";
  const { workspaceId } = world;
  const kept = await loadPublishedVersion(world.db, { workspaceId, playbookVersionId: id });
  expect(kept?.playbook.name).toBe("Sample");
  await expect(
    world.db.playbookVersion.updateMany({ where: { id }, data: { source: "other" } }),
  ).rejects.toThrow(/never changes/);
});

test("loads no draft and nothing of another workspace", async () => {
  const world = await aWorld();
  const elsewhere = await aWorld();
  const version = await world.db.playbookVersion.findFirstOrThrow({
    where: { playbook: { workspaceId: world.workspaceId } },
  });
  const at = { workspaceId: elsewhere.workspaceId, playbookVersionId: version.id };
  expect(await loadPublishedVersion(world.db, at)).toBeNull();
});

test("an admin imports what a newer release ships, once, with a trace", async () => {
  const world = await aWorld();
  const { workspaceId, owner } = world;
  await shipping({ "sample.yaml": samplePlaybookText, "bad.yaml": "id: [" });
  const types = async () =>
    (await world.db.auditEvent.findMany({ where: { workspaceId } })).map(({ type }) => type);

  const first = await runCommand(importShipped, owner.actor, { workspaceId });
  expect(first).toMatchObject({
    ok: true,
    value: { imported: [{ key: "sample", number: 1 }], broken: [{ file: "bad.yaml" }] },
  });
  const again = await runCommand(importShipped, owner.actor, { workspaceId });
  expect(again).toMatchObject({ ok: true, value: { imported: [] } });
  expect(await types()).toEqual(["playbook.imported"]);

  const member = await world.member();
  expect(await runCommand(importShipped, member.actor, { workspaceId })).toMatchObject({
    ok: false,
    error: { code: "forbidden" },
  });
});

test("an admin sees which files are broken, a member does not", async () => {
  const world = await aWorld();
  const { workspaceId, owner } = world;
  await shipping({ "bad.yaml": "id: [" });
  expect(await runQuery(listBrokenPlaybookFiles, owner.actor, { workspaceId })).toMatchObject([
    { file: "bad.yaml", problems: [{ line: 1 }] },
  ]);
  const member = await world.member();
  await expect(
    runQuery(listBrokenPlaybookFiles, member.actor, { workspaceId }),
  ).rejects.toMatchObject({ code: "forbidden" });
});
