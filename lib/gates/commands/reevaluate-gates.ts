import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import { defineCommand } from "@/lib/execution/command";
import { projectRef } from "@/lib/gates/schema/inputs";
import { scopeOfProject } from "@/lib/gates/store/find-gate";
import { holdGates } from "@/lib/gates/store/hold-gates";
import { settleGates } from "@/lib/gates/store/settle-gates";
import { settleRunOuts } from "@/lib/gates/store/settle-run-outs";
import { voidChangedRounds } from "@/lib/gates/store/void-changed-rounds";
import { settleWatches } from "@/lib/risk-watches/store/settle-watches";

/**
 * Puts on record what ran out, looks at what the risks are tied to, and brings
 * every gate of a project to the state that follows from what is stored. Idempotent.
 */
export const reevaluateGates = defineCommand({
  name: "gate.reevaluate",
  permission: "gate:evaluate",
  input: projectRef,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/gates/evaluation",
    summary: "Evaluate the gates of a project anew",
  },
  scope: ({ tx, input }) => scopeOfProject(tx, input.projectId),

  async execute({ tx, access, now }) {
    const { projectId, workspaceId } = access;
    await holdGates(tx, projectId);
    const ended = await settleRunOuts(tx, { workspaceId, projectId, now });
    const watched = await settleWatches(tx, { workspaceId, projectId, now });
    const voided = await voidChangedRounds(tx, { projectId, now });
    const settled = await settleGates(tx, { projectId, now });
    const value = { projectId, states: Object.fromEntries(settled.states) };
    const parts = [ended, watched, voided, settled];
    const [first, ...rest]: AuditEvent[] = parts.flatMap(({ events }) => events);
    return first === undefined
      ? { value, unchanged: true }
      : { value, audit: [first, ...rest], jobs: parts.flatMap(({ jobs }) => jobs) };
  },
});
