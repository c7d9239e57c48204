import { stageIndexOf, type WorkedStage } from "@/lib/projects/rules/position";

type Placed = WorkedStage & { id: string };

/** The stage a project works in now, from which a way back sets out unless another is named. */
export function originStage<Stage extends Placed>(
  stages: readonly Stage[],
  openLoop: { toStageId: string; fromStageId: string } | null,
): Stage | null {
  const indexOf = (id: string) => stages.findIndex((stage) => stage.id === id);
  const loop =
    openLoop === null
      ? null
      : { toIndex: indexOf(openLoop.toStageId), fromIndex: indexOf(openLoop.fromStageId) };
  const index = stageIndexOf(stages, loop);
  return stages[Math.min(index, stages.length - 1)] ?? null;
}
