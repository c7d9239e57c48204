import type { ProjectRun } from "./story";

/** One act of somebody in a project. `weight` is the time that passes before it, in working days. */
export type Act = {
  weight: number;
  daysAgo?: number | undefined;
  run(project: ProjectRun): Promise<void>;
};
