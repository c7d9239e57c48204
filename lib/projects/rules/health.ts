type Health = "on_track" | "at_risk" | "off_track";
export type HealthView = { health: Health; reason: string };

export type HealthFacts = {
  rejectedGate: { code: string; name: string } | null;
  /** Open risks above appetite that nobody accepted; `firstKey` names one of them. */
  risksAboveAppetite: { count: number; firstKey: string | null };
  lapsedGate: { code: string; name: string } | null;
  overdueConditions: number;
  slipDays: number;
  /** Length of the first plan in calendar days. */
  plannedDays: number;
};

/** Slip beyond a fifth of the planned duration is off track, beyond a tenth at risk. */
const OFF_TRACK_SHARE = 0.2;
const AT_RISK_SHARE = OFF_TRACK_SHARE / 2;

/** How a project stands, always with the reason that weighs most. */
export function healthOf(facts: HealthFacts): HealthView {
  const offTrack = offTrackReason(facts);
  if (offTrack !== null) {
    return { health: "off_track", reason: offTrack };
  }
  const atRisk = atRiskReason(facts);
  return atRisk === null
    ? { health: "on_track", reason: onTrackReason(facts) }
    : { health: "at_risk", reason: atRisk };
}

function offTrackReason(facts: HealthFacts): string | null {
  const { rejectedGate, risksAboveAppetite } = facts;
  if (rejectedGate !== null) {
    return `${rejectedGate.code} ${rejectedGate.name} was rejected.`;
  }
  if (risksAboveAppetite.count > 0) {
    return riskReason(risksAboveAppetite);
  }
  return isSlipBeyond(OFF_TRACK_SHARE, facts)
    ? `${behind(facts)}, more than a fifth of the ${facts.plannedDays} planned.`
    : null;
}

function atRiskReason(facts: HealthFacts): string | null {
  const { lapsedGate, overdueConditions } = facts;
  if (lapsedGate !== null) {
    return `${lapsedGate.code} ${lapsedGate.name} passed once and no longer holds.`;
  }
  if (overdueConditions > 0) {
    return overdueConditions === 1
      ? "A condition of a gate is overdue."
      : `${overdueConditions} conditions of gates are overdue.`;
  }
  return isSlipBeyond(AT_RISK_SHARE, facts)
    ? `${behind(facts)}, more than a tenth of the ${facts.plannedDays} planned.`
    : null;
}

function onTrackReason(facts: HealthFacts): string {
  const { slipDays } = facts;
  if (slipDays > 0) {
    return `${behind(facts)}, within a tenth of the ${facts.plannedDays} planned.`;
  }
  return slipDays < 0 ? `${counted(-slipDays)} ahead of plan.` : "On plan.";
}

function riskReason({ count, firstKey }: HealthFacts["risksAboveAppetite"]): string {
  return count === 1
    ? `${firstKey === null ? "A risk" : `Risk ${firstKey}`} is above appetite and not accepted.`
    : `${count} risks are above appetite and not accepted.`;
}

function isSlipBeyond(share: number, { slipDays, plannedDays }: HealthFacts): boolean {
  return slipDays > 0 && slipDays > share * plannedDays;
}

function behind({ slipDays }: HealthFacts): string {
  return `${counted(slipDays)} behind plan`;
}

function counted(days: number): string {
  return `${days} ${days === 1 ? "day" : "days"}`;
}
