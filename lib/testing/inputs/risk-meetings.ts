import { raisedRisk } from "@/lib/testing/inputs/risks";
import type { ValidInputs } from "@/lib/testing/valid-input";

const since = "2026-01-05T09:00:00.000Z";

export const validInputs: ValidInputs = {
  "risk-meeting.queue": ({ workspaceId }) => Promise.resolve({ workspaceId, since }),
  "risk-meeting.reviews": ({ workspaceId }) => Promise.resolve({ workspaceId, since }),
  "risk-meeting.options": async (_world, project) => ({
    riskId: (await raisedRisk(project)).riskId,
  }),
};
