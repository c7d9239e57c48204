import "server-only";
import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { whyNotByRole } from "@/lib/authz/refusal";
import { defineQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { playbookVersionId, projectId } from "@/lib/kernel/ids";
import {
  diffPlaybooks,
  type GateChange,
  type PlaybookDiff,
} from "@/lib/playbooks/rules/diff-playbooks";
import { loadPublishedVersion } from "@/lib/playbooks/store";
import { reopenedGates } from "@/lib/projects/rules/move-effect";
import { whyNotMove } from "@/lib/projects/rules/playbook-move";
import { loadProject } from "@/lib/projects/store";
import { type KeyedTask, listKeyedTasks, listMoveGates } from "@/lib/projects/store/playbook-move";
import { projectScope } from "@/lib/projects/store/project-rows";

const part = z.object({ key: z.string(), name: z.string() });
const placedTask = z.object({ key: z.string(), name: z.string(), stage: z.string() });
const approval = z.object({
  role: z.enum(projectRoles),
  quorum: z.union([z.number(), z.literal("all")]),
});

const moveView = z.object({
  projectId: z.string(),
  version: z.number(),
  from: z.object({ versionId: z.string(), number: z.number() }),
  to: z.object({ versionId: z.string(), number: z.number(), name: z.string() }),
  stagesAdded: z.array(part),
  stagesRemoved: z.array(part),
  isReordered: z.boolean(),
  tasksAdded: z.array(placedTask),
  /** Switched off, not deleted; `isBegun` marks those that hold work. */
  tasksRemoved: z.array(placedTask.extend({ isBegun: z.boolean() })),
  tasksChanged: z.array(placedTask.extend({ fields: z.array(z.string()) })),
  gates: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      approvalsAdded: z.array(approval),
      approvalsDropped: z.array(approval),
      criteriaAdded: z.number(),
      criteriaDropped: z.number(),
      policyChanged: z.array(z.string()),
      /** The state the gate loses, or null when it stays as it is. */
      reopensFrom: z.string().nullable(),
    }),
  ),
  whyNot: z.string().nullable(),
});
export type PlaybookMoveView = z.infer<typeof moveView>;

/** What moving a project to a newer version of its playbook would change. Nothing here writes. */
export const previewPlaybookMove = defineQuery({
  name: "project.preview-playbook-move",
  permission: "project:read",
  input: z.strictObject({ projectId, playbookVersionId }),
  output: moveView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/playbook-preview",
    summary: "Say what moving to another version of the playbook would change",
  },
  scope: projectScope,

  async fetch({ db, access, input }) {
    const { projectId } = input;
    const { workspaceId, member } = access;
    const project = await loadProject(db, projectId);
    const { playbookVersionId, strictness, status } = project;
    const from = await loadPublishedVersion(db, { workspaceId, playbookVersionId });
    const to = await loadPublishedVersion(db, {
      workspaceId,
      playbookVersionId: input.playbookVersionId,
    });
    if (from === null || to === null) {
      throw new AppError("not_found", "This version of the playbook is not published here.");
    }
    const diff = diffPlaybooks({ from: from.playbook, to: to.playbook }, strictness);
    const gates = await listMoveGates(db, projectId);
    const reopened = reopenedGates(diff, gates);
    const tasks = await listKeyedTasks(db, projectId);
    return {
      projectId,
      version: project.version,
      from: { versionId: from.id, number: from.number },
      to: { versionId: to.id, number: to.number, name: to.playbook.name },
      stagesAdded: diff.stagesAdded.map(partOf),
      stagesRemoved: diff.stagesRemoved.map(partOf),
      isReordered: diff.stagesReordered,
      ...taskChangesOf(diff, tasks),
      gates: diff.gates.map((change) => ({
        ...gateChangeOf(change),
        reopensFrom: reopened.find(({ stage }) => stage.key === change.stage)?.state ?? null,
      })),
      whyNot: whyNotByRole(member, "project:write") ?? whyNotMove({ status, from, to }),
    };
  },
});

function partOf({ id, name }: { id: string; name: string }) {
  return { key: id, name };
}

function taskChangesOf(diff: PlaybookDiff, tasks: readonly KeyedTask[]) {
  const begun = new Set(
    tasks
      .filter(({ startedAt, doneAt, loggedDays }) => startedAt ?? doneAt ?? loggedDays > 0)
      .map(({ key }) => key),
  );
  const placed = ({ id, name, stage }: { id: string; name: string; stage: string }) => ({
    key: id,
    name,
    stage,
  });
  return {
    tasksAdded: diff.tasksAdded.map(placed),
    tasksRemoved: diff.tasksRemoved.map((task) => ({
      ...placed(task),
      isBegun: begun.has(task.id),
    })),
    tasksChanged: diff.tasksChanged.map((task) => ({
      ...placed(task),
      fields: task.fields.map(String),
    })),
  };
}

function gateChangeOf(change: GateChange) {
  const approvalOf = ({ role, quorum }: GateChange["approvalsAdded"][number]) => ({ role, quorum });
  return {
    code: change.gate.id,
    name: change.gate.name,
    approvalsAdded: change.approvalsAdded.map(approvalOf),
    approvalsDropped: change.approvalsDropped.map(approvalOf),
    criteriaAdded: change.criteriaAdded.length,
    criteriaDropped: change.criteriaDropped.length,
    policyChanged: change.policyChanged.map(String),
  };
}
