import type { ValidInputs } from "@/lib/testing/valid-input";

export const validInputs: ValidInputs = {
  "risk.list-checks": (_world, project) => Promise.resolve({ projectId: project.id }),
  "risk.list-workspace-checks": (world) => Promise.resolve({ workspaceId: world.workspaceId }),
};
