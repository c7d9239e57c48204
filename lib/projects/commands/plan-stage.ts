import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { dayOf, daysBetween } from "@/lib/kernel/calendar";
import { day, rowVersion } from "@/lib/kernel/fields";
import { stageId } from "@/lib/kernel/ids";
import { whyNotInProject } from "@/lib/projects/policy";
import { projectIdOfStage } from "@/lib/projects/store";
import { loadStage, savePlan } from "@/lib/projects/store/stages";

const DAYS_MAX = 3650;

/** Moves the planned days of a stage. The first plan stays: slip is measured against it. */
export const planStage = defineCommand({
  name: "stage.plan",
  permission: "stage:plan",
  input: z.strictObject({
    stageId,
    version: rowVersion,
    startOn: day("The planned start"),
    endOn: day("The planned end"),
  }),
  operation: {
    method: "PUT",
    path: "/stages/{stageId}/plan",
    summary: "Plan the first and last day of a stage",
  },
  async scope({ tx, input }) {
    const projectId = await projectIdOfStage(tx, input.stageId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async execute({ tx, input }) {
    const { stageId, version, startOn, endOn } = input;
    const stage = await loadStage(tx, stageId);
    const refusal = whyNotInProject(stage.project);
    if (refusal !== null) {
      throw new AppError("rule_refused", refusal);
    }
    if (endOn < startOn) {
      throw fieldError("endOn", "The planned end comes before the start.");
    }
    if (daysBetween(startOn, endOn) > DAYS_MAX) {
      throw fieldError("endOn", "A stage is planned for at most ten years.");
    }
    if (dayOf(stage.planStartOn) === startOn && dayOf(stage.planEndOn) === endOn) {
      return { value: { stageId, startOn, endOn, version: stage.version }, unchanged: true };
    }
    await savePlan(tx, { stageId, version, startOn, endOn });
    return {
      value: { stageId, startOn, endOn, version: version + 1 },
      audit: [{ type: "stage.planned", stageId, name: stage.name, startOn, endOn }],
    };
  },
});
