import { seenOf } from "@/lib/risk-parts/rules/parts";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import type { ValidInputs } from "@/lib/testing/valid-input";

/** What somebody sees where nobody has said anything yet. */
export const seenNothing = seenOf([]);

export const validInputs: ValidInputs = {
  async "risk.assign-parts"(_world, project) {
    const { riskId } = await raisedRisk(project);
    const accountable = project.lead.userId;
    return { projectId: project.id, riskId, accountable, seen: seenNothing };
  },
  "risk-parts.of-project": (_world, project) => Promise.resolve({ projectId: project.id }),
  "risk.parts": async (_world, project) => ({ riskId: (await raisedRisk(project)).riskId }),
};
