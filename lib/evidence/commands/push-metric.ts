import "server-only";
import { pushMetricInput } from "@/lib/evidence/schema";
import { projectIdOfEvidence } from "@/lib/evidence/store/evidence-rows";
import { insertMetric } from "@/lib/evidence/store/metrics";
import { defineCommand } from "@/lib/execution/command";
import { fieldError } from "@/lib/kernel/app-error";
import { reevaluateGates } from "@/lib/platform/jobs";

/** Clocks of other machines run a little ahead. */
const CLOCK_SKEW_MS = 5 * 60_000;

export const pushMetric = defineCommand({
  name: "metric.push",
  permission: "evidence:write",
  input: pushMetricInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/metrics",
    summary: "Record a measured value",
  },
  scope: ({ input: { projectId } }) => Promise.resolve({ kind: "project", projectId }),

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    const { evidenceId, name, slice, value, dataSetHash, unit, modelRef } = input;
    const measuredAt = input.measuredAt === undefined ? now : new Date(input.measuredAt);
    if (measuredAt.getTime() > now.getTime() + CLOCK_SKEW_MS) {
      throw fieldError("measuredAt", "The time of the measurement lies in the future.");
    }
    const home = evidenceId === null ? projectId : await projectIdOfEvidence(tx, evidenceId);
    if (home !== projectId) {
      throw fieldError("evidenceId", "Choose evidence of this project.");
    }
    const addedById = member.userId;
    const metricId = await insertMetric(tx, { ...input, measuredAt, addedById, receivedAt: now });
    return {
      value: { metricId },
      audit: [{ type: "metric.pushed", metricId, name, slice, value, dataSetHash, unit, modelRef }],
      jobs: [reevaluateGates(projectId)],
    };
  },
});
