import "server-only";
import type { Member } from "@/lib/authz/actor";
import { defineCommand } from "@/lib/execution/command";
import { whyNotFeedback } from "@/lib/gates/policy/feedback";
import { openRoundOf } from "@/lib/gates/rules/gate-facts";
import { giveFeedbackInput } from "@/lib/gates/schema/inputs";
import { findFeedback, insertFeedback } from "@/lib/gates/store/feedback";
import { loadGateAt, scopeOfGate } from "@/lib/gates/store/find-gate";
import { holdGates } from "@/lib/gates/store/hold-gates";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { notify } from "@/lib/notifications/store";

/** Said about an open round without deciding it: it is shown to the approvers and never counted. */
export const giveFeedback = defineCommand({
  name: "gate.give-feedback",
  permission: "comment:write",
  input: giveFeedbackInput,
  operation: {
    method: "POST",
    path: "/gates/{gateId}/feedback",
    summary: "Give feedback on the open round of a gate without deciding it",
  },
  scope: ({ tx, input }) => scopeOfGate(tx, input.gateId),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    const { gateId, round: number, level, text } = input;
    await holdGates(tx, projectId);
    const at = await loadGateAt(tx, { gateId, projectId, now });
    const round = openRoundOf(at);
    if (round === null || round.number !== number) {
      throw new AppError("rule_refused", "This round is closed.", { reason: "round_closed" });
    }
    const refused = whyNotFeedback(at, member);
    if (refused !== null) {
      throw new AppError("rule_refused", refused);
    }
    const said = { roundId: round.id, givenById: member.userId, level, text };
    const value = { gateId, projectId, round: number, level, state: at.gate.state };
    if ((await findFeedback(tx, said)) !== null) {
      return { value, unchanged: true };
    }
    const role = speakingRole(member);
    await insertFeedback(tx, { ...said, role, givenAt: now });
    const { code, name } = at.gate;
    const { key, people } = at.project;
    const leads = people.filter(({ roles }) => roles.includes("lead"));
    const told = await notify(tx, {
      workspaceId,
      projectId,
      kind: "mentioned",
      userIds: [round.requestedById, ...leads.map(({ userId }) => userId)],
      except: member.userId,
      title: `${key} ${code} ${name}: ${member.name} gave feedback on round ${number}, ${level.replace("_", " ")}`,
      detail: text,
      because: "because you asked for this review or lead the project",
      href: `/projects/${projectId}/gates/${gateId}`,
    });
    return {
      value,
      audit: [{ type: "gate.feedback-given", gateId, code, round: number, role, level, text }],
      jobs: told,
    };
  },
});

function speakingRole(member: Member) {
  const [role] = member.roles;
  if (role === undefined) {
    throw fieldError("gateId", "Feedback is given by members of the project.");
  }
  return role;
}
