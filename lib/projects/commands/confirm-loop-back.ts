import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { holdGates } from "@/lib/gates/store/hold-gates";
import { lockGates } from "@/lib/gates/store/lock-gates";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { optionalText, personDays, rowVersion } from "@/lib/kernel/fields";
import { projectId, stageId, taskId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotInProject } from "@/lib/projects/policy";
import { loopBackEffect, whyNotGoBack } from "@/lib/projects/rules/loop-back";
import { loopReasonCodes, titleOfLoopReason } from "@/lib/projects/rules/loop-reasons";
import { triggerKinds } from "@/lib/projects/schema";
import { listMembers, loadProject } from "@/lib/projects/store";
import {
  beginIteration,
  insertLoopBack,
  type LoopFacts,
  loadLoopFacts,
  reopenStages,
  triggerExists,
} from "@/lib/projects/store/loop-backs";
import { projectScope } from "@/lib/projects/store/project-rows";
import { markToRecheck, refreshStageCounters, reopenTasks } from "@/lib/tasks/store";

const input = z.strictObject({
  projectId,
  /** Version of the project the person saw in the preview. */
  version: rowVersion,
  fromStageId: stageId,
  toStageId: stageId,
  reason: z.enum(loopReasonCodes, { error: "Choose a reason." }),
  reasonText: optionalText("The reason", { max: 1000 }),
  triggerKind: z.enum(triggerKinds, { error: "Choose what set this off." }).default("none"),
  triggerId: z.uuid("Choose what set this off.").nullable().default(null),
  triggerText: optionalText("What set this off", { max: 500 }),
  hypothesis: optionalText("The hypothesis", { max: 2000 }),
  expectedCostDays: personDays("The expected cost"),
  /** Tasks of later stages that begin again as well. */
  alsoReopen: z.array(taskId).max(500, "Choose at most 500 tasks.").default([]),
});

type LoopInput = z.output<typeof input>;
type ReadDb = Parameters<typeof loadLoopFacts>[0];

export const confirmLoopBack = defineCommand({
  name: "loop-back.confirm",
  permission: "loop-back:write",
  input,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/loop-backs",
    summary: "Go back to an earlier stage, with a reason and what it is expected to cost",
  },
  scope: projectScope,

  async execute({ tx, access, input, now }) {
    const { projectId, version } = input;
    await holdGates(tx, projectId);
    const project = await loadProject(tx, projectId);
    const closed = whyNotInProject(project);
    if (closed !== null) {
      throw new AppError("rule_refused", closed);
    }
    await refuseUnfounded(tx, input);
    const facts = await loadLoopFacts(tx, projectId);
    const { from, to } = endsOf(facts, input);
    const alsoReopen = new Set<string>(input.alsoReopen);
    refuseForeignTasks(facts, alsoReopen);
    const effect = loopBackEffect({ ...facts, from, to, alsoReopen });
    await beginIteration(tx, { projectId, version });
    const iteration = project.iteration + 1;
    const { version: _, alsoReopen: __, ...told } = input;
    const { userId: decidedById, name: decidedBy } = access.member;
    const { id: loopBackId } = await insertLoopBack(tx, {
      ...told,
      iteration,
      costBeforeDays: facts.costDays,
      decidedById,
      decidedAt: now,
    });
    await reopenTasks(tx, idsOf(effect.reopened));
    await markToRecheck(tx, idsOf(effect.toRecheck));
    await reopenStages(tx, [...new Set(effect.gates.map((gate) => gate.stageId))]);
    await refreshStageCounters(tx, idsOf(facts.stages));
    const reason = `Iteration ${iteration} went back to ${to.name}.`;
    const gateEvents = await lockGates(tx, { gateIds: idsOf(effect.gates), reason, at: now });
    const members = await listMembers(tx, projectId);
    const jobs = await notify(tx, {
      workspaceId: access.workspaceId,
      projectId,
      kind: "loop_back",
      userIds: idsOfMembers(members),
      except: decidedById,
      title: `${project.key} goes back from ${from.name} to ${to.name}`,
      because: `because you are in the project; ${decidedBy} decided it`,
      href: `/projects/${projectId}`,
    });
    return {
      value: { loopBackId, projectId, iteration, version: version + 1 },
      audit: [
        {
          type: "loop-back.confirmed",
          loopBackId,
          from: from.name,
          to: to.name,
          iteration,
          reason: reasonOf(input),
          expectedCostDays: input.expectedCostDays,
          reopenedTasks: effect.reopened.length,
          lockedGates: effect.gates.map(({ code }) => code),
        },
        ...gateEvents,
      ],
      jobs: [...jobs, reevaluateGates(projectId)],
    };
  },
});

function endsOf(facts: LoopFacts, { fromStageId, toStageId }: LoopInput) {
  const from = facts.stages.find(({ id }) => id === fromStageId);
  const to = facts.stages.find(({ id }) => id === toStageId);
  if (from === undefined || to === undefined) {
    const field = from === undefined ? "fromStageId" : "toStageId";
    throw fieldError(field, "Choose a stage of this project.");
  }
  const refusal = whyNotGoBack(from, to);
  if (refusal !== null) {
    throw new AppError("rule_refused", refusal);
  }
  return { from, to };
}

/** A reason in words where no code says it, and a trigger that is there. */
async function refuseUnfounded(db: ReadDb, input: LoopInput): Promise<void> {
  const { reason, reasonText, triggerKind: kind, triggerId: id, projectId } = input;
  if (reason === "other" && reasonText.length < 10) {
    throw fieldError("reasonText", "Say in a few words what the reason is.");
  }
  if (kind === "none" || kind === "alert" || id === null) {
    return;
  }
  if (!(await triggerExists(db, { kind, id, projectId }))) {
    throw fieldError("triggerId", "What set this off is not part of this project.");
  }
}

function refuseForeignTasks(facts: LoopFacts, chosen: ReadonlySet<string>): void {
  const known = new Set(facts.tasks.map(({ id }) => id));
  if ([...chosen].some((id) => !known.has(id))) {
    throw fieldError("alsoReopen", "One of the chosen tasks is not part of this project.");
  }
}

function reasonOf({ reason, reasonText }: LoopInput): string {
  const title = titleOfLoopReason[reason];
  return reasonText === "" ? title : `${title}: ${reasonText}`;
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

function idsOfMembers(members: readonly { userId: string }[]): string[] {
  return members.map(({ userId }) => userId);
}
