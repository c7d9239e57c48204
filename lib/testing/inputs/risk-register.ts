import { runCommand } from "@/lib/execution/command";
import { saveRiskView } from "@/lib/risk-register/commands/save-risk-view";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { World } from "@/lib/testing/world";

const aView = (world: World) => ({
  workspaceId: world.workspaceId,
  name: "Mine above appetite",
  search: "above=1",
  isShared: true,
});

async function savedView(world: World) {
  const result = await runCommand(saveRiskView, world.owner.actor, aView(world));
  if (!result.ok) {
    throw result.error;
  }
  return { viewId: result.value.viewId, version: 1 };
}

export const validInputs: ValidInputs = {
  "risk-view.save": (world) => Promise.resolve(aView(world)),
  "risk-view.rename": async (world) => ({ ...(await savedView(world)), name: "Above the line" }),
  "risk-view.delete": savedView,
  "risk-view.list": ({ workspaceId }) => Promise.resolve({ workspaceId }),
  async "risk.edit-many"({ workspaceId }, project) {
    const { riskId, version } = await raisedRisk(project);
    return { workspaceId, risks: [{ riskId, version }], category: "data" };
  },
  async "risk.preview-edit"({ workspaceId }, project) {
    const { riskId } = await raisedRisk(project);
    return { workspaceId, riskIds: [riskId], category: "data" };
  },
};
