import { beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { finishImport } from "@/lib/risk-imports/commands/finish-import";
import { mapDraft } from "@/lib/risk-imports/commands/map-draft";
import { exportRisks } from "@/lib/risk-imports/queries/export-risks";
import { getImportDraft } from "@/lib/risk-imports/queries/imports";
import { exportCells, exportHead } from "@/lib/risk-imports/rules/export-row";
import { aDraft, csvOf, wholeRow } from "@/lib/testing/inputs/risk-imports";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { statementsOf } from "@/lib/testing/statements";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";
import { csvAnswer } from "@/lib/web/csv-answer";
import { xlsxAnswer } from "@/lib/web/xlsx-answer";

let world: World;
beforeAll(async () => {
  world = await aWorld();
});

const read = (by: Person, filter: object = {}) =>
  runQuery(exportRisks, by.actor, { workspaceId: world.workspaceId, limit: 200, ...filter });

async function imported(project: TestProject, rows: Parameters<typeof csvOf>[0]) {
  const { draftId } = await aDraft(world, project.lead, csvOf(rows));
  const counts = { add: rows.length, update: 0 };
  const result = await runCommand(finishImport, project.lead.actor, { draftId, ...counts });
  if (!result.ok) {
    throw result.error;
  }
}

const dangerous = [
  '=HYPERLINK("http://evil.example")',
  "+1 more",
  "-1 day late",
  "@SUM(A1)",
  "\uFF1D2",
];

describe("what is exported", () => {
  it.each(["csv", "xlsx"])("as %s comes back without mapping, letter by letter", async (kind) => {
    const project = await world.project();
    const rows = dangerous.map((title, index) =>
      wholeRow(project, {
        title,
        cause: `Because "${title}";\nand so on, 雪`,
        category: index === 0 ? "ML technical debt" : "Privacy and law",
        stage: "2",
        identifiedOn: "2026-01-31",
        dueOn: "2027-02-28",
        residualLikelihood: "1",
        residualImpact: "2",
        knowledge: "Strong",
        treatmentNote: "- first\n- then",
      }),
    );
    await imported(project, rows);
    const { rows: exported } = await read(project.lead, { projectId: project.id });
    const sheet = { head: exportHead, rows: pagesOf(exported.map(exportCells)) };
    const answer =
      kind === "csv"
        ? csvAnswer({ fileName: "r.csv", ...sheet })
        : xlsxAnswer({ fileName: "r.xlsx", name: "Risks", ...sheet });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const { draftId, version } = await aDraft(world, project.lead, bytes);
    const onDuplicate = "update";
    await runCommand(mapDraft, project.lead.actor, { draftId, version, onDuplicate });
    const view = await runQuery(getImportDraft, project.lead.actor, { draftId, show: "all" });
    expect(view.counts).toMatchObject({ all: 5, update: 5, broken: 0 });
    const before = await risksOf(project);
    const counts = { add: 0, update: 5 };
    const result = await runCommand(finishImport, project.lead.actor, { draftId, ...counts });
    expect(result).toMatchObject({ ok: true });
    const same = ({ version: _, ...risk }: (typeof before)[number]) => risk;
    expect((await risksOf(project)).map(same)).toEqual(before.map(same));
  });
});

describe("the rows of an export", () => {
  it("are what the filters leave, of projects the reader may see", async () => {
    const project = await world.project();
    const other = await world.project();
    await raisedRisk(project, { title: "Seen", category: "vendor" });
    await raisedRisk(project, { title: "Filtered out", category: "data" });
    await raisedRisk(other, { title: "Hidden", category: "vendor" });
    const titles = (page: Awaited<ReturnType<typeof read>>) => page.rows.map(({ title }) => title);
    const mine = await read(project.lead, { category: "vendor" });
    expect(titles(mine)).toEqual(["Seen"]);
    expect(titles(await read(project.lead, { projectId: other.id }))).toEqual([]);
    const auditor = await world.member("auditor");
    expect(titles(await read(auditor, { category: "vendor" }))).toEqual(
      expect.arrayContaining(["Seen", "Hidden"]),
    );
  });

  it("come page by page, none twice and none left out, with a constant number of statements", async () => {
    const project = await world.project();
    await imported(
      project,
      Array.from({ length: 45 }, (_, index) => wholeRow(project, { title: `Risk ${index}` })),
    );
    const titles: unknown[] = [];
    let cursor: string | null = null;
    do {
      const part: { projectId: string; limit: number; cursor?: string } = {
        projectId: project.id,
        limit: 20,
      };
      const page = await read(project.lead, cursor === null ? part : { ...part, cursor });
      titles.push(...page.rows.map(({ title }) => title));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(titles).size).toBe(45);
    expect(titles).toHaveLength(45);
    const statements = (limit: number) =>
      statementsOf(() => read(project.lead, { projectId: project.id, limit }));
    expect(await statements(5)).toBe(await statements(40));
  });
});

async function* pagesOf<T>(rows: readonly T[]) {
  yield* rows;
}

function risksOf({ id }: TestProject) {
  return world.db.risk.findMany({ where: { projectId: id }, orderBy: { number: "asc" } });
}
