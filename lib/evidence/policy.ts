import type { Member } from "@/lib/authz/actor";
import { whyNotByRole } from "@/lib/authz/refusal";
import type { EvidenceStatus } from "@/lib/evidence/schema";

type Held = { status: EvidenceStatus; addedById: string; addedBy: string };

export function whyNotAttach(member: Member): string | null {
  return whyNotByRole(member, "evidence:write");
}

/** Anybody who may attach may bring a newer revision, also of what expired. */
export function whyNotSupersede(member: Member, evidence: Held): string | null {
  return whyNotByRole(member, "evidence:write") ?? goneSentence(evidence.status, "replaced");
}

/** Taking evidence away may undo what others decided: it is up to whoever added it, or the lead. */
export function whyNotWithdraw(member: Member, evidence: Held): string | null {
  const role = whyNotByRole(member, "evidence:write");
  if (role !== null) {
    return role;
  }
  const mayWithdraw = evidence.addedById === member.userId || member.roles.includes("lead");
  return mayWithdraw
    ? goneSentence(evidence.status, "withdrawn")
    : `Only ${evidence.addedBy}, who added it, or a lead can withdraw this.`;
}

function goneSentence(status: EvidenceStatus, act: string): string | null {
  switch (status) {
    case "withdrawn":
      return `It was withdrawn and can no longer be ${act}.`;
    case "superseded":
      return `A newer revision has taken its place; only that one can be ${act}.`;
    default:
      return null;
  }
}
