import "server-only";
import * as z from "zod";
import { defineQuery } from "@/lib/execution/query";
import { type CriterionResult, criterionResult } from "@/lib/gates/schema";
import { AppError } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import type { ReadDb } from "@/lib/platform/db";
import { iterationsOf } from "@/lib/portfolio/rules/iterations";
import { dayOfStage } from "@/lib/portfolio/rules/stage-note";
import { standingOf } from "@/lib/portfolio/rules/standing";
import {
  type ProjectOverviewView,
  projectOverviewInput,
  projectOverviewView,
} from "@/lib/portfolio/schema/overview";
import { findFrameFacts } from "@/lib/portfolio/store/frame-facts";
import { findOverview, type OverviewFacts } from "@/lib/portfolio/store/overview-facts";
import { riskKey } from "@/lib/risks/rules";
import { filledCaseFields } from "@/lib/tasks/rules/filled-case-fields";

export const getProjectOverview = defineQuery({
  name: "project.overview",
  permission: "project:read",
  input: projectOverviewInput,
  output: projectOverviewView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/overview",
    summary: "Current stage, gate readiness, recent log, iterations, open risks and team",
  },
  scope: ({ input }) => Promise.resolve({ kind: "project", projectId: input.projectId }),

  async fetch({ db, access, input, now }) {
    const { projectId } = access;
    const today = dayOf(now);
    const stageId = input.stageId ?? (await currentStageOf(db, { projectId, today }));
    const facts = await findOverview(db, { projectId, stageId });
    if (facts === null) {
      throw new AppError("not_found", "This project does not exist any more.");
    }
    return viewOf(facts, today);
  },
});

async function currentStageOf(
  db: ReadDb,
  at: { projectId: string; today: string },
): Promise<string | null> {
  const frame = await findFrameFacts(db, { ...at, readerId: at.projectId });
  return frame === null ? null : (standingOf(frame, at.today).current?.id ?? null);
}

function viewOf(facts: OverviewFacts, today: string): ProjectOverviewView {
  return {
    stage: stageOf(facts, today),
    readiness: readinessOf(facts.gate),
    log: { inIteration: facts.entriesInIteration, entries: facts.entries },
    iterations: iterationsOf(facts),
    risks: {
      open: facts.openRisks,
      aboveAppetite: facts.risksAboveAppetite,
      matrix: facts.matrix,
      rows: facts.risks.map((risk) => ({ ...risk, key: riskKey(risk.number) })),
    },
    team: facts.team,
  };
}

function stageOf({ stage, draft }: OverviewFacts, today: string): ProjectOverviewView["stage"] {
  if (stage === null) {
    return null;
  }
  const filled = filledCaseFields(draft);
  return {
    id: stage.id,
    number: stage.number,
    name: stage.name,
    timing: dayOfStage(stage, today),
    dueOn: stage.planEndOn,
    tasks: stage.tasks,
    deliverables: stage.outputs.map(({ field, ...output }) => ({
      ...output,
      isMet:
        output.evidence !== null ||
        (output.kind === "case_field" && field !== null && filled.has(field)),
    })),
  };
}

/** As the last evaluation found it; the page of the gate evaluates afresh. */
function readinessOf(gate: OverviewFacts["gate"]): ProjectOverviewView["readiness"] {
  if (gate === null) {
    return null;
  }
  const { trace, approvals, ...facts } = gate;
  const parsed = z.array(criterionResult).safeParse(trace ?? []);
  const criteria: readonly CriterionResult[] = parsed.success ? parsed.data : [];
  const counted = criteria.filter((criterion) => criterion.status !== "not_applicable");
  return {
    gate: facts,
    met: counted.filter((criterion) => criterion.status === "met").length,
    of: counted.length,
    criteria: criteria.map(({ id, name, status, value, href }) => ({
      id,
      name,
      status,
      finding: value,
      href,
    })),
    approvals: approvals.map(({ role, orRoles = [], quorum }) => ({ role, orRoles, quorum })),
  };
}
