import { dayOf } from "@/lib/kernel/calendar";
import type { ValidInputs } from "@/lib/testing/valid-input";

const today = dayOf(new Date());

export const validInputs: ValidInputs = {
  "risk-pictures.get": (_world, project) => Promise.resolve({ projectId: project.id }),
  "risk-pictures.get-workspace": ({ workspaceId }) => Promise.resolve({ workspaceId }),
  "risk-map.get": (_world, project) => Promise.resolve({ projectId: project.id, on: today }),
  "risk-map.get-workspace": ({ workspaceId }) => Promise.resolve({ workspaceId }),
};
