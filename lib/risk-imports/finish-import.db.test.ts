import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { finishImport } from "@/lib/risk-imports/commands/finish-import";
import { mapDraft } from "@/lib/risk-imports/commands/map-draft";
import { mendRow } from "@/lib/risk-imports/commands/mend-row";
import { getImportDraft } from "@/lib/risk-imports/queries/imports";
import { aDraft, csvOf, type GivenRow, wholeRow } from "@/lib/testing/inputs/risk-imports";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { statementsOf } from "@/lib/testing/statements";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

let world: World;
let project: TestProject;
beforeAll(async () => {
  world = await aWorld();
});

/** A project of its own per test, and what the lead sends. */
async function sent(rowsOf: (project: TestProject) => GivenRow[]) {
  project = await world.project();
  const draft = await aDraft(world, project.lead, csvOf(rowsOf(project)));
  return { ...draft, by: project.lead };
}

const finish = (by: Person, input: { draftId: string; add: number; update?: number }) =>
  runCommand(finishImport, by.actor, { update: 0, ...input });
const look = (by: Person, draftId: string) => runQuery(getImportDraft, by.actor, { draftId });
const risksOf = (id: string) =>
  world.db.risk.findMany({ where: { projectId: id }, orderBy: { number: "asc" } });

describe("an import", () => {
  it("brings every row in at once, numbered in the order of the file, with levels and their history", async () => {
    const { draftId, by } = await sent((to) => [
      wholeRow(to, { title: "A", residualLikelihood: "1", residualImpact: "2" }),
      wholeRow(to, {
        title: "B",
        inherentLikelihood: "5",
        inherentImpact: "5",
        dueOn: "2027-01-31",
      }),
      wholeRow(to, { title: "C" }),
    ]);
    expect(await finish(by, { draftId, add: 3 })).toMatchObject({
      ok: true,
      value: { added: 3, updated: 0 },
    });
    const risks = await risksOf(project.id);
    expect(risks.map(({ number, title }) => [number, title])).toEqual([
      [1, "A"],
      [2, "B"],
      [3, "C"],
    ]);
    expect(risks[1]).toMatchObject({
      ownerId: by.userId,
      raisedById: by.userId,
      source: "import",
      status: "open",
      score: 12,
      inherentLikelihood: 5,
      dueOn: new Date("2027-01-31"),
    });
    expect(risks.every(({ reviewDueOn }) => reviewDueOn !== null)).toBe(true);
    const history = await world.db.riskLevelChange.findMany({
      where: { riskId: { in: risks.map(({ id }) => id) } },
    });
    const lines = history.map(({ riskId, kind }) => [
      risks.find(({ id }) => id === riskId)?.title,
      kind,
    ]);
    expect(new Set(lines.map(String))).toEqual(
      new Set(["A,inherent", "A,residual", "B,inherent", "B,current", "C,inherent"]),
    );
    expect(history.every(({ reason }) => reason.includes("risks.csv"))).toBe(true);
  });

  it("leaves one event in the trail of each project, with the hash of what was written", async () => {
    const other = await world.project();
    const { draftId, by } = await sent((to) => [
      wholeRow(to, { title: "Here" }),
      wholeRow(to, { title: "There", project: other.key, owner: other.lead.email }),
    ]);
    await world.db.projectMember.create({
      data: { projectId: other.id, userId: by.userId, roles: ["risk_reviewer"] },
    });
    expect(await finish(by, { draftId, add: 2 })).toMatchObject({ ok: true });
    for (const place of [project, other]) {
      const events = await world.db.auditEvent.findMany({
        where: { projectId: place.id, type: "risk.imported" },
      });
      expect(events).toHaveLength(1);
      const data = events[0]?.data as { contentSha256: string; importId: string; added: object[] };
      expect(data.added).toHaveLength(1);
      const row = await world.db.riskImport.findFirstOrThrow({ where: { id: data.importId } });
      const hash = createHash("sha256").update(row.content).digest("hex");
      expect([row.contentSha256, data.contentSha256]).toEqual([hash, hash]);
    }
  });
});

describe("a broken row", () => {
  it("keeps the whole file out, and is named with row and column", async () => {
    const { draftId, by } = await sent((to) => [
      wholeRow(to, { title: "A" }),
      wholeRow(to, { title: "B", likelihood: "9" }),
      wholeRow(to, { title: "C", owner: "nobody@example.com" }),
    ]);
    const result = await finish(by, { draftId, add: 1 });
    expect(result).toMatchObject({
      ok: false,
      error: {
        code: "rule_refused",
        message: expect.stringMatching(
          /^Nothing was imported. Row 3, Likelihood: .*“9” lies outside the matrix.* 1 more rows? need/,
        ),
      },
    });
    expect(await risksOf(project.id)).toEqual([]);
    expect(await world.auditTypes(project.id)).not.toContain("risk.imported");
  });

  it("comes in as it was mended in the preview, and stays out where it was left out", async () => {
    const { draftId, by, version } = await sent((to) => [
      wholeRow(to, { title: "A", category: "Weather" }),
      wholeRow(to, { title: "B", likelihood: "9" }),
      wholeRow(to, { title: "C", owner: "" }),
    ]);
    expect((await look(by, draftId)).counts).toMatchObject({ add: 0, broken: 3 });
    const words = [{ list: "category", word: "Weather", value: "Operations" }];
    await runCommand(mapDraft, by.actor, { draftId, version, words });
    const values = { likelihood: "Likely" };
    await runCommand(mendRow, by.actor, { draftId, version: version + 1, row: 2, values });
    const isLeftOut = true;
    await runCommand(mendRow, by.actor, { draftId, version: version + 2, row: 3, isLeftOut });
    const seen = await look(by, draftId);
    expect(seen.counts).toMatchObject({ add: 2, leftOut: 1, broken: 0 });
    expect(await finish(by, { draftId, add: 2 })).toMatchObject({ ok: true });
    const risks = await risksOf(project.id);
    expect(risks.map(({ title, category, likelihood }) => [title, category, likelihood])).toEqual([
      ["A", "operations", 3],
      ["B", "data", 4],
    ]);
  });
});

describe("two at once", () => {
  it("have one effect and one answer for ten clicks", async () => {
    const { draftId, by } = await sent((to) => [wholeRow(to)]);
    const results = await Promise.all(
      Array.from({ length: 10 }, () => finish(by, { draftId, add: 1 })),
    );
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(results[0]).toMatchObject({ ok: true });
    expect(await risksOf(project.id)).toHaveLength(1);
  });

  it("do not mend over each other: the later one is told to look again", async () => {
    const { draftId, by, version } = await sent((to) => [wholeRow(to)]);
    const mend = (title: string) =>
      runCommand(mendRow, by.actor, { draftId, version, row: 1, values: { title } });
    expect(await mend("One")).toMatchObject({ ok: true });
    expect(await mend("Two")).toMatchObject({ ok: false, error: { code: "conflict" } });
  });

  it("give numbers to risks raised beside the import without a clash", async () => {
    const { draftId, by } = await sent((to) =>
      Array.from({ length: 20 }, (_, index) => wholeRow(to, { title: `Risk ${index}` })),
    );
    await Promise.all([
      finish(by, { draftId, add: 20 }),
      ...Array.from({ length: 5 }, () => raisedRisk(project)),
    ]);
    const numbers = (await risksOf(project.id)).map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });
});

describe("what is asked at the moment of the import", () => {
  it("is whether this person still raises risks in each project", async () => {
    const { draftId, by } = await sent((to) => [wholeRow(to)]);
    await world.db.projectMember.updateMany({
      where: { projectId: project.id, userId: by.userId },
      data: { roles: ["viewer"] },
    });
    expect(await finish(by, { draftId, add: 1 })).toMatchObject({
      error: { message: expect.stringMatching(/Row 2, Project: .*reads risks/) },
    });
    await world.db.projectMember.updateMany({
      where: { projectId: project.id, userId: by.userId },
      data: { removedAt: new Date() },
    });
    expect(await finish(by, { draftId, add: 1 })).toMatchObject({
      error: { message: expect.stringMatching(/There is no project “.*” that you can see/) },
    });
    expect(await risksOf(project.id)).toEqual([]);
  });

  it("is whether the register still is what was looked at", async () => {
    const { draftId, by } = await sent((to) => [wholeRow(to), wholeRow(to, { title: "Other" })]);
    await raisedRisk(project, { title: "Labels arrive late" });
    expect(await finish(by, { draftId, add: 2 })).toMatchObject({
      ok: false,
      error: { code: "conflict" },
    });
    expect(await risksOf(project.id)).toHaveLength(1);
  });

  it("is whose draft it is: to anybody else of the workspace it is not there", async () => {
    const { draftId } = await sent((to) => [wholeRow(to)]);
    const lead = await world.person(project, "lead");
    expect(await finish(lead, { draftId, add: 1 })).toMatchObject({ error: { code: "not_found" } });
    await expect(look(lead, draftId)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a risk that is in the register", () => {
  it("is updated by what the file says; empty cells and missing columns leave what is there", async () => {
    project = await world.project();
    const { lead: by } = project;
    const { riskId } = await raisedRisk(project, {
      title: "Target leakage",
      cause: "Kept by hand.",
      treatmentNote: "Drop the column.",
    });
    const row = wholeRow(project, { title: "target leakage", likelihood: "1", cause: "" });
    const { draftId, version } = await aDraft(world, by, csvOf([row]));
    expect((await look(by, draftId)).counts).toMatchObject({ skip: 1, add: 0 });
    await runCommand(mapDraft, by.actor, { draftId, version, onDuplicate: "update" });
    expect(await finish(by, { draftId, add: 0, update: 1 })).toMatchObject({ ok: true });
    const [risk, ...others] = await risksOf(project.id);
    expect(others).toEqual([]);
    expect(risk).toMatchObject({
      id: riskId,
      number: 1,
      title: "target leakage",
      cause: "Kept by hand.",
      treatmentNote: "Drop the column.",
      likelihood: 1,
      impact: 4,
      version: 2,
    });
    const changes = await world.db.riskLevelChange.findMany({ where: { riskId, kind: "current" } });
    expect(changes).toMatchObject([{ likelihood: 1, impact: 4 }]);
  });
});

describe("the statements of an import", () => {
  it("are few, and grow by batches and not by rows", async () => {
    const measured: number[] = [];
    for (const count of [10, 400, 1200]) {
      const { draftId, by } = await sent((to) =>
        Array.from({ length: count }, (_, index) => wholeRow(to, { title: `Risk ${index}` })),
      );
      measured.push(await statementsOf(() => finish(by, { draftId, add: count })));
      expect(await risksOf(project.id)).toHaveLength(count);
    }
    const [few = 0, one = 0, three = 0] = measured;
    expect(one).toBe(few);
    expect(three - one).toBe(4);
    expect(few).toBeLessThanOrEqual(30);
  });
});
