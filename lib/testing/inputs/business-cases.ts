import { saveCaseDraft } from "@/lib/business-cases/commands/save-draft";
import { submitCase } from "@/lib/business-cases/commands/submit-case";
import type { CaseContent } from "@/lib/business-cases/schema";
import { runCommand } from "@/lib/execution/command";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { Person, TestProject, World } from "@/lib/testing/world";

/** A case with nothing missing. */
export function aFullCase(overrides: Partial<CaseContent> = {}): CaseContent {
  const figures = { unit: "%", howMeasured: "Monthly report", measuredOn: "2027-06-30" };
  return {
    title: "Churn early warning",
    background: "Members leave without warning; retention calls reach too few of them in time.",
    businessObjective: "Keep 2,000 more members a year.",
    mlObjective: "Rank members by their chance of leaving within 90 days.",
    successCriteria: [
      {
        level: "business",
        measure: "Yearly churn",
        baseline: 11,
        minimum: 10,
        target: 9,
        direction: "at-most",
        reader: "Head of retention",
        ...figures,
      },
      {
        level: "model",
        measure: "Recall in the top decile",
        baseline: null,
        minimum: 40,
        target: 50,
        direction: "at-least",
        reader: "Data science lead",
        ...figures,
      },
    ],
    similarEfforts: [
      { name: "Rule set of 2022", lesson: "Too late by a month", use: "used", why: "As baseline" },
    ],
    scopeIn: ["Private members"],
    scopeOut: ["Corporate contracts"],
    assumptions: [{ text: "Call notes arrive daily", owner: "Operations", verifyBy: "2099-01-31" }],
    constraints: ["No use of health data"],
    resources: ["Two data scientists"],
    economics: {
      unit: "EUR",
      ratePercent: 6,
      horizonYears: 3,
      costs: [
        { label: "Build", low: 80, likely: 100, high: 140, unit: "EUR", rhythm: "once" },
        { label: "Run", low: 15, likely: 20, high: 30, unit: "EUR", rhythm: "yearly" },
      ],
      benefits: [
        { label: "Kept premiums", low: 70, likely: 90, high: 120, unit: "EUR", rhythm: "yearly" },
      ],
    },
    sponsor: "Claire Dubois",
    stakeholders: [{ name: "Retention desk", part: "Uses the list", raci: "responsible" }],
    timeline: { startOn: "2027-01-04", endOn: "2027-07-31", milestones: [] },
    dependencies: [],
    ...overrides,
  };
}

/** Writes these sections and submits; the lead does it unless somebody is named. */
export async function submittedCase(
  project: TestProject,
  given: { sections?: Partial<CaseContent>; by?: Person; version?: number } = {},
) {
  const { actor } = given.by ?? project.lead;
  const { id: projectId } = project;
  const saved = await runCommand(saveCaseDraft, actor, {
    projectId,
    version: given.version ?? 1,
    sections: given.sections ?? aFullCase(),
  });
  if (!saved.ok) {
    throw saved.error;
  }
  const submitted = await runCommand(submitCase, actor, {
    projectId,
    version: saved.value.version,
  });
  if (!submitted.ok) {
    throw submitted.error;
  }
  return submitted.value;
}

async function anotherVersion(_world: World, project: TestProject) {
  const first = await submittedCase(project);
  const { version } = first;
  await submittedCase(project, { version, sections: { background: "Written anew." } });
  return { projectId: project.id, from: 1, to: 2 };
}

export const validInputs: ValidInputs = {
  "case.save-draft": (_world, project) =>
    Promise.resolve({ projectId: project.id, version: 1, sections: { background: "Why now." } }),
  async "case.submit"(_world, project) {
    const saved = await runCommand(saveCaseDraft, project.lead.actor, {
      projectId: project.id,
      version: 1,
      sections: aFullCase(),
    });
    return { projectId: project.id, version: saved.ok ? saved.value.version : 0 };
  },
  async "case.return"(_world, project) {
    const { number } = await submittedCase(project);
    return { projectId: project.id, number, reason: "The baseline is not measured yet." };
  },
  "case.get": (_world, project) => Promise.resolve({ projectId: project.id }),
  async "case.version"(_world, project) {
    const { number } = await submittedCase(project);
    return { projectId: project.id, number };
  },
  "case.compare": anotherVersion,
};
