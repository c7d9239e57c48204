import {
  type ActOf,
  DAY_MS,
  deciding,
  type Name,
  type Policy,
  type Role,
} from "@/lib/testing/gate-model/acts";
import {
  ableTo,
  canFill,
  criteria,
  dayOf,
  type Gate,
  holds,
  type Outcome,
  openRound,
  type Round,
  standing,
  type Vote,
} from "@/lib/testing/gate-model/gate";

const mayRequest: readonly Role[] = ["lead", "data_scientist"];
const mayDecide: readonly Role[] = [...deciding, ...mayRequest, "domain_expert"];

export function request(gate: Gate, { by, isEarly }: ActOf<"request">): boolean {
  const open = openRound(gate);
  if (open !== null) {
    return open.by === by && holds(gate, by, ...mayRequest);
  }
  if (!mayAskNow(gate, by) || !(criteria(gate).isMet || isEarly)) {
    return false;
  }
  begin(gate, by, isEarly);
  gate.state = standing(gate);
  return true;
}

function mayAskNow(gate: Gate, by: Name): boolean {
  return (
    holds(gate, by, ...mayRequest) &&
    !standing(gate, false).startsWith("passed") &&
    canFill(gate, ableTo(gate, by))
  );
}

function begin(gate: Gate, by: Name, isEarly: boolean): void {
  const { isMet, ...held } = criteria(gate);
  gate.rounds.push({
    by,
    isEarly: isEarly && !isMet,
    able: ableTo(gate, by),
    evidence: gate.evidence?.number ?? null,
    held,
    votes: [],
    outcome: null,
    closedMs: 0,
  });
}

function isChanged(gate: Gate, round: Round): boolean {
  return round.evidence !== (gate.evidence?.number ?? null);
}

export function decide(gate: Gate, act: ActOf<"decide">): boolean {
  const { by, role, verdict } = act;
  const round = gate.rounds.at(-1);
  if (round === undefined || !holds(gate, by, ...mayDecide)) {
    return false;
  }
  const own = round.votes.find((vote) => vote.by === by);
  if (own !== undefined) {
    return own.role === role && own.verdict === verdict;
  }
  const isAble = round.able[role].includes(by) && holds(gate, by, role);
  if (round.outcome !== null || isChanged(gate, round) || !isAble) {
    return false;
  }
  round.votes.push({ by, role, verdict });
  if (verdict === "approve_with_conditions") {
    const dueDay = dayOf(gate) + act.dueInDays;
    gate.conditions.push({ round: gate.rounds.length, by, role, dueDay, metBy: null });
  }
  count(gate, round);
  gate.state = standing(gate);
  return true;
}

/** The first decision that ends a round ends it; who lost the role counts no more. */
function count(gate: Gate, round: Round): void {
  const { policy, nowMs } = gate;
  const counted = round.votes.filter((vote) => holds(gate, vote.by, vote.role));
  for (let size = 1; size <= counted.length && round.outcome === null; size += 1) {
    round.outcome = outcomeOf(policy, counted.slice(0, size));
  }
  round.closedMs = nowMs;
  if (round.outcome?.startsWith("passed") === true) {
    gate.expiresMs = policy.passDays === null ? null : nowMs + policy.passDays * DAY_MS;
  }
}

function outcomeOf({ quorum, veto, refusals }: Policy, votes: readonly Vote[]): Outcome | null {
  const inFavour = votes.filter(({ verdict }) => verdict.startsWith("approve"));
  const against = votes.filter((vote) => !inFavour.includes(vote));
  const rejects = against.filter(({ verdict }) => verdict === "reject").length;
  const last = votes.at(-1);
  if (last?.verdict === "reject" && veto[last.role]) {
    return "rejected";
  }
  const isMajority = refusals === "majority";
  const half = (quorum.sponsor + quorum.risk_reviewer) / 2;
  if (against.length > (isMajority ? half : 0)) {
    return rejects > (isMajority ? against.length / 2 : 0) ? "rejected" : "changes_requested";
  }
  const isReached = deciding.every(
    (role) => inFavour.filter((vote) => vote.role === role).length >= quorum[role],
  );
  const isPlain = inFavour.every(({ verdict }) => verdict === "approve");
  const passed = isPlain ? "passed" : "passed_with_conditions";
  return isReached ? passed : null;
}

function close(gate: Gate, round: Round, outcome: "withdrawn" | "voided"): void {
  round.outcome = outcome;
  round.closedMs = gate.nowMs;
}

export function withdraw(gate: Gate, { by }: ActOf<"withdraw">): boolean {
  const round = openRound(gate);
  const mayAct = round?.by === by || holds(gate, by, "lead");
  if (round === null || !mayAct || !holds(gate, by, ...mayRequest)) {
    return false;
  }
  close(gate, round, "withdrawn");
  gate.state = standing(gate);
  return true;
}

/** What a waiver does to the round it overtakes. */
export function voidOpen(gate: Gate): void {
  const round = openRound(gate);
  if (round !== null) {
    close(gate, round, "voided");
  }
}

/** What the background work does: a changed round gives way to the next where it still stands. */
export function runJobs(gate: Gate): void {
  const round = openRound(gate);
  if (round !== null && isChanged(gate, round)) {
    close(gate, round, "voided");
    if (mayAskNow(gate, round.by) && (criteria(gate).isMet || round.isEarly)) {
      begin(gate, round.by, round.isEarly);
    }
  }
  gate.state = standing(gate);
}
