import { type ActOf, type Deciding, deciding, type Role } from "@/lib/testing/gate-model/acts";
import { dayOf, type Gate, holds, standing } from "@/lib/testing/gate-model/gate";
import { voidOpen } from "@/lib/testing/gate-model/rounds";

const mayBring: readonly Role[] = ["lead", "data_scientist", "domain_expert", "risk_reviewer"];
const mayConfirm: readonly Role[] = ["sponsor", ...mayBring];

export function bringEvidence(gate: Gate, { by }: ActOf<"bring evidence">): boolean {
  if (!holds(gate, by, ...mayBring)) {
    return false;
  }
  gate.evidenceCount += 1;
  gate.evidence = { number: gate.evidenceCount, by, day: dayOf(gate) };
  return true;
}

export function takeEvidenceBack(gate: Gate, { by }: ActOf<"take evidence back">): boolean {
  const mayAct = gate.evidence?.by === by || holds(gate, by, "lead");
  if (gate.evidence === null || !mayAct || !holds(gate, by, ...mayBring)) {
    return false;
  }
  gate.evidence = null;
  return true;
}

export function attest(gate: Gate, { by }: ActOf<"attest">): boolean {
  if (!holds(gate, by, "domain_expert")) {
    return false;
  }
  if (gate.attestedBy === null) {
    gate.attestedBy = by;
    gate.state = standing(gate);
  }
  return true;
}

export function takeAttestationBack(gate: Gate, { by }: ActOf<"take attestation back">): boolean {
  if (gate.attestedBy !== by || !gate.roles.has(by)) {
    return false;
  }
  gate.attestedBy = null;
  gate.state = standing(gate);
  return true;
}

function isWaivable({ state }: Gate): boolean {
  return !["passed", "passed_with_conditions", "rejected"].includes(state);
}

export function proposeWaiver(gate: Gate, act: ActOf<"propose waiver">): boolean {
  const { by, role, days } = act;
  if (!isWaivable(gate) || !holds(gate, by, role) || by === "lead") {
    return false;
  }
  gate.proposed = { grants: [], lastDay: dayOf(gate) + days, sinceMs: 0 };
  add(gate, act);
  return true;
}

export function grantWaiver(gate: Gate, act: ActOf<"grant waiver">): boolean {
  const { by, role } = act;
  const known = gate.proposed ?? gate.inForce;
  const isMember = holds(gate, by, ...deciding, "lead");
  if (isMember && known?.grants.some((grant) => grant.by === by && grant.role === role)) {
    return true;
  }
  const { proposed } = gate;
  if (!isWaivable(gate) || proposed === null || proposed.lastDay < dayOf(gate)) {
    return false;
  }
  const hasSpoken = proposed.grants.some((grant) => grant.by === by);
  if (hasSpoken || !holds(gate, by, role) || !missing(gate).includes(role)) {
    return false;
  }
  add(gate, act);
  return true;
}

/** A grant counts while whoever gave it holds the role. */
function missing(gate: Gate): Deciding[] {
  const grants = gate.proposed?.grants ?? [];
  return deciding.filter(
    (role) => !grants.some((grant) => grant.role === role && holds(gate, grant.by, role)),
  );
}

function add(gate: Gate, { by, role }: Pick<ActOf<"grant waiver">, "by" | "role">): void {
  gate.proposed?.grants.push({ by, role });
  if (gate.proposed !== null && missing(gate).length === 0) {
    voidOpen(gate);
    gate.inForce = { ...gate.proposed, sinceMs: gate.nowMs };
    gate.proposed = null;
    gate.state = standing(gate);
  }
}

/** The oldest condition that is open, or the last one where none is. */
export function confirmCondition(gate: Gate, { by }: ActOf<"confirm condition">): boolean {
  const condition = gate.conditions.find(({ metBy }) => metBy === null) ?? gate.conditions.at(-1);
  if (condition === undefined || !holds(gate, by, ...mayConfirm)) {
    return false;
  }
  if (condition.metBy !== null) {
    return condition.metBy === by;
  }
  if (condition.by !== by && !holds(gate, by, condition.role)) {
    return false;
  }
  condition.metBy = by;
  gate.state = standing(gate);
  return true;
}
