import "server-only";
import { setGoLiveInput } from "@/lib/business-cases/schema/life-inputs";
import { lockCase, scopeOfCase } from "@/lib/business-cases/store";
import { loadCaseLife, saveGoLive } from "@/lib/business-cases/store/case-life";
import { defineCommand } from "@/lib/execution/command";
import { fieldError } from "@/lib/kernel/app-error";
import { latestDayAt } from "@/lib/kernel/calendar";

export const setGoLive = defineCommand({
  name: "case.set-go-live",
  permission: "stage:plan",
  input: setGoLiveInput,
  operation: {
    method: "PUT",
    path: "/projects/{projectId}/case/go-live",
    summary: "Say on which day it went live; the later checkpoints count from it",
  },
  scope: ({ tx, input }) => scopeOfCase(tx, input.projectId),

  async execute({ tx, access, input, now }) {
    const { projectId } = access;
    await lockCase(tx, projectId);
    const { caseId, goLiveOn } = await loadCaseLife(tx, projectId);
    const { on } = input;
    const value = { projectId, caseId, on };
    if (goLiveOn === on) {
      return { value, unchanged: true };
    }
    if (on !== null && on > latestDayAt(now)) {
      throw fieldError("on", "A day that has not come yet is a plan, not a go-live.");
    }
    await saveGoLive(tx, { caseId, on });
    return { value, audit: [{ type: "case.go-live-set", caseId, from: goLiveOn, to: on }] };
  },
});
