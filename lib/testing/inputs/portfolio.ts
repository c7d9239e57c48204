import type { ValidInputs } from "@/lib/testing/valid-input";

export const validInputs: ValidInputs = {
  "portfolio.list": (world) => Promise.resolve({ workspaceId: world.workspaceId }),
  "portfolio.summary": (world) => Promise.resolve({ workspaceId: world.workspaceId }),
  "portfolio.search": (world, project) =>
    Promise.resolve({ workspaceId: world.workspaceId, text: project.key }),
  "workspace.frame": (world) => Promise.resolve({ workspaceId: world.workspaceId }),
  "project.frame": (_world, project) => Promise.resolve({ projectId: project.id }),
  "project.overview": (_world, project) => Promise.resolve({ projectId: project.id }),
};
