import type { Member } from "@/lib/authz/actor";
import { isGranted } from "@/lib/authz/permissions";
import type { DocumentSubject } from "@/lib/documents/schema";

const actOf = { business_case: "case:sign", gate_round: "gate:decide" } as const satisfies Record<
  DocumentSubject,
  string
>;

/** The time of a first look is kept for those alone who are asked to sign. */
export function whyNotRecordView(subject: DocumentSubject, member: Member): string | null {
  const held = { workspaceRole: member.workspaceRole, projectRoles: member.roles };
  return isGranted(actOf[subject], held)
    ? null
    : "Only a look by somebody who may sign is kept on record.";
}
