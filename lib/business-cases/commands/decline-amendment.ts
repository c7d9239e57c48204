import "server-only";
import { whyNotDecline } from "@/lib/business-cases/rules/may-amend";
import { declineAmendmentInput } from "@/lib/business-cases/schema/amendments";
import { loadCase, lockCase, scopeOfCase } from "@/lib/business-cases/store";
import { loadScope, saveDeclined } from "@/lib/business-cases/store/amendments";
import { defineCommand } from "@/lib/execution/command";
import { AppError, refuseIf } from "@/lib/kernel/app-error";
import { notify } from "@/lib/notifications/store";

export const declineAmendment = defineCommand({
  name: "case.decline-amendment",
  permission: "case:sign",
  input: declineAmendmentInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/case/amendments/{number}/decline",
    summary: "Decline an amendment of the business case, with a reason",
  },
  scope: ({ tx, input }) => scopeOfCase(tx, input.projectId),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    await lockCase(tx, projectId);
    const facts = await loadCase(tx, projectId);
    const scope = await loadScope(tx, facts.id);
    const { number, reason } = input;
    const amendment = scope.amendments.find((each) => each.number === number);
    if (amendment === undefined) {
      throw new AppError("not_found", `This business case has no amendment ${number}.`);
    }
    const { id: amendmentId } = amendment;
    const value = { projectId, amendmentId, number, status: "declined" as const };
    const { declinedBy, declinedReason } = amendment;
    if (declinedBy === member.name && declinedReason === reason) {
      return { value, unchanged: true };
    }
    refuseIf(whyNotDecline(facts, { member, amendment }));
    await saveDeclined(tx, { id: amendmentId, by: member.userId, reason, at: now });
    const told = await notify(tx, {
      workspaceId,
      projectId,
      kind: "decision_made",
      userIds: [amendment.proposedById],
      except: member.userId,
      title: `${facts.project.name}: ${member.name} declined amendment ${number}`,
      because: "because you proposed it",
      href: `/projects/${projectId}/business-case#amendments`,
    });
    return {
      value,
      audit: [{ type: "amendment.declined", caseId: facts.id, amendmentId, number, reason }],
      jobs: told,
    };
  },
});
