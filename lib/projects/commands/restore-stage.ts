import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { rowVersion } from "@/lib/kernel/fields";
import { stageId } from "@/lib/kernel/ids";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotInProject } from "@/lib/projects/policy";
import { projectIdOfStage } from "@/lib/projects/store";
import { loadStage, saveTailoring } from "@/lib/projects/store/stages";

/** Asking for more is never refused to somebody who may tailor at all. */
export const restoreStage = defineCommand({
  name: "stage.restore",
  permission: "stage:tailor",
  input: z.strictObject({ stageId, version: rowVersion }),
  operation: {
    method: "DELETE",
    path: "/stages/{stageId}/tailoring",
    summary: "Switch a stage back on",
  },
  async scope({ tx, input }) {
    const projectId = await projectIdOfStage(tx, input.stageId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async execute({ tx, input }) {
    const { stageId, version } = input;
    const stage = await loadStage(tx, stageId);
    if (stage.tailoredOutAt === null) {
      return { value: { stageId, version: stage.version }, unchanged: true };
    }
    const refusal = whyNotInProject(stage.project);
    if (refusal !== null) {
      throw new AppError("rule_refused", refusal);
    }
    await saveTailoring(tx, { stageId, version, tailoredOut: null });
    return {
      value: { stageId, version: version + 1 },
      audit: [{ type: "stage.restored", stageId, name: stage.name }],
      jobs: [reevaluateGates(stage.projectId)],
    };
  },
});
