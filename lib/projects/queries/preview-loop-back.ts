import "server-only";
import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { whyNotByRole } from "@/lib/authz/refusal";
import { defineQuery } from "@/lib/execution/query";
import { listStandingApprovals } from "@/lib/gates/store/lock-gates";
import { fieldError } from "@/lib/kernel/app-error";
import { projectId, stageId } from "@/lib/kernel/ids";
import type { Playbook } from "@/lib/playbooks/schema";
import { loadPublishedVersion } from "@/lib/playbooks/store";
import { whyNotInProject } from "@/lib/projects/policy";
import { loopBackEffect, whyNotGoBack } from "@/lib/projects/rules/loop-back";
import { type LoopReasonCode, loopReasonCodes } from "@/lib/projects/rules/loop-reasons";
import { originStage } from "@/lib/projects/rules/origin-stage";
import { loadProject } from "@/lib/projects/store";
import { type LoopFacts, listOpenLoops, loadLoopFacts } from "@/lib/projects/store/loop-backs";
import { projectScope } from "@/lib/projects/store/project-rows";

const stageChoice = z.object({
  stageId: z.string(),
  number: z.number(),
  name: z.string(),
  /** Reasons for which the playbook usually goes this way; empty for the unusual ones. */
  usualReasons: z.array(z.enum(loopReasonCodes)),
  whyNot: z.string().nullable(),
});
const taskRow = z.object({
  taskId: z.string(),
  key: z.string(),
  name: z.string(),
  stageName: z.string(),
  status: z.string(),
});

const effectView = z.object({
  to: z.object({ stageId: z.string(), name: z.string() }),
  reopened: z.array(taskRow),
  toRecheck: z.array(taskRow),
  gates: z.array(
    z.object({ gateId: z.string(), code: z.string(), name: z.string(), state: z.string() }),
  ),
  /** Signed approvals the gates rest on now. They stay on record and count no more. */
  approvals: z.array(
    z.object({
      gateCode: z.string(),
      round: z.number(),
      signerName: z.string(),
      role: z.enum(projectRoles),
      signedAt: z.iso.datetime(),
    }),
  ),
});

const previewView = z.object({
  projectId: z.string(),
  key: z.string(),
  name: z.string(),
  version: z.number(),
  nextIteration: z.number(),
  from: z.object({ stageId: z.string(), number: z.number(), name: z.string() }).nullable(),
  choices: z.array(stageChoice),
  costSoFarDays: z.number(),
  /** What would happen; null until a stage is chosen. */
  effect: effectView.nullable(),
  whyNot: z.string().nullable(),
});
export type LoopBackPreviewView = z.infer<typeof previewView>;

/** Shown before anybody goes back: nothing here writes. */
export const previewLoopBack = defineQuery({
  name: "loop-back.preview",
  permission: "project:read",
  input: z.strictObject({
    projectId,
    fromStageId: stageId.optional(),
    toStageId: stageId.optional(),
  }),
  output: previewView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/loop-back-preview",
    summary: "Say what going back to an earlier stage would reopen and make stale",
  },
  scope: projectScope,

  async fetch({ db, access, input }) {
    const { projectId, fromStageId, toStageId } = input;
    const { workspaceId, member } = access;
    const project = await loadProject(db, projectId);
    const facts = await loadLoopFacts(db, projectId);
    const [openLoop = null] = await listOpenLoops(db, projectId);
    const { playbookVersionId, key, name, version } = project;
    const pinned = await loadPublishedVersion(db, { workspaceId, playbookVersionId });
    const from =
      fromStageId === undefined
        ? originStage(facts.stages, openLoop)
        : stageOf(facts, { id: fromStageId, field: "fromStageId" });
    const to =
      toStageId === undefined ? null : stageOf(facts, { id: toStageId, field: "toStageId" });
    const refusal = from === null || to === null ? null : whyNotGoBack(from, to);
    return {
      projectId,
      key,
      name,
      version,
      nextIteration: project.iteration + 1,
      from: from === null ? null : { stageId: from.id, number: from.number, name: from.name },
      choices:
        from === null ? [] : choicesFrom(facts, { from, playbook: pinned?.playbook ?? null }),
      costSoFarDays: facts.costDays,
      effect:
        from === null || to === null || refusal !== null
          ? null
          : await effectOf(db, { facts, from, to, projectKey: key }),
      whyNot: whyNotByRole(member, "loop-back:write") ?? whyNotInProject(project) ?? refusal,
    };
  },
});

type Stage = LoopFacts["stages"][number];

function stageOf(facts: LoopFacts, { id, field }: { id: string; field: string }): Stage {
  const stage = facts.stages.find((each) => each.id === id);
  if (stage === undefined) {
    throw fieldError(field, "Choose a stage of this project.");
  }
  return stage;
}

/** Every earlier stage, with the ways the playbook knows first. */
function choicesFrom(facts: LoopFacts, at: { from: Stage; playbook: Playbook | null }) {
  const loops = at.playbook?.loops.filter((loop) => loop.from === at.from.key) ?? [];
  return facts.stages
    .filter(({ number }) => number < at.from.number)
    .map((stage) => ({
      stageId: stage.id,
      number: stage.number,
      name: stage.name,
      usualReasons: loops
        .filter((loop) => loop.to === stage.key)
        .flatMap(({ reasons }) => reasons.map(codeOf)),
      whyNot: whyNotGoBack(at.from, stage),
    }))
    .toSorted((a, b) => Number(b.usualReasons.length > 0) - Number(a.usualReasons.length > 0));
}

function codeOf(reason: string): LoopReasonCode {
  return loopReasonCodes.find((code) => code === reason.replaceAll("-", "_")) ?? "other";
}

async function effectOf(
  db: Parameters<typeof listStandingApprovals>[0],
  at: { facts: LoopFacts; from: Stage; to: Stage; projectKey: string },
): Promise<z.infer<typeof effectView>> {
  const { facts, from, to } = at;
  const effect = loopBackEffect({ ...facts, from, to, alsoReopen: new Set() });
  const approvals = await listStandingApprovals(
    db,
    effect.gates.map(({ id }) => id),
  );
  const rowOf = (task: LoopFacts["tasks"][number]) => ({
    taskId: task.id,
    key: `${at.projectKey}-${task.number}`,
    name: task.name,
    stageName: facts.stages.find(({ id }) => id === task.stageId)?.name ?? "",
    status: task.status,
  });
  return {
    to: { stageId: to.id, name: to.name },
    reopened: effect.reopened.map(rowOf),
    toRecheck: effect.toRecheck.map(rowOf),
    gates: effect.gates.map(({ id, code, name, state }) => ({ gateId: id, code, name, state })),
    approvals: approvals.map(({ gateCode, round, signerName, role, signedAt }) => ({
      gateCode,
      round,
      signerName,
      role: z.enum(projectRoles).parse(role),
      signedAt: signedAt.toISOString(),
    })),
  };
}
