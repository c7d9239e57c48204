import "server-only";
import { newEndsOf } from "@/lib/business-cases/rules/case-ends";
import { caseRef } from "@/lib/business-cases/schema/inputs";
import { lockCase, scopeOfCase } from "@/lib/business-cases/store";
import { loadCaseLife, noteEnds } from "@/lib/business-cases/store/case-life";
import { defineCommand } from "@/lib/execution/command";
import { dayOf } from "@/lib/kernel/calendar";
import { notify } from "@/lib/notifications/store";
import { type Job, reevaluateGates } from "@/lib/platform/jobs";

/** Puts each day that passed on record once, however often and however late it is run. */
export const noteCaseEnds = defineCommand({
  name: "case.note-ends",
  permission: "gate:evaluate",
  input: caseRef,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/case/ends",
    summary: "Put on record which assumptions and readings ran out (system)",
  },
  scope: ({ tx, input }) => scopeOfCase(tx, input.projectId),

  async execute({ tx, access, now }) {
    const { projectId, workspaceId } = access;
    await lockCase(tx, projectId);
    const life = await loadCaseLife(tx, projectId);
    const ends = newEndsOf(life, dayOf(now));
    const { caseId } = life;
    const value = { projectId, caseId, ended: ends.length };
    const [first, ...rest] = ends.map(({ sentence }) => ({
      type: "case.ran-out" as const,
      caseId,
      what: sentence,
    }));
    if (first === undefined) {
      return { value, unchanged: true };
    }
    await noteEnds(tx, { caseId, keys: ends.map(({ key }) => key) });
    const told: Job[] = [];
    for (const { sentence, because, userIds } of ends) {
      told.push(
        ...(await notify(tx, {
          workspaceId,
          projectId,
          kind: "ran_out",
          userIds,
          title: `${life.project.name}: ${sentence}`,
          because,
          href: `/projects/${projectId}/business-case`,
        })),
      );
    }
    return { value, audit: [first, ...rest], jobs: [...told, reevaluateGates(projectId)] };
  },
});
