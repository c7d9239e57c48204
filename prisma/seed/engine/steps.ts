import type { GateStep, Step, WorkStep } from "./story";

type Gate = Omit<GateStep, "do" | "stage">;
type Work = Omit<WorkStep, "do" | "stage">;

export function work(stage: number, more: Work = {}): Step {
  return { do: "work", stage, ...more };
}

export function gate(stage: number, more: Gate = {}): Step {
  return { do: "gate", stage, ...more };
}

/** Work and gate of each stage from one to another, both included. */
export function through(from: number, to: number, gates: Record<number, Gate> = {}): Step[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index).flatMap((stage) => [
    work(stage),
    gate(stage, gates[stage]),
  ]);
}
