import { writeXlsx } from "hucre/xlsx";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { endImportDrafts } from "@/jobs/end-import-drafts";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { setClock } from "@/lib/platform/clock";
import { discardImport } from "@/lib/risk-imports/commands/discard-import";
import { finishImport } from "@/lib/risk-imports/commands/finish-import";
import { mapDraft } from "@/lib/risk-imports/commands/map-draft";
import { rereadDraft } from "@/lib/risk-imports/commands/reread-draft";
import { startImport } from "@/lib/risk-imports/commands/start-import";
import { getImportDraft, listRiskImports } from "@/lib/risk-imports/queries/imports";
import { aDraft, csvOf, startInput, wholeRow } from "@/lib/testing/inputs/risk-imports";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

let world: World;
let project: TestProject;
let by: Person;
beforeAll(async () => {
  world = await aWorld();
  project = await world.project();
  by = project.lead;
});
afterEach(() => setClock(null));

const look = (draftId: string, part: object = {}) =>
  runQuery(getImportDraft, by.actor, { draftId, ...part });
const start = (content: string | Uint8Array, fileName?: string) =>
  runCommand(startImport, by.actor, startInput(world, content, fileName));
const kept = () => world.db.riskImportDraft.count({ where: { ownerId: by.userId } });

describe("the reading of a draft", () => {
  it("says how the file was read and which column was taken for which field", async () => {
    const text = `Register of risks\r\n\r\nProject;Title;Owner;Owner\r\n${project.key};Über;;x\r\n`;
    const { draftId } = await aDraft(world, by, Buffer.from(text, "latin1"));
    const view = await look(draftId);
    expect(view.reading).toMatchObject({ kind: "csv", encoding: "windows-1252", separator: ";" });
    expect(view.headerRow).toBe(3);
    expect(view.columns).toEqual({ project: 0, title: 1, owner: 2 });
    expect(view.doubledHeads).toEqual(["Owner"]);
    expect(view.heads[1]).toEqual({ column: 1, name: "B", head: "Title", samples: ["Über"] });
    expect(view.rows[0]?.number).toBe(4);
  });

  it("is read again as another sheet, keeping what was said of words", async () => {
    const sheet = (name: string, title: string) => ({
      name,
      rows: [
        ["Title", "Category"],
        [title, "Weather"],
      ],
    });
    const bytes = await writeXlsx({ sheets: [sheet("Now", "A"), sheet("Then", "B")] });
    const { draftId, version } = await aDraft(world, by, bytes);
    const words = [{ list: "category", word: "weather", value: "Data" }];
    await runCommand(mapDraft, by.actor, { draftId, version, words });
    const again = { draftId, version: version + 1, sheet: "Then" };
    expect(await runCommand(rereadDraft, by.actor, again)).toMatchObject({ ok: true });
    const view = await look(draftId);
    expect(view.reading.sheet).toBe("Then");
    expect(view.rows[0]?.texts.title).toBe("B");
    expect(view.words).toContainEqual({
      list: "category",
      text: "weather",
      count: 0,
      value: "Data",
    });
    expect(
      await runCommand(rereadDraft, by.actor, { ...again, version: version + 2, sheet: "Never" }),
    ).toMatchObject({ ok: false, error: { message: expect.stringMatching(/no such sheet/) } });
  });
});

describe("the preview of a draft", () => {
  it("asks once for a word that many rows have, the most frequent first", async () => {
    const rows = [
      ...Array.from({ length: 3 }, (_, n) =>
        wholeRow(project, { title: `${n}`, category: "Weather" }),
      ),
      wholeRow(project, { title: "x", likelihood: "Sometimes" }),
    ];
    const { draftId } = await aDraft(world, by, csvOf(rows));
    const view = await look(draftId);
    expect(view.words).toEqual([
      { list: "category", text: "Weather", count: 3, value: null },
      { list: "likelihood", text: "Sometimes", count: 1, value: null },
    ]);
    expect(view.choices.category).toContainEqual({ value: "Data", label: "Data" });
    expect(view.choices.project).toContainEqual(expect.objectContaining({ value: project.key }));
  });

  it("shows its rows a page at a time, and those with problems by themselves", async () => {
    const rows = Array.from({ length: 120 }, (_, n) =>
      wholeRow(project, { title: `Risk ${n}`, likelihood: n % 40 === 0 ? "9" : "1" }),
    );
    const { draftId } = await aDraft(world, by, csvOf(rows));
    const first = await look(draftId, { show: "all" });
    expect([first.rows.length, first.next, first.shown]).toEqual([50, 50, 120]);
    const last = await look(draftId, { show: "all", from: 100 });
    expect([last.rows.length, last.next]).toEqual([20, null]);
    const broken = await look(draftId);
    expect(broken.rows.map(({ number }) => number)).toEqual([2, 42, 82]);
  });
});

describe("a draft", () => {
  it("is listed for its sender alone, and is thrown away with its file", async () => {
    const { draftId } = await aDraft(world, by, csvOf([wholeRow(project)]));
    const mine = await runQuery(listRiskImports, by.actor, { workspaceId: world.workspaceId });
    expect(mine.drafts.map(({ id }) => id)).toContain(draftId);
    const other = await world.person(project, "lead");
    const theirs = await runQuery(listRiskImports, other.actor, { workspaceId: world.workspaceId });
    expect(theirs.drafts).toEqual([]);
    const before = await kept();
    expect(await runCommand(discardImport, by.actor, { draftId })).toMatchObject({ ok: true });
    expect(await kept()).toBe(before - 1);
  });

  it("loses file and rows once it is in the register", async () => {
    const { draftId } = await aDraft(world, by, csvOf([wholeRow(project, { title: "Once" })]));
    await runCommand(finishImport, by.actor, { draftId, add: 1, update: 0 });
    const row = await world.db.riskImportDraft.findFirstOrThrow({ where: { id: draftId } });
    expect([row.file, row.grid]).toEqual([null, { rows: [], notes: [] }]);
  });

  it("ends after a week: nobody sees it any more, and a job removes it with its file", async () => {
    const { draftId } = await aDraft(world, by, csvOf([wholeRow(project)]));
    setClock(new Date(Date.now() + 7 * 86_400_000 + 1000));
    await expect(look(draftId)).rejects.toMatchObject({ code: "not_found" });
    await endImportDrafts();
    expect(await world.db.riskImportDraft.count({ where: { id: draftId } })).toBe(0);
  });
});

describe("a file that cannot be imported", () => {
  it.each([
    ["is empty", "", /The file is empty/],
    ["has no rows", " ; ; \n", /The sheet is empty/],
    ["is no table", Buffer.from([0, 1, 2, 3, 0, 255]), /Save it as .xlsx or as .csv/],
    ["is a broken workbook", Buffer.from("PK\u0003\u0004 and no more"), /damaged/],
    ["has an open quotation mark", 'Title\n"Never closed', /never closed/],
    ["has too many rows", "x\n".repeat(6000), /more than 5,000 rows/],
    ["has more than 10 MB", Buffer.alloc(10_485_761, "a"), /at most 10 MB/],
  ])(
    "because it %s is refused with what to do, and leaves nothing",
    async (_why, content, message) => {
      const before = await kept();
      const result = await start(content);
      expect(result).toMatchObject({ ok: false, error: { code: "invalid_input" } });
      expect(!result.ok && (result.error.issues[0]?.message ?? result.error.message)).toMatch(
        message,
      );
      expect(await kept()).toBe(before);
    },
  );

  it("because no column is known is read, and says what is missing in which row", async () => {
    const { draftId } = await aDraft(world, by, "Foo,Bar\n1,2\n");
    const { columns, rows, counts } = await look(draftId);
    expect(columns).toEqual({});
    expect(counts).toMatchObject({ all: 1, broken: 1 });
    expect(rows[0]?.problems.map(({ field }) => field)).toEqual(
      expect.arrayContaining(["project", "title", "likelihood", "impact", "category", "treatment"]),
    );
  });

  it("because one column was given to two fields is refused", async () => {
    const { draftId, version } = await aDraft(world, by, csvOf([wholeRow(project)]));
    const columns = { title: 1, event: 1 };
    expect(await runCommand(mapDraft, by.actor, { draftId, version, columns })).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/used for another field already/) },
    });
  });
});
