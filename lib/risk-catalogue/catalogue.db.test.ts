import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { importRiskCatalogue } from "@/lib/risk-catalogue/commands/import-catalogue";
import { reinstateCatalogueEntry } from "@/lib/risk-catalogue/commands/reinstate-entry";
import { restoreShippedEntry } from "@/lib/risk-catalogue/commands/restore-shipped";
import { retireCatalogueEntry } from "@/lib/risk-catalogue/commands/retire-entry";
import { saveCatalogueEntry } from "@/lib/risk-catalogue/commands/save-entry";
import { exportRiskCatalogue, listRiskCatalogue } from "@/lib/risk-catalogue/queries/catalogue";
import { previewCatalogueImport } from "@/lib/risk-catalogue/queries/preview-import";
import { anEntry, anotherEntryFile, seenEntry } from "@/lib/testing/inputs/risk-catalogue";
import { aWorld, type World } from "@/lib/testing/world";

async function listed(world: World, filter: Record<string, unknown> = {}) {
  const { workspaceId, owner } = world;
  return runQuery(listRiskCatalogue, owner.actor, { workspaceId, ...filter });
}

async function entryOf(world: World, key: string) {
  return (await listed(world)).rows.find((row) => row.key === key);
}

const ownRows = ({ db, workspaceId }: World) =>
  db.riskCatalogueEntry.count({ where: { workspaceId } });

async function eventsOf({ db, workspaceId }: World): Promise<string[]> {
  const rows = await db.auditEvent.findMany({
    where: { workspaceId, type: { startsWith: "risk-catalogue." } },
    orderBy: { index: "asc" },
  });
  return rows.map(({ type }) => type);
}

const save = (world: World, input: object) =>
  runCommand(saveCatalogueEntry, world.owner.actor, { workspaceId: world.workspaceId, ...input });

describe("the catalogue of risks", () => {
  it("is read by every member, and found by words and category", async () => {
    const world = await aWorld();
    const member = await world.member();
    const { workspaceId } = world;
    const view = await runQuery(listRiskCatalogue, member.actor, { workspaceId });
    expect(view.counts.all).toBeGreaterThanOrEqual(40);
    expect(view.whyNotChange).toContain("owner or an admin");
    expect(view.broken).toEqual([]);
    expect(view.stages.map(({ key }) => key)).toContain("data-preparation");
    const found = await listed(world, { text: "labels WRONG", category: "data" });
    expect(found.rows.map(({ key }) => key)).toContain("label-quality");
    expect(found.rows.every(({ category }) => category === "data")).toBe(true);
    expect((await listed(world, { text: "no such words" })).rows).toEqual([]);
  });

  it("takes an entry of the workspace's own, with a key made of its title", async () => {
    const world = await aWorld();
    const result = await save(world, anEntry);
    expect(result).toMatchObject({ ok: true, value: { key: "seasonal-staff-label-differently" } });
    expect(await entryOf(world, "seasonal-staff-label-differently")).toMatchObject({
      ...anEntry,
      origin: "own",
      saved: { byName: "Olive Owner" },
    });
    const other = await aWorld();
    expect(await entryOf(other, "seasonal-staff-label-differently")).toBeUndefined();
    expect(await eventsOf(world)).toEqual(["risk-catalogue.entry-saved"]);
  });

  it("lets one's own stand in the place of a shipped one, and brings the shipped one back", async () => {
    const world = await aWorld();
    const shipped = await entryOf(world, "label-quality");
    const own = { ...anEntry, key: "label-quality", title: "Labels of our archive are old" };
    expect(await save(world, { ...own, seen: shipped?.seen })).toMatchObject({ ok: true });
    expect(await entryOf(world, "label-quality")).toMatchObject({
      title: "Labels of our archive are old",
      origin: "replaced",
    });
    const seen = await seenEntry(world, "label-quality");
    const restored = await runCommand(restoreShippedEntry, world.owner.actor, seen);
    expect(restored).toMatchObject({ ok: true });
    expect(await entryOf(world, "label-quality")).toEqual(shipped);
    expect(await ownRows(world)).toBe(0);
    expect(await eventsOf(world)).toEqual([
      "risk-catalogue.entry-saved",
      "risk-catalogue.shipped-restored",
    ]);
  });
});

describe("changing the catalogue of risks", () => {
  it("retires an entry without losing it, and suggests it again when asked", async () => {
    const world = await aWorld();
    const { actor } = world.owner;
    const before = await entryOf(world, "label-quality");
    await runCommand(retireCatalogueEntry, actor, await seenEntry(world, "label-quality"));
    expect(await entryOf(world, "label-quality")).toBeUndefined();
    const { rows } = await listed(world, { retired: true });
    expect(rows.map(({ key, title }) => [key, title])).toEqual([["label-quality", before?.title]]);
    await runCommand(reinstateCatalogueEntry, actor, await seenEntry(world, "label-quality"));
    expect(await entryOf(world, "label-quality")).toMatchObject({ title: before?.title });
  });

  it("refuses a taken key, a place nobody has and a change nobody saw, and keeps no row", async () => {
    const world = await aWorld();
    expect(await save(world, { ...anEntry, key: "label-quality" })).toMatchObject({
      ok: false,
      error: { issues: [{ path: "key", message: expect.stringContaining("is taken") }] },
    });
    expect(await save(world, { ...anEntry, stages: ["testing"] })).toMatchObject({
      ok: false,
      error: { issues: [{ path: "stages", message: expect.stringContaining("“testing”") }] },
    });
    expect(await save(world, { ...anEntry, title: "???" })).toMatchObject({
      ok: false,
      error: { issues: [{ path: "key" }] },
    });
    expect(await save(world, { ...anEntry, impact: 6 })).toMatchObject({
      ok: false,
      error: { issues: [{ path: "impact", message: "Impact is a whole number from 1 to 5." }] },
    });
    const stale = { ...anEntry, key: "label-quality", seen: "0".repeat(64) };
    expect(await save(world, stale)).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect(await ownRows(world)).toBe(0);
    expect(await eventsOf(world)).toEqual([]);
  });

  it("lets one of two people who changed the same entry at once through", async () => {
    const world = await aWorld();
    const shipped = await entryOf(world, "label-quality");
    const change = (title: string) =>
      save(world, { ...anEntry, key: "label-quality", title, seen: shipped?.seen });
    const results = await Promise.all([change("One text"), change("Another text")]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: "conflict" } });
    expect(await ownRows(world)).toBe(1);
  });

  it("is changed by owners and admins alone", async () => {
    const world = await aWorld();
    const { workspaceId } = world;
    for (const role of ["member", "auditor"] as const) {
      const { actor } = await world.member(role);
      const input = { workspaceId, ...anEntry };
      expect(await runCommand(saveCatalogueEntry, actor, input)).toMatchObject({
        ok: false,
        error: { code: "forbidden" },
      });
    }
    const { actor } = await world.member("admin");
    expect(await runCommand(saveCatalogueEntry, actor, { workspaceId, ...anEntry })).toMatchObject({
      ok: true,
    });
  });
});

const importing = (world: World, source: string, seen?: string) =>
  runCommand(importRiskCatalogue, world.owner.actor, {
    workspaceId: world.workspaceId,
    source,
    ...(seen === undefined ? {} : { seen }),
  });
const previewing = (world: World, source: string) =>
  runQuery(previewCatalogueImport, world.owner.actor, {
    workspaceId: world.workspaceId,
    source,
  });

describe("importing a catalogue", () => {
  it("shows first what would be new and changed, and stores nothing by showing", async () => {
    const world = await aWorld();
    const file = `${anotherEntryFile}${anotherEntryFile
      .replace("risks:\n", "")
      .replace("late-labels", "label-quality")}`;
    const preview = await previewing(world, file);
    expect(preview.problems).toEqual([]);
    expect(preview.rows).toMatchObject([
      { key: "late-labels", outcome: "new", line: 2 },
      { key: "label-quality", outcome: "changed", replacesShipped: true },
    ]);
    expect(await ownRows(world)).toBe(0);
    expect(await importing(world, file, preview.seen)).toMatchObject({
      ok: true,
      value: { added: 1, changed: 1 },
    });
    expect(await entryOf(world, "late-labels")).toMatchObject({ origin: "own" });
    expect(await eventsOf(world)).toEqual(["risk-catalogue.imported"]);
  });

  it("names the lines of everything wrong, and then imports nothing at all", async () => {
    const world = await aWorld();
    const second = anotherEntryFile.replace("risks:\n", "").replace("late-labels", "other");
    const file = `${anotherEntryFile}${second.replace("data-preparation", "nowhere")}`;
    expect((await previewing(world, file)).problems).toMatchObject([
      { line: 12, message: "other: no playbook of this workspace has a stage “nowhere”." },
    ]);
    expect(await importing(world, file)).toMatchObject({
      ok: false,
      error: { code: "invalid_input", message: expect.stringMatching(/^Line 12: other: /) },
    });
    expect(await ownRows(world)).toBe(0);
    expect(await eventsOf(world)).toEqual([]);
  });
});

describe("importing a catalogue again", () => {
  it("asks for another look when the catalogue changed after the preview", async () => {
    const world = await aWorld();
    const { seen } = await previewing(world, anotherEntryFile);
    await importing(world, anotherEntryFile.replace("impact: 3", "impact: 5"));
    expect(await importing(world, anotherEntryFile, seen)).toMatchObject({
      ok: false,
      error: { code: "conflict" },
    });
  });

  it("of its own export changes nothing, and of a whole one neither", async () => {
    const world = await aWorld();
    await save(world, anEntry);
    const { workspaceId, owner } = world;
    for (const extent of ["own", "whole"] as const) {
      const exported = await runQuery(exportRiskCatalogue, owner.actor, { workspaceId, extent });
      const { problems, rows } = await previewing(world, exported.source);
      expect(problems).toEqual([]);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every(({ outcome }) => outcome === "same")).toBe(true);
    }
  });

  it("of more than a megabyte is refused in one sentence", async () => {
    const world = await aWorld();
    expect(await importing(world, `#${"x".repeat(1_000_000)}`)).toMatchObject({
      ok: false,
      error: { issues: [{ path: "source", message: "The text may be at most 1 MB." }] },
    });
  });
});
