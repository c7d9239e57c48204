import { decidedRoundOf, type GateAt } from "@/lib/gates/rules/gate-facts";
import type { LapseCause } from "@/lib/gates/rules/next-state";
import { grantedWaiverOf } from "@/lib/gates/rules/waiver";
import type { CriterionResult } from "@/lib/gates/schema";

export type Told = { userIds: string[]; because: string };

/**
 * Who hears that a gate lapsed: whoever leads the project, and the people the
 * cause belongs to. Only members of the project, and each of them once.
 */
export function toldOfLapse(at: GateAt, cause: LapseCause): Told[] {
  const { people } = at.project;
  const leads = people.filter((person) => person.roles.includes("lead"));
  const told = new Set(leads.map((person) => person.userId));
  const owners = ownersOf(at, cause);
  const others = people.filter(
    ({ userId }) => owners.userIds.includes(userId) && !told.has(userId),
  );
  return [
    { userIds: [...told], because: "because you lead the project" },
    { userIds: others.map((person) => person.userId), because: owners.because },
  ].filter(({ userIds }) => userIds.length > 0);
}

function ownersOf(at: GateAt, cause: LapseCause): Told {
  switch (cause.kind) {
    case "approval":
    case "subject":
      return { userIds: decidersOf(at), because: "because you approved it" };
    case "waiver": {
      const grants = grantedWaiverOf(at)?.grants ?? [];
      const userIds = grants.map((grant) => grant.grantedById);
      return { userIds, because: "because you granted the waiver" };
    }
    case "condition": {
      const condition = at.project.conditions.find(({ id }) => id === cause.conditionId);
      const userIds = condition === undefined ? [] : [condition.ownerId, condition.setById];
      return { userIds, because: "because the condition is yours or was set by you" };
    }
    default:
      return ownersOfCriterion(at, cause.criterion);
  }
}

/** A risk also concerns those who approved in spite of it; a metric concerns nobody but the lead. */
function ownersOfCriterion(at: GateAt, criterion: CriterionResult | null): Told {
  const { risks, evidence } = at.project;
  const seen = new Set((criterion?.evidence ?? []).map(({ id }) => id));
  const ofRisks = risks.filter(({ id }) => seen.has(id)).flatMap(({ ownerId }) => ownerId ?? []);
  const ofEvidence = evidence.filter(({ id }) => seen.has(id)).map(({ addedById }) => addedById);
  return ofRisks.length > 0
    ? {
        userIds: [...ofRisks, ...decidersOf(at)],
        because: "because the risk is yours or you approved the gate",
      }
    : { userIds: ofEvidence, because: "because you attached what the gate looks at" };
}

function decidersOf(at: GateAt): string[] {
  return (decidedRoundOf(at)?.decisions ?? []).map((decision) => decision.approverId);
}
