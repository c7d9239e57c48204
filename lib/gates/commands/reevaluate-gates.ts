import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import { defineCommand } from "@/lib/execution/command";
import { projectRef } from "@/lib/gates/schema/inputs";
import { scopeOfProject } from "@/lib/gates/store/find-gate";
import { holdGates } from "@/lib/gates/store/hold-gates";
import { settleGates } from "@/lib/gates/store/settle-gates";
import { voidChangedRounds } from "@/lib/gates/store/void-changed-rounds";

/** Brings every gate of a project to the state that follows from what is stored. Idempotent. */
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
    const { projectId } = access;
    await holdGates(tx, projectId);
    const voided = await voidChangedRounds(tx, { projectId, now });
    const settled = await settleGates(tx, { projectId, now });
    const value = { projectId, states: Object.fromEntries(settled.states) };
    const [first, ...rest]: AuditEvent[] = [...voided.events, ...settled.events];
    return first === undefined
      ? { value, unchanged: true }
      : { value, audit: [first, ...rest], jobs: [...voided.jobs, ...settled.jobs] };
  },
});
