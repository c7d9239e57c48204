import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { setClock } from "@/lib/platform/clock";
import { finishImport } from "@/lib/risk-imports/commands/finish-import";
import { mapDraft } from "@/lib/risk-imports/commands/map-draft";
import { undoImport } from "@/lib/risk-imports/commands/undo-import";
import { getRiskImport } from "@/lib/risk-imports/queries/imports";
import { rateRisk } from "@/lib/risks/commands/rate-risk";
import { aDraft, csvOf, type GivenRow, wholeRow } from "@/lib/testing/inputs/risk-imports";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterEach(() => setClock(null));

async function imported(
  project: TestProject,
  rows: GivenRow[],
  counts = { add: rows.length, update: 0 },
) {
  const { draftId, version } = await aDraft(world, project.lead, csvOf(rows));
  if (counts.update > 0) {
    const onDuplicate = "update";
    await runCommand(mapDraft, project.lead.actor, { draftId, version, onDuplicate });
  }
  const result = await runCommand(finishImport, project.lead.actor, { draftId, ...counts });
  if (!result.ok) {
    throw result.error;
  }
  return result.value.importId;
}

const undo = (by: Person, importId: string) => runCommand(undoImport, by.actor, { importId });
const look = (by: Person, importId: string) => runQuery(getRiskImport, by.actor, { importId });
const risksOf = ({ id }: TestProject) =>
  world.db.risk.findMany({ where: { projectId: id }, orderBy: { number: "asc" } });
const two = (to: TestProject) => [
  wholeRow(to, { title: "A" }),
  wholeRow(to, { title: "B", residualLikelihood: "1", residualImpact: "1" }),
];

describe("an import", () => {
  it("is taken back as a whole, once, and both are in the trail of the project", async () => {
    const project = await world.project();
    const importId = await imported(project, two(project));
    expect(await look(project.lead, importId)).toMatchObject({ added: 2, whyNotUndo: null });
    expect(await undo(project.lead, importId)).toMatchObject({
      ok: true,
      value: { removed: 2, restored: 0 },
    });
    expect(await risksOf(project)).toEqual([]);
    expect(await undo(project.lead, importId)).toMatchObject({
      ok: false,
      error: { message: "This import was undone already." },
    });
    const types = await world.auditTypes(project.id);
    expect(types.filter((type) => type.startsWith("risk."))).toEqual([
      "risk.imported",
      "risk.import-undone",
    ]);
  });

  it("never gives its numbers to other risks", async () => {
    const project = await world.project();
    await undo(project.lead, await imported(project, two(project)));
    expect((await raisedRisk(project)).key).toBe("R-03");
  });

  it("gives risks it updated back what they had, and keeps that they were changed in between", async () => {
    const project = await world.project();
    const { riskId } = await raisedRisk(project, { title: "Old name", cause: "As it was." });
    const before = await world.db.risk.findFirstOrThrow({ where: { id: riskId } });
    const row = wholeRow(project, { title: "old NAME", cause: "Another cause.", likelihood: "1" });
    const importId = await imported(project, [row], { add: 0, update: 1 });
    expect(await world.db.risk.findFirstOrThrow({ where: { id: riskId } })).toMatchObject({
      cause: "Another cause.",
      likelihood: 1,
    });
    expect(await undo(project.lead, importId)).toMatchObject({ ok: true });
    const {
      version,
      ratedAt: _,
      ...after
    } = await world.db.risk.findFirstOrThrow({
      where: { id: riskId },
    });
    const { version: ___, ratedAt: ____, ...was } = before;
    expect(after).toEqual(was);
    expect(version).toBe(3);
    const levels = await world.db.riskLevelChange.findMany({
      where: { riskId, kind: "current" },
      orderBy: { changedAt: "asc" },
    });
    expect(levels.map(({ likelihood }) => likelihood)).toEqual([1, before.likelihood]);
  });
});

describe("it is not taken back", () => {
  it("when one of its risks was worked on since, and that risk is named", async () => {
    const project = await world.project();
    const importId = await imported(project, two(project));
    const [first] = await risksOf(project);
    await runCommand(rateRisk, project.lead.actor, {
      riskId: first?.id,
      version: 1,
      kind: "current",
      likelihood: 2,
      impact: 2,
      reason: "Looked at again.",
    });
    const why = `Work has been done since on R-01 of ${project.key}. An import is undone as a whole or not at all.`;
    expect((await look(project.lead, importId)).whyNotUndo).toBe(why);
    expect(await undo(project.lead, importId)).toMatchObject({
      ok: false,
      error: { code: "rule_refused", message: why },
    });
    expect(await risksOf(project)).toHaveLength(2);
  });

  it("when something was tied to one of its risks", async () => {
    const project = await world.project();
    const importId = await imported(project, two(project));
    const [first] = await risksOf(project);
    await world.db.riskControl.create({
      data: {
        riskId: first?.id ?? "",
        name: "Weekly look",
        state: "planned",
        addedById: project.lead.userId,
        addedAt: new Date(),
      },
    });
    expect(await undo(project.lead, importId)).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/R-01/) },
    });
  });

  it("after a day", async () => {
    const project = await world.project();
    const importId = await imported(project, two(project));
    setClock(new Date(Date.now() + 24 * 3_600_000 + 1000));
    expect(await undo(project.lead, importId)).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/undone for 24 hours/) },
    });
  });

  it("by anybody else, for whom it is not there, nor by somebody who raises no risks any more", async () => {
    const project = await world.project();
    const importId = await imported(project, two(project));
    const other = await world.person(project, "lead");
    expect(await undo(other, importId)).toMatchObject({ error: { code: "not_found" } });
    await expect(look(other, importId)).rejects.toMatchObject({ code: "not_found" });
    await world.db.projectMember.updateMany({
      where: { projectId: project.id, userId: project.lead.userId },
      data: { roles: ["viewer"] },
    });
    expect(await undo(project.lead, importId)).toMatchObject({ error: { code: "rule_refused" } });
    expect(await risksOf(project)).toHaveLength(2);
  });

  it("twice by two clicks at once", async () => {
    const project = await world.project();
    const importId = await imported(project, two(project));
    const results = await Promise.all([undo(project.lead, importId), undo(project.lead, importId)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
