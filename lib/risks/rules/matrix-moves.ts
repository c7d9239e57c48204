import { contentSha256 } from "@/lib/ledger/content-hash";
import { type Level, riskKey } from "@/lib/risks/rules";
import { isBeyondLine, levelOf, mappedLevel } from "@/lib/risks/rules/matrix";
import type { Matrix, MatrixDrawing } from "@/lib/risks/schema/matrix";

type Placed = Level & { id: string; projectId: string; number: number; title: string };

export type MatrixMove = {
  id: string;
  projectId: string;
  key: string;
  title: string;
  from: string;
  to: string;
  crosses: "above" | "within" | null;
};

/** Which living risks get another level or change sides of the appetite line. */
export function movesOf(
  risks: readonly Placed[],
  matrices: { from: Matrix; to: MatrixDrawing },
): MatrixMove[] {
  const { from, to } = matrices;
  return risks.flatMap((risk) => {
    const next = mappedLevel(risk, matrices);
    const before = levelOf(from, risk).label;
    const after = levelOf(to, next).label;
    const wasAbove = isBeyondLine(from, risk);
    const isAbove = isBeyondLine(to, next);
    if (before === after && wasAbove === isAbove) {
      return [];
    }
    const crossed = isAbove ? ("above" as const) : ("within" as const);
    const { id, projectId, number, title } = risk;
    const crosses = wasAbove === isAbove ? null : crossed;
    return [{ id, projectId, key: riskKey(number), title, from: before, to: after, crosses }];
  });
}

/** What somebody looked at before they saved: the drawing, what it replaces, and all that moves. */
export function previewSha256(
  drawing: MatrixDrawing,
  facts: { version: number; moves: readonly MatrixMove[] },
): string {
  const { version, moves } = facts;
  return contentSha256({
    drawing,
    version,
    moves: moves.map(({ id, from, to, crosses }) => ({ id, from, to, crosses })),
  });
}
