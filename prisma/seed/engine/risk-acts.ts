import { runQuery } from "@/lib/execution/query";
import { signAcceptance } from "@/lib/gates/commands/sign-acceptance";
import { addDays, dateOf } from "@/lib/kernel/calendar";
import type { RiskId } from "@/lib/kernel/ids";
import { prismaClient } from "@/lib/platform/db";
import { closeRisk } from "@/lib/risks/commands/close-risk";
import { raiseRisk } from "@/lib/risks/commands/raise-risk";
import { rateRisk } from "@/lib/risks/commands/rate-risk";
import { requestAcceptance } from "@/lib/risks/commands/request-acceptance";
import { reviewRisk } from "@/lib/risks/commands/review-risk";
import { getRiskAcceptances } from "@/lib/risks/queries/acceptances";
import type { RiskLevelKind } from "@/lib/risks/schema";
import type { Act } from "./act-list";
import { act, proofFor } from "./demo";
import { gateAtStage, leadOf, personIn, stageIdAt, today, versionOfRisk } from "./project-run";
import type { ProjectRun, RiskStory, Story } from "./story";

/** Reviews that fall due within these days are done together with those that are due. */
const DUE_SOON = 10;

/** Risks first seen in this stage. */
export function actsOfRaising(story: Story, stage: number): Act[] {
  return story.risks
    .filter((risk) => risk.stage === stage)
    .map((risk) => ({ weight: 0.3, run: (run) => raise(run, risk) }));
}

/** What the team and the reviewer make of known risks towards the end of this pass of the stage. */
export function actsOfRating(story: Story, stage: number, pass: number): Act[] {
  const known = story.risks.flatMap((risk) => [
    ...(risk.ratings ?? [])
      .filter((rating) => rating.stage === stage && (rating.pass ?? 1) === pass)
      .map(({ level, reason, by }) => ({
        weight: 0.2,
        run: (run: ProjectRun) => rate(run, risk, { kind: "current", level, reason, by }),
      })),
    ...(risk.accepted?.stage === stage && pass === 1
      ? [{ weight: 0.2, run: (run: ProjectRun) => accept(run, risk) }]
      : []),
    ...(risk.closed?.stage === stage && pass === 1
      ? [{ weight: 0.1, run: (run: ProjectRun) => close(run, risk) }]
      : []),
  ]);
  const isReviewed = stage <= (story.reviewsUntil ?? stage);
  return isReviewed ? [...known, { weight: 0.1, run: reviewWhatIsDue }] : known;
}

/** The team goes through what is due before the gate; what comes later waits for the next time. */
async function reviewWhatIsDue(run: ProjectRun): Promise<void> {
  const { projectId } = run;
  const due = await prismaClient().risk.findMany({
    where: {
      projectId,
      status: { not: "closed" },
      reviewDueOn: { lte: dateOf(addDays(today(), DUE_SOON)) },
    },
    orderBy: { number: "asc" },
  });
  for (const { id: riskId, likelihood, impact, knowledge, version } of due) {
    const level = { likelihood, impact, knowledge };
    await act(reviewRisk, leadOf(run), { riskId, version, isStillTrue: "yes", ...level });
  }
}

async function accept(run: ProjectRun, risk: RiskStory): Promise<void> {
  const {
    by,
    days,
    reason: justification,
  } = risk.accepted ?? { by: "samuel", days: 0, reason: "" };
  const riskId = (run.risks.get(risk.id) ?? "") as RiskId;
  const approver = personIn(run, by);
  const lead = leadOf(run);
  const { candidates, acceptedForDays } = await runQuery(getRiskAcceptances, lead.actor, {
    riskId,
  });
  const seat = candidates.find(({ userId }) => userId === approver.userId);
  const { requestId, sha256 } = await act(requestAcceptance, lead, {
    riskId,
    version: await versionOfRisk(riskId),
    approverId: approver.userId,
    role: seat?.role ?? "risk_reviewer",
    justification,
    expiresOn: addDays(today(), Math.min(days, acceptedForDays)),
  });
  const token = await proofFor(approver, sha256);
  await act(signAcceptance, approver, { requestId, sha256, token });
}

async function raise(run: ProjectRun, risk: RiskStory): Promise<void> {
  if (run.risks.has(risk.id)) {
    return;
  }
  const [likelihood, impact] = risk.inherent;
  const { title, cause, event = "", consequence, category, treatment } = risk;
  const { riskId } = await act(raiseRisk, leadOf(run), {
    projectId: run.projectId,
    title,
    cause,
    event,
    consequence,
    category,
    stageId: stageIdAt(run, risk.stage),
    gateId: risk.gate === undefined ? null : gateAtStage(run, risk.gate).id,
    ownerId: personIn(run, risk.owner).userId,
    likelihood,
    impact,
    treatment,
    treatmentNote: risk.note,
    dueOn: risk.dueIn === null ? null : addDays(run.demo.today, risk.dueIn),
  });
  run.risks.set(risk.id, riskId);
  if (risk.target !== undefined) {
    const reason = "What the treatment should bring it to.";
    await rate(run, risk, { kind: "residual", level: risk.target, reason });
  }
}

type Rating = {
  kind: RiskLevelKind;
  level: readonly [number, number];
  reason: string;
  by?: keyof ProjectRun["demo"]["people"] | undefined;
};

export async function rate(run: ProjectRun, risk: { id: string }, rating: Rating): Promise<void> {
  const riskId = run.risks.get(risk.id);
  if (riskId === undefined) {
    throw new Error(`${run.story.key} has not raised ${risk.id} yet.`);
  }
  const { kind, reason, by } = rating;
  const [likelihood, impact] = rating.level;
  const person = by === undefined ? leadOf(run) : personIn(run, by);
  const version = await versionOfRisk(riskId);
  await act(rateRisk, person, { riskId, version, kind, likelihood, impact, reason });
}

async function close(run: ProjectRun, risk: RiskStory): Promise<void> {
  const riskId = run.risks.get(risk.id) ?? "";
  const version = await versionOfRisk(riskId);
  const reason = risk.closed?.reason ?? "";
  await act(closeRisk, leadOf(run), { riskId, version, reason });
}
