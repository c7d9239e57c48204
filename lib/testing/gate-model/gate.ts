import {
  DAY_MS,
  type Deciding,
  deciding,
  firstRoles,
  MAX_AGE_DAYS,
  type Name,
  type Policy,
  people,
  type Role,
  type Verdict,
} from "@/lib/testing/gate-model/acts";

export type Vote = { by: Name; role: Deciding; verdict: Verdict };
export type Outcome = "passed" | "passed_with_conditions" | "changes_requested" | "rejected";
export type Round = {
  by: Name;
  isEarly: boolean;
  able: Record<Deciding, Name[]>;
  evidence: number | null;
  held: { isJudged: boolean; isFresh: boolean };
  votes: Vote[];
  outcome: Outcome | "withdrawn" | "voided" | null;
  closedMs: number;
};
type Condition = { round: number; by: Name; role: Deciding; dueDay: number; metBy: Name | null };
type Waiver = { grants: { by: Name; role: Deciding }[]; lastDay: number; sinceMs: number };

/** One gate as the model keeps it. Instants never repeat; days are counted from 1970. */
export type Gate = {
  policy: Policy;
  nowMs: number;
  state: string;
  roles: Map<Name, readonly Role[]>;
  evidence: { number: number; by: Name; day: number } | null;
  evidenceCount: number;
  attestedBy: Name | null;
  rounds: Round[];
  conditions: Condition[];
  proposed: Waiver | null;
  inForce: Waiver | null;
  expiresMs: number | null;
};

export function aGate(policy: Policy, nowMs: number): Gate {
  return {
    policy,
    nowMs,
    state: "locked",
    roles: new Map(people.map((who) => [who, firstRoles[who]])),
    evidence: null,
    evidenceCount: 0,
    attestedBy: null,
    rounds: [],
    conditions: [],
    proposed: null,
    inForce: null,
    expiresMs: null,
  };
}

export const dayOf = (gate: Gate) => Math.floor(gate.nowMs / DAY_MS);

export function holds(gate: Gate, who: Name, ...any: readonly Role[]): boolean {
  return gate.roles.get(who)?.some((role) => any.includes(role)) ?? false;
}

export function openRound({ rounds }: Gate): Round | null {
  const last = rounds.at(-1);
  return last?.outcome === null ? last : null;
}

export function criteria(gate: Gate) {
  const { attestedBy, evidence } = gate;
  const isJudged = attestedBy !== null;
  const isFresh = evidence !== null && dayOf(gate) - evidence.day <= MAX_AGE_DAYS;
  return { isJudged, isFresh, isMet: isJudged && isFresh };
}

export function ableTo(gate: Gate, requester: Name): Record<Deciding, Name[]> {
  const author = gate.policy.keepsAuthorsAway ? gate.evidence?.by : undefined;
  const able = (role: Deciding) =>
    people.filter((who) => who !== requester && who !== author && holds(gate, who, role));
  return { sponsor: able("sponsor"), risk_reviewer: able("risk_reviewer") };
}

/** Whether every seat finds somebody of its own: tried one by one. */
export function canFill({ policy }: Gate, able: Record<Deciding, Name[]>): boolean {
  const seats = deciding.flatMap((role) => Array.from({ length: policy.quorum[role] }, () => role));
  const fill = (seat: number, taken: readonly Name[]): boolean => {
    const role = seats[seat];
    return (
      role === undefined ||
      able[role].some((who) => !taken.includes(who) && fill(seat + 1, [...taken, who]))
    );
  };
  return fill(0, []);
}

/** The state that follows from everything else, with or without the round that is open. */
export function standing(gate: Gate, isOpenRoundSeen = true): string {
  if (isOpenRoundSeen && openRound(gate) !== null) {
    return "in_review";
  }
  const decided = gate.rounds.findLast(({ outcome }) => outcome !== null && !isUnheard(outcome));
  const isPass = decided?.outcome?.startsWith("passed") ?? false;
  const broken = decided !== undefined && isPass && hasBroken(gate, decided) ? "lapsed" : null;
  const lasting = broken ?? decided?.outcome ?? (criteria(gate).isMet ? "ready" : "locked");
  return lasting.startsWith("passed") ? lasting : waived(gate, decided, lasting);
}

/** A waiver helps until its last day, and a refusal that came after it takes its place. */
function waived(gate: Gate, decided: Round | undefined, lasting: string): string {
  const { inForce } = gate;
  const refusedMs = lasting === decided?.outcome ? decided.closedMs : 0;
  if (inForce === null || inForce.sinceMs < refusedMs) {
    return lasting;
  }
  return inForce.lastDay >= dayOf(gate) ? "waived" : "lapsed";
}

const isUnheard = (outcome: string) => outcome === "withdrawn" || outcome === "voided";

/** What a pass rested on is gone: its time, a condition, the evidence or a criterion. */
function hasBroken(gate: Gate, round: Round): boolean {
  const number = gate.rounds.indexOf(round) + 1;
  const today = dayOf(gate);
  const { isJudged, isFresh } = criteria(gate);
  return (
    (gate.expiresMs !== null && gate.expiresMs <= gate.nowMs) ||
    gate.conditions.some(
      (each) => each.round === number && each.metBy === null && each.dueDay < today,
    ) ||
    (round.evidence !== null && round.evidence !== (gate.evidence?.number ?? null)) ||
    (round.held.isJudged && !isJudged) ||
    (round.held.isFresh && !isFresh)
  );
}
