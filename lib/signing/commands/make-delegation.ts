import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { dayInWords, dayOf } from "@/lib/kernel/calendar";
import { notify } from "@/lib/notifications/store";
import { delegationIssue } from "@/lib/signing/rules/delegation";
import { makeDelegationInput } from "@/lib/signing/schema/inputs";
import {
  factsOfDelegation,
  findSameDelegation,
  insertDelegation,
} from "@/lib/signing/store/delegations";

export const makeDelegation = defineCommand({
  name: "delegation.make",
  permission: "self",
  input: makeDelegationInput,
  operation: {
    method: "POST",
    path: "/me/delegations",
    summary: "Let somebody sign and decide for you from one day to another",
  },
  scope: () => Promise.resolve({ kind: "self" }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, toId, startsOn, endsOn, reason } = input;
    const { userId: fromId, name } = access;
    if (!access.workspaceIds.includes(workspaceId)) {
      throw new AppError("not_found", "Nothing is found here, or it is not shared with you.");
    }
    const asked = { workspaceId, projectId, fromId, toId, startsOn, endsOn, reason };
    const facts = await factsOfDelegation(tx, asked);
    const { toName, projectName, isFromInProject } = facts;
    const issue = delegationIssue(asked, {
      today: dayOf(now),
      isToMember: toName !== null,
      isFromInProject,
    });
    if (issue !== null) {
      throw fieldError(issue.path, issue.message);
    }
    const same = await findSameDelegation(tx, asked);
    if (same !== null) {
      return { value: { delegationId: same.id }, unchanged: true };
    }
    const { id: delegationId } = await insertDelegation(tx, { ...asked, at: now });
    const where = projectName === null ? "" : ` in ${projectName}`;
    const told = await notify(tx, {
      workspaceId,
      projectId,
      kind: "signature_wanted",
      userIds: [toId],
      except: fromId,
      title: `${name} lets you sign and decide for them${where} from ${dayInWords(startsOn)} to ${dayInWords(endsOn)}`,
      because: "because you are named as delegate",
      href: "/profile#delegations",
    });
    const project = projectName ?? "";
    return {
      value: { delegationId },
      audit: [
        {
          type: "delegation.made",
          delegationId,
          toId,
          to: toName ?? "",
          startsOn,
          endsOn,
          reason,
          project,
        },
      ],
      jobs: told,
      trailIn: [workspaceId],
    };
  },
});
