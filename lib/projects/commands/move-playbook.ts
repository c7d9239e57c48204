import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { holdGates } from "@/lib/gates/store/hold-gates";
import { lockGates } from "@/lib/gates/store/lock-gates";
import { AppError } from "@/lib/kernel/app-error";
import { rowVersion } from "@/lib/kernel/fields";
import { playbookVersionId, projectId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import { reevaluateGates } from "@/lib/platform/jobs";
import { diffPlaybooks } from "@/lib/playbooks/rules/diff-playbooks";
import { loadPublishedVersion } from "@/lib/playbooks/store";
import { reopenedGates } from "@/lib/projects/rules/move-effect";
import { whyNotMove } from "@/lib/projects/rules/playbook-move";
import { listMembers, loadProject } from "@/lib/projects/store";
import {
  listMoveGates,
  moveGates,
  moveStages,
  type PlaybookMove,
  pinVersion,
} from "@/lib/projects/store/playbook-move";
import { moveTasks } from "@/lib/projects/store/playbook-move-tasks";
import { projectScope, refuseStaleProject } from "@/lib/projects/store/project-rows";

export const movePlaybook = defineCommand({
  name: "project.move-playbook",
  permission: "project:write",
  input: z.strictObject({
    projectId,
    /** Version of the project the person saw in the preview. */
    version: rowVersion,
    playbookVersionId,
  }),
  operation: {
    method: "POST",
    path: "/projects/{projectId}/playbook",
    summary: "Move a project to a newer version of its playbook",
  },
  scope: projectScope,

  async execute({ tx, access, input, now }) {
    const { projectId, version } = input;
    const { workspaceId } = access;
    await holdGates(tx, projectId);
    const project = await loadProject(tx, projectId);
    const { strictness, status, playbookVersionId: pinned, key } = project;
    if (pinned === input.playbookVersionId) {
      const value = { projectId, playbookVersionId: pinned, version: project.version };
      return { value: { ...value, reopenedGates: [] as string[] }, unchanged: true };
    }
    const from = await loadPublishedVersion(tx, { workspaceId, playbookVersionId: pinned });
    const to = await loadPublishedVersion(tx, {
      workspaceId,
      playbookVersionId: input.playbookVersionId,
    });
    const refusal = from === null ? null : whyNotMove({ status, from, to });
    if (from === null || to === null || refusal !== null) {
      throw new AppError("rule_refused", refusal ?? "Choose a published version.");
    }
    refuseStaleProject(await pinVersion(tx, { projectId, version, playbookVersionId: to.id }));
    const diff = diffPlaybooks({ from: from.playbook, to: to.playbook }, strictness);
    const reopened = reopenedGates(diff, await listMoveGates(tx, projectId));
    const reason = `Version ${to.number} of the playbook asks for something else here.`;
    const events = await lockGates(tx, { gateIds: reopened.map(({ id }) => id), reason, at: now });
    const byId = access.member.userId;
    const move: PlaybookMove = { projectId, strictness, from, to, byId, at: now };
    const stageIdByKey = await moveStages(tx, move);
    await moveTasks(tx, move, stageIdByKey);
    await moveGates(tx, move, stageIdByKey);
    const codes = reopened.map(({ code }) => code);
    const approving = new Set(
      to.playbook.stages
        .filter(({ id }) => reopened.some(({ stage }) => stage.key === id))
        .flatMap(({ gate }) => gate.approvals.map(({ role }) => role)),
    );
    const members = await listMembers(tx, projectId);
    const jobs = await notify(tx, {
      workspaceId,
      projectId,
      kind: "gate_lapsed",
      userIds: members
        .filter(({ roles }) => roles.some((role) => approving.has(role)))
        .map(({ userId }) => userId),
      except: byId,
      title: `${key}: ${codes.join(", ")} will be asked again after a change of playbook`,
      because: "because you approve there",
      href: `/projects/${projectId}/gates`,
    });
    return {
      value: {
        projectId,
        playbookVersionId: to.id,
        version: version + 1,
        reopenedGates: codes,
      },
      audit: [
        {
          type: "project.playbook-moved",
          fromVersionId: from.id,
          toVersionId: to.id,
          playbook: `${to.playbook.name}, version ${to.number}`,
          reopenedGates: codes,
        },
        ...events,
      ],
      jobs: [...jobs, reevaluateGates(projectId)],
    };
  },
});
