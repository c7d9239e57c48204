import { dayInWords } from "@/lib/kernel/calendar";
import { type CheckKind, checkKinds } from "@/lib/risk-checks/rules/check-kinds";
import type { CheckedRisk } from "@/lib/risk-checks/rules/checked-risk";
import { type Level, scoreOf } from "@/lib/risks/rules";
import { isCovered } from "@/lib/risks/rules/matrix";

/** What is wrong in one sentence, or null. */
type Check = (risk: CheckedRisk, today: string) => string | null;

const checks = {
  accepted_without_acceptance: acceptedWithoutAcceptance,
  acceptance_over: acceptanceOver,
  no_owner: noOwner,
  owner_gone: ownerGone,
  lowered_without_control: loweredWithoutControl,
  residual_above_current: residualAboveCurrent,
  not_rated_after_loop_back: notRatedAfterLoopBack,
  treatment_overdue: treatmentOverdue,
  action_overdue: actionOverdue,
  review_overdue: reviewOverdue,
} satisfies Record<CheckKind, Check>;

/** Everything that is wrong with a risk, each in one sentence, the gravest first. */
export function checkRisk(
  risk: CheckedRisk,
  today: string,
): { kind: CheckKind; sentence: string }[] {
  return checkKinds.flatMap((kind) => {
    const sentence = checks[kind](risk, today);
    return sentence === null ? [] : [{ kind, sentence }];
  });
}

/** Cannot happen by an act; said in case a database was mended by hand. */
function acceptedWithoutAcceptance(risk: CheckedRisk): string | null {
  return risk.status === "accepted" && coversOf(risk).length === 0
    ? "It counts as accepted, and no signed acceptance covers its level."
    : null;
}

function acceptanceOver(risk: CheckedRisk, today: string): string | null {
  const { status } = risk;
  const over = risk.acceptances.map(({ expiresOn }) => expiresOn).filter((on) => on < today);
  const endedOn = over.toSorted().at(-1);
  if (endedOn === undefined) {
    return null;
  }
  const ended = `Its acceptance ended on ${dayInWords(endedOn)}`;
  if (status === "accepted") {
    const covers = coversOf(risk);
    const isOver = covers.length > 0 && covers.every(({ expiresOn }) => expiresOn < today);
    return isOver ? `${ended}, and it still counts as accepted.` : null;
  }
  const isAnswered =
    isStanding(risk, today) || risk.isAcceptanceAsked || isSeenSince(risk, endedOn);
  return isAnswered ? null : `${ended}, and nobody has looked at it since.`;
}

function coversOf({ acceptances, current }: CheckedRisk) {
  return acceptances.filter((each) => !each.isEndNoted && isCovered(current, each));
}

function isStanding({ acceptances }: CheckedRisk, today: string): boolean {
  return acceptances.some(({ isEndNoted, expiresOn }) => !isEndNoted && expiresOn >= today);
}

/** Rated or reviewed by a person after that day was over. */
function isSeenSince({ ratedAt, reviewedAt }: CheckedRisk, day: string): boolean {
  return [ratedAt, reviewedAt ?? ""].some((at) => at.slice(0, 10) > day);
}

function noOwner({ ownerName }: CheckedRisk): string | null {
  return ownerName === null ? "Nobody owns it." : null;
}

function ownerGone({ ownerName, isOwnerThere }: CheckedRisk): string | null {
  return ownerName !== null && !isOwnerThere
    ? `${ownerName}, who owns it, is not in the project any more.`
    : null;
}

function loweredWithoutControl({ current, inherent, controls, actions }: CheckedRisk) {
  const isExplained =
    controls.some(({ state }) => state === "existing") || actions.some(({ isDone }) => isDone);
  return scoreOf(current) < scoreOf(inherent) && !isExplained
    ? `It is rated ${shown(current)} instead of the inherent ${shown(inherent)}, and no existing control or finished action says why.`
    : null;
}

function residualAboveCurrent({ residual, current }: CheckedRisk): string | null {
  return residual !== null && scoreOf(residual) > scoreOf(current)
    ? `Its residual level, ${shown(residual)}, lies above the current one, ${shown(current)}: treatment would make it worse.`
    : null;
}

/** A risk that names no stage belongs to all of them. */
function notRatedAfterLoopBack({ loopBacks, stageNumber, ratedAt }: CheckedRisk): string | null {
  const since = loopBacks
    .filter(({ toNumber }) => stageNumber === null || toNumber <= stageNumber)
    .filter(({ decidedAt }) => decidedAt > ratedAt)
    .toSorted((a, b) => a.decidedAt.localeCompare(b.decidedAt))
    .at(-1);
  return since === undefined
    ? null
    : `The project went back to ${since.toName} on ${dayInWords(since.decidedAt.slice(0, 10))}, and it was not rated since.`;
}

function treatmentOverdue({ status, dueOn }: CheckedRisk, today: string): string | null {
  return status === "open" && dueOn !== null && dueOn < today
    ? `Its treatment was due on ${dayInWords(dueOn)}.`
    : null;
}

function actionOverdue(risk: CheckedRisk, today: string): string | null {
  const late = lateActions(risk, today);
  const first = late[0];
  if (first === undefined) {
    return null;
  }
  const others = late.length - 1;
  const more = others === 0 ? "" : ` ${others === 1 ? "1 more is" : `${others} more are`} late.`;
  return `The action “${first.name}” was due on ${dayInWords(first.dueOn ?? "")}.${more}`;
}

/** The longest overdue first. */
export function lateActions({ actions }: CheckedRisk, today: string) {
  return actions
    .filter(({ isOver, dueOn }) => !isOver && dueOn !== null && dueOn < today)
    .toSorted(
      (a, b) => (a.dueOn ?? "").localeCompare(b.dueOn ?? "") || a.name.localeCompare(b.name),
    );
}

function reviewOverdue({ reviewDueOn }: CheckedRisk, today: string): string | null {
  return reviewDueOn !== null && reviewDueOn < today
    ? `Its review was due on ${dayInWords(reviewDueOn)}.`
    : null;
}

function shown({ likelihood, impact }: Level): string {
  return `${likelihood} × ${impact}`;
}
