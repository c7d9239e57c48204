import type { LoopReasonCode } from "@/lib/projects/rules/loop-reasons";
import type { GateState, TrailTaskState } from "@/lib/projects/rules/trail-geometry";

export type GateFacts = {
  id: string;
  code: string;
  name: string;
  state: GateState;
  passedOn: string | null;
};

export type TaskFacts = { id: string; status: TrailTaskState; estimate: number; logged: number };

/** One stage as its row tells it; days are `YYYY-MM-DD`. */
export type StageFacts = {
  id: string;
  number: number;
  name: string;
  group: string;
  planStartOn: string;
  planEndOn: string;
  firstPlanStartOn: string;
  firstPlanEndOn: string;
  actualStartOn: string | null;
  actualEndOn: string | null;
  isTailoredOut: boolean;
  tasksTotal: number;
  tasksStarted: number;
  tasksDone: number;
  tasksBlocked: number;
  estimateDays: number;
  estimateDoneDays: number;
  gate: GateFacts | null;
};

export type LoopFacts = {
  fromStageId: string;
  toStageId: string;
  iteration: number;
  who: string;
  on: string;
  reason: LoopReasonCode;
  reasonText: string;
  /** Still on the way back to where it left. */
  isOpen: boolean;
};
