import "server-only";
import { type AmendmentFacts, amendmentSha256 } from "@/lib/business-cases/rules/amendment";
import { type AdditionInView, additionsOf } from "@/lib/business-cases/rules/amendments-of";
import { requiredSigners } from "@/lib/business-cases/rules/case-signatures";
import { whyNotPropose } from "@/lib/business-cases/rules/may-amend";
import type { ScopeAddition } from "@/lib/business-cases/rules/scope-additions";
import { proposeAmendmentInput } from "@/lib/business-cases/schema/amendments";
import { loadCase, lockCase, scopeOfCase } from "@/lib/business-cases/store";
import { insertAmendment, loadScope, signedContentOf } from "@/lib/business-cases/store/amendments";
import { defineCommand } from "@/lib/execution/command";
import { AppError, refuseIf } from "@/lib/kernel/app-error";
import { notify } from "@/lib/notifications/store";

export const proposeAmendment = defineCommand({
  name: "case.propose-amendment",
  permission: "case:write",
  input: proposeAmendmentInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/case/amendments",
    summary: "Put additions to the scope before the signers of the business case",
  },
  scope: ({ tx, input }) => scopeOfCase(tx, input.projectId),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    await lockCase(tx, projectId);
    const facts = await loadCase(tx, projectId);
    const scope = await loadScope(tx, facts.id);
    const signed = await signedContentOf(tx, facts);
    const found = additionsOf(facts, { scope, signed });
    const open = scope.amendments.find(({ status }) => status === "proposed");
    const { reason } = input;
    if (open !== undefined && isSame(open, { ...input, by: member.userId })) {
      const { id: amendmentId, number, sha256 } = open;
      return { value: { projectId, amendmentId, number, sha256 }, unchanged: true };
    }
    refuseIf(whyNotPropose(facts, { member, additions: found.length, open }));
    const additions = chosen(found, input.additions);
    const number = (scope.amendments[0]?.number ?? 0) + 1;
    const signedNumber = facts.signedNumber ?? 0;
    const { id: caseId, project } = facts;
    const text = { projectId, caseId, number, signedNumber, reason, additions };
    const sha256 = amendmentSha256(text);
    const amendmentId = await insertAmendment(tx, {
      caseId,
      number,
      signedNumber,
      reason,
      additions,
      sha256,
      proposedById: member.userId,
      proposedAt: now,
    });
    const asked = requiredSigners(project.strictness);
    const told = await notify(tx, {
      workspaceId,
      projectId,
      kind: "signature_wanted",
      userIds: facts.members
        .filter(({ roles }) => asked.some((role) => roles.includes(role)))
        .map(({ userId }) => userId),
      except: member.userId,
      title: `${project.name}: sign amendment ${number} of the business case`,
      because: "because your role signs the business case",
      href: `/projects/${projectId}/business-case#amendments`,
    });
    return {
      value: { projectId, amendmentId, number, sha256 },
      audit: [
        {
          type: "amendment.proposed",
          caseId,
          amendmentId,
          number,
          sha256,
          additions: additions.map(({ label }) => label),
          reason,
        },
      ],
      jobs: told,
    };
  },
});

/** What is frozen is what the server finds, not what a form says about it. */
function chosen(found: readonly AdditionInView[], keys: readonly string[]): ScopeAddition[] {
  return [...new Set(keys)].map((wanted) => {
    const addition = found.find(({ key }) => key === wanted);
    if (addition === undefined) {
      throw new AppError(
        "conflict",
        "One of the additions is traced by now or was taken back. Reload and choose again.",
      );
    }
    const { key, kind, label, detail } = addition;
    return { key, kind, label, detail };
  });
}

function isSame(
  open: AmendmentFacts,
  asked: { additions: readonly string[]; reason: string; by: string },
): boolean {
  const keys = open.additions.map(({ key }) => key);
  return (
    open.proposedById === asked.by &&
    open.reason === asked.reason &&
    keys.length === new Set(asked.additions).size &&
    keys.every((key) => asked.additions.includes(key))
  );
}
