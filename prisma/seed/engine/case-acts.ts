import type { ProjectRole } from "@/lib/authz/permissions";
import { reviewAssumption } from "@/lib/business-cases/commands/review-assumption";
import { saveCaseDraft } from "@/lib/business-cases/commands/save-draft";
import { submitCase } from "@/lib/business-cases/commands/submit-case";
import { getAssumptions } from "@/lib/business-cases/queries/case-life";
import { requiredSigners } from "@/lib/business-cases/rules/case-signatures";
import { type CaseContent, caseContent, emptyCase } from "@/lib/business-cases/schema";
import { recordView } from "@/lib/documents/commands/record-view";
import { runQuery } from "@/lib/execution/query";
import { signCase } from "@/lib/gates/commands/sign-case";
import { addDays } from "@/lib/kernel/calendar";
import { prismaClient } from "@/lib/platform/db";
import type { Act } from "./act-list";
import { act, proofFor } from "./demo";
import { holdersOf, leadOf } from "./project-run";
import { plannedFrom } from "./start-day";
import type { AmendStep, CriterionLine, MoneyStory, ProjectRun } from "./story";

export function actOfFirstDraft(): Act {
  return { weight: 1, run: saveFirstDraft };
}

export function actsOfSigning(): Act[] {
  return [
    { weight: 0.5, run: (run) => submit(run, "First full text") },
    { weight: 1, run: (run) => signByAll(run) },
    { weight: 0.3, run: verifyAssumptions },
  ];
}

/** What had to be verified before today was looked at in time, so that the case still stands. */
async function verifyAssumptions(run: ProjectRun): Promise<void> {
  const { projectId } = run;
  const lead = leadOf(run);
  const { rows } = await runQuery(getAssumptions, lead.actor, { projectId });
  const { today } = run.demo;
  for (const { key, assumption } of rows) {
    if (assumption.verifyBy !== null && assumption.verifyBy < today) {
      const note = `Asked ${assumption.owner}, who confirms it.`;
      const verdict = "holds" as const;
      await act(reviewAssumption, lead, { projectId, assumptionKey: key, verdict, note });
    }
  }
}

export function actsOfAmendment(step: AmendStep): Act[] {
  const { daysAgo, note, change } = step;
  const amend: Act = {
    weight: 1,
    ...(daysAgo === undefined ? {} : { daysAgo }),
    async run(run) {
      const { draft, version } = await caseOf(run);
      const sections = change(draft);
      const { projectId } = run;
      await act(saveCaseDraft, leadOf(run), { projectId, version, sections });
      await submit(run, note);
    },
  };
  return step.sign === "signed" ? [amend, { weight: 0.8, run: (run) => signByAll(run) }] : [amend];
}

async function caseOf(run: ProjectRun) {
  const { projectId } = run;
  const row = await prismaClient().businessCase.findFirstOrThrow({
    where: { projectId },
    select: { version: true, draft: true },
  });
  return { version: row.version, draft: caseContent.parse(row.draft) };
}

async function saveFirstDraft(run: ProjectRun): Promise<void> {
  const { version } = await caseOf(run);
  const { projectId } = run;
  const sections = contentOf(run);
  await act(saveCaseDraft, leadOf(run), { projectId, version, sections });
}

async function submit(run: ProjectRun, note: string): Promise<void> {
  const { version } = await caseOf(run);
  const { projectId } = run;
  await act(submitCase, leadOf(run), { projectId, version, note });
}

async function signByAll(run: ProjectRun): Promise<void> {
  for (const role of requiredSigners(run.story.strictness)) {
    await sign(run, role);
  }
}

async function sign(run: ProjectRun, role: ProjectRole): Promise<void> {
  const { projectId } = run;
  const [signer] = holdersOf(run, role);
  if (signer === undefined) {
    throw new Error(`${run.story.key} has nobody to sign as ${role}.`);
  }
  const latest = await prismaClient().businessCaseVersion.findFirstOrThrow({
    where: { businessCase: { projectId } },
    orderBy: { number: "desc" },
    select: { caseId: true, number: true, sha256: true },
  });
  const { caseId, number, sha256 } = latest;
  await act(recordView, signer, { projectId, subject: "business_case", subjectId: caseId, number });
  const token = await proofFor(signer, sha256);
  await act(signCase, signer, { projectId, number, sha256, readSha256: sha256, role, token });
}

const figures = { unit: "k EUR" } as const;

function contentOf(run: ProjectRun): CaseContent {
  const { business, name } = run.story;
  const { today } = run.demo;
  const plan = plannedFrom(run.playbook, run.startOn);
  const [sponsor] = holdersOf(run, "sponsor");
  const milestones = run.playbook.stages.flatMap(({ gate }, index) =>
    index % 3 === 0 ? [{ name: `${gate.id} ${gate.name}`, on: plan[index]?.endOn ?? null }] : [],
  );
  return {
    ...emptyCase,
    title: name,
    background: business.background,
    businessObjective: business.objective,
    mlObjective: business.ml,
    successCriteria: business.criteria.map((line) => criterionOf(line, today)),
    similarEfforts: business.similar.map(([effort, lesson, use, why]) => ({
      name: effort,
      lesson,
      use,
      why,
    })),
    scopeIn: [...business.scopeIn],
    scopeOut: [...business.scopeOut],
    assumptions: business.assumptions.map(([text, owner, inDays]) => ({
      text,
      owner,
      verifyBy: addDays(today, inDays),
    })),
    constraints: [...business.constraints],
    resources: [...(business.resources ?? [])],
    economics: {
      unit: figures.unit,
      ratePercent: 6,
      horizonYears: 3,
      costs: business.costs.map(moneyOf),
      benefits: business.benefits.map(moneyOf),
    },
    sponsor: sponsor?.name ?? "Not named yet",
    stakeholders: business.stakeholders.map(([who, part, raci]) => ({ name: who, part, raci })),
    timeline: { startOn: run.startOn, endOn: plan.at(-1)?.endOn ?? null, milestones },
    dependencies: [...(business.dependencies ?? [])],
  };
}

function criterionOf(line: CriterionLine, today: string): CaseContent["successCriteria"][number] {
  const [level, measure, baseline, minimum, target, unit, direction, howMeasured, inDays, reader] =
    line;
  const measuredOn = addDays(today, inDays);
  return {
    level,
    measure,
    baseline,
    minimum,
    target,
    unit,
    direction,
    howMeasured,
    measuredOn,
    reader,
  };
}

function moneyOf([label, low, likely, high, rhythm]: MoneyStory) {
  return { label, low, likely, high, rhythm, ...figures };
}
