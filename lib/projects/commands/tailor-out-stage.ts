import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { rowVersion } from "@/lib/kernel/fields";
import { stageId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotTailorStage } from "@/lib/projects/policy";
import { reasonText } from "@/lib/projects/schema";
import { listMembers, projectIdOfStage } from "@/lib/projects/store";
import { countLivingStages, loadStage, saveTailoring } from "@/lib/projects/store/stages";

/** Leaves a whole stage out. Its tasks and evidence stay where they are, and it can be restored. */
export const tailorOutStage = defineCommand({
  name: "stage.tailor-out",
  permission: "stage:tailor",
  input: z.strictObject({ stageId, version: rowVersion, reason: reasonText }),
  operation: {
    method: "POST",
    path: "/stages/{stageId}/tailoring",
    summary: "Switch a stage off, with a reason",
  },
  async scope({ tx, input }) {
    const projectId = await projectIdOfStage(tx, input.stageId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async execute({ tx, access, input, now }) {
    const { stageId, version, reason } = input;
    const stage = await loadStage(tx, stageId);
    const { projectId, name } = stage;
    if (stage.tailoredOutAt !== null) {
      return { value: { stageId, version: stage.version }, unchanged: true };
    }
    const sponsors = await sponsorsOf(tx, projectId);
    const refusal = whyNotTailorStage(access.member, {
      strictness: stage.project.strictness,
      status: stage.project.status,
      gate: stage.gates[0] ?? null,
      sponsors,
      livingStages: await countLivingStages(tx, projectId),
    });
    if (refusal !== null) {
      throw new AppError("rule_refused", refusal);
    }
    const { userId: byId } = access.member;
    await saveTailoring(tx, { stageId, version, tailoredOut: { at: now, reason, byId } });
    const jobs = await notify(tx, {
      workspaceId: access.workspaceId,
      projectId: access.projectId,
      kind: "decision_made",
      userIds: sponsors,
      except: byId,
      title: `${stage.project.key}: the stage ${name} is switched off. ${reason}`,
      because: "because you are sponsor",
      href: `/projects/${projectId}/stages/${stageId}`,
    });
    return {
      value: { stageId, version: version + 1 },
      audit: [{ type: "stage.tailored-out", stageId, name, reason }],
      jobs: [...jobs, reevaluateGates(projectId)],
    };
  },
});

async function sponsorsOf(
  tx: Parameters<typeof listMembers>[0],
  projectId: string,
): Promise<string[]> {
  const members = await listMembers(tx, projectId);
  return members.filter(({ roles }) => roles.includes("sponsor")).map(({ userId }) => userId);
}
