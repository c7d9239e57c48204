import type { StageFacts } from "@/lib/portfolio/rules/stage-facts";
import type { Standing } from "@/lib/portfolio/rules/standing";
import type { MiniTrailView } from "@/lib/portfolio/schema";
import type { TrailLoopView, TrailView } from "@/lib/projects/rules/trail-geometry";

/** As much of a trail as a row of a list carries. */
export function miniTrailOf(
  stages: readonly StageFacts[],
  { standing, loops }: { standing: Standing; loops: TrailLoopView[] },
): MiniTrailView {
  return {
    stages: stages.map((stage, index) => ({
      id: stage.id,
      number: stage.number,
      name: stage.name,
      state: standing.states[index] ?? "not_started",
      share: stage.estimateDays > 0 ? Math.min(1, stage.estimateDoneDays / stage.estimateDays) : 0,
      isBlocked: stage.tasksBlocked > 0,
      gate: stage.gate === null ? null : { id: stage.gate.id, state: stage.gate.state },
    })),
    position: standing.position,
    planPosition: standing.planPosition,
    loops,
  };
}

/** The drawing asks for a whole trail: a stage becomes one task as far done as the stage is. */
export function drawableTrail(
  mini: MiniTrailView,
  facts: { slipDays: number; paused: "paused" | "moving" },
): TrailView {
  return {
    stages: mini.stages.map(({ share, isBlocked, gate, ...stage }) => ({
      ...stage,
      group: "",
      href: "",
      note: "",
      planStartOn: null,
      planEndOn: null,
      tasks: [{ id: stage.id, progress: share, state: isBlocked ? "blocked" : "doing" }],
      gate:
        gate === null
          ? null
          : { ...gate, code: "", name: "", dateOn: null, slipDays: null, href: "", label: "" },
    })),
    position: mini.position,
    planPosition: mini.planPosition,
    slipDays: facts.slipDays,
    paused: facts.paused === "paused",
    loops: mini.loops,
  };
}
