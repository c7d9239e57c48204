import type { ValidInputs } from "@/lib/testing/valid-input";

export const validInputs: ValidInputs = {
  "audit.list": (world) => Promise.resolve({ workspaceId: world.workspaceId }),
  "audit.days": (world) => Promise.resolve({ workspaceId: world.workspaceId }),
  "audit.entry": (world) => Promise.resolve({ workspaceId: world.workspaceId, index: 0 }),
  "audit.filters": (world) => Promise.resolve({ workspaceId: world.workspaceId }),
  "project.at-time": (_world, project) => Promise.resolve({ projectId: project.id }),
  "audit.list-project": (_world, project) => Promise.resolve({ projectId: project.id }),
};
