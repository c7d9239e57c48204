import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { bringBackSuggestion } from "@/lib/risk-catalogue/commands/bring-back-suggestion";
import { dismissSuggestion } from "@/lib/risk-catalogue/commands/dismiss-suggestion";
import { retireCatalogueEntry } from "@/lib/risk-catalogue/commands/retire-entry";
import { takeSuggestion } from "@/lib/risk-catalogue/commands/take-suggestion";
import { listRiskSuggestions } from "@/lib/risk-catalogue/queries/suggestions";
import { getRisk } from "@/lib/risks/queries";
import { mappedStep } from "@/lib/risks/rules/matrix";
import { plainMatrix } from "@/lib/risks/rules/plain-matrix";
import { seenEntry } from "@/lib/testing/inputs/risk-catalogue";
import { aWorld, type Person, type TestProject } from "@/lib/testing/world";

const key = "label-quality";

async function setting() {
  const world = await aWorld();
  const project = await world.project();
  return { world, project };
}

const suggestions = (project: TestProject, reader: Person = project.lead, stageId?: string) =>
  runQuery(listRiskSuggestions, reader.actor, {
    projectId: project.id,
    ...(stageId === undefined ? {} : { stageId }),
  });

async function suggestedKeys(project: TestProject): Promise<string[]> {
  return (await suggestions(project)).rows.map((row) => row.key);
}

const take = (project: TestProject, by: Person, overrides: object = {}) =>
  runCommand(takeSuggestion, by.actor, { projectId: project.id, key, ...overrides });

const dismiss = (project: TestProject, by: Person, overrides: object = {}) =>
  runCommand(dismissSuggestion, by.actor, {
    projectId: project.id,
    key,
    reason: "There are no labels here.",
    ...overrides,
  });

describe("suggested risks", () => {
  it("are those of the stages and tasks the project has", async () => {
    const { world, project } = await setting();
    const stage = await world.db.stage.findFirstOrThrow({
      where: { projectId: project.id, key: "data-understanding" },
    });
    const ofStage = await suggestions(project, project.lead, stage.id);
    expect(ofStage.rows.map((row) => row.key)).toContain(key);
    expect(ofStage.rows.map((row) => row.key)).not.toContain("no-rollback");
    await world.db.stage.updateMany({
      where: { projectId: project.id },
      data: { tailoredOutAt: new Date() },
    });
    expect(await suggestedKeys(project)).toEqual([]);
  });

  it("say whether they would stand above the appetite before anybody takes one over", async () => {
    const { world, project } = await setting();
    const { rows } = await suggestions(project);
    const above = rows.filter(({ isAboveAppetite }) => isAboveAppetite).map((row) => row.key);
    expect(above).toContain(key);
    expect(above).not.toContain("unneeded-data");
    await take(project, project.lead);
    const risk = await world.db.risk.findFirstOrThrow({ where: { projectId: project.id } });
    expect(risk.isAboveAppetite).toBe(true);
  });

  it("are read by a viewer, who may not take one over", async () => {
    const { world, project } = await setting();
    const viewer = await world.person(project, "viewer");
    expect((await suggestions(project, viewer)).whyNotTake).toContain("takes none over");
    expect(await take(project, viewer)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await world.db.risk.count({ where: { projectId: project.id } })).toBe(0);
  });
});

describe("taking a suggested risk over", () => {
  it("become a real risk by one click: text, level, advice, stage and the person as owner", async () => {
    const { world, project } = await setting();
    const scientist = await world.person(project, "data_scientist");
    const suggestion = (await suggestions(project)).rows.find((row) => row.key === key);
    const stageId = suggestion?.stages[0]?.id;
    const result = await take(project, scientist, { stageId });
    const riskId = result.ok ? result.value.riskId : "";
    expect(await runQuery(getRisk, project.lead.actor, { riskId })).toMatchObject({
      key: "R-01",
      title: suggestion?.title,
      cause: suggestion?.cause,
      treatmentNote: suggestion?.advice,
      current: { likelihood: suggestion?.likelihood, impact: suggestion?.impact },
      ownerId: scientist.userId,
      stageId,
      source: "catalogue",
      status: "open",
      knowledge: "weak",
    });
    expect(await suggestedKeys(project)).not.toContain(key);
    expect((await world.auditTypes(project.id)).slice(-2)).toEqual([
      "risk.raised",
      "risk-suggestion.taken",
    ]);
  });

  it("have no owner where whoever took them over may own none", async () => {
    const { world, project } = await setting();
    const sponsor = await world.person(project, "sponsor");
    const result = await take(project, sponsor);
    const riskId = result.ok ? result.value.riskId : "";
    expect(await runQuery(getRisk, project.lead.actor, { riskId })).toMatchObject({
      ownerId: null,
    });
  });

  it("are brought to the matrix of the workspace, whatever its size", async () => {
    const { world, project } = await setting();
    const { workspaceId } = world;
    const drawing = plainMatrix({ rows: 3, columns: 3 });
    await world.db.riskMatrix.create({
      data: { ...drawing, workspaceId, version: 2, savedAt: new Date() },
    });
    const result = await take(project, project.lead);
    const riskId = result.ok ? result.value.riskId : "";
    const { current } = await runQuery(getRisk, project.lead.actor, { riskId });
    expect(current).toMatchObject({
      likelihood: mappedStep(4, { from: 5, to: 3 }),
      impact: mappedStep(4, { from: 5, to: 3 }),
    });
  });
});

describe("a suggested risk", () => {
  it("is taken over once, also by two people at the same moment", async () => {
    const { world, project } = await setting();
    const scientist = await world.person(project, "data_scientist");
    const results = await Promise.all([take(project, project.lead), take(project, scientist)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({
      error: { code: "rule_refused", message: expect.stringContaining("R-01") },
    });
    expect(await world.db.risk.count({ where: { projectId: project.id } })).toBe(1);
  });

  it("refuses a stage of another project, and leaves nothing", async () => {
    const { world, project } = await setting();
    const other = await world.project();
    const stage = await world.db.stage.findFirstOrThrow({ where: { projectId: other.id } });
    expect(await take(project, project.lead, { stageId: stage.id })).toMatchObject({
      ok: false,
      error: { issues: [{ path: "stageId" }] },
    });
    expect(await world.db.risk.count({ where: { projectId: project.id } })).toBe(0);
  });
});

describe("setting a suggested risk aside", () => {
  it("are set aside with a reason that others read, and come back when asked", async () => {
    const { world, project } = await setting();
    expect(await dismiss(project, project.lead, { reason: "no" })).toMatchObject({ ok: false });
    expect(await dismiss(project, project.lead)).toMatchObject({ ok: true });
    expect(await suggestedKeys(project)).not.toContain(key);
    expect((await suggestions(project)).dismissed).toMatchObject([
      { key, reason: "There are no labels here.", byName: project.lead.name },
    ]);
    const other = await world.project();
    expect(await suggestedKeys(other)).toContain(key);
    const back = { projectId: project.id, key };
    await runCommand(bringBackSuggestion, project.lead.actor, back);
    expect(await suggestedKeys(project)).toContain(key);
    expect((await world.auditTypes(project.id)).slice(-2)).toEqual([
      "risk-suggestion.dismissed",
      "risk-suggestion.brought-back",
    ]);
  });

  it("that were set aside can still be taken over, and what was taken over is not set aside", async () => {
    const { project } = await setting();
    await dismiss(project, project.lead);
    expect(await take(project, project.lead)).toMatchObject({ ok: true });
    expect((await suggestions(project)).dismissed).toEqual([]);
    expect(await dismiss(project, project.lead)).toMatchObject({
      ok: false,
      error: { code: "rule_refused" },
    });
  });

  it("end when the workspace retires them; a risk taken over before stays", async () => {
    const { world, project } = await setting();
    const other = await world.project();
    expect(await take(other, other.lead)).toMatchObject({ ok: true });
    await runCommand(retireCatalogueEntry, world.owner.actor, await seenEntry(world, key));
    expect(await suggestedKeys(project)).not.toContain(key);
    expect(await take(project, project.lead)).toMatchObject({
      ok: false,
      error: { code: "not_found" },
    });
    expect(await world.db.risk.count({ where: { projectId: other.id } })).toBe(1);
  });
});
