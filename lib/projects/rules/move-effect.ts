import type { PlaybookDiff } from "@/lib/playbooks/rules/diff-playbooks";

type MoveGate = {
  id: string;
  code: string;
  name: string;
  state: string;
  stage: { key: string };
  rounds: readonly { number: number }[];
};

/**
 * Gates that ask again after the move: their policy reads differently, and they
 * had moved on from locked. A gate that was never more than ready just gets the
 * new policy.
 */
export function reopenedGates<Gate extends MoveGate>(
  diff: PlaybookDiff,
  gates: readonly Gate[],
): Gate[] {
  const asking = new Set(diff.gates.filter(({ reopens }) => reopens).map(({ stage }) => stage));
  return gates.filter(
    ({ stage, state, rounds }) =>
      asking.has(stage.key) && (rounds.length > 0 || (state !== "locked" && state !== "ready")),
  );
}
