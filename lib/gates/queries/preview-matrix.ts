import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { type GateAt, gateAt } from "@/lib/gates/rules/gate-facts";
import { nextState } from "@/lib/gates/rules/next-state";
import { loadProjectFacts } from "@/lib/gates/store/load-facts";
import type { ReadDb } from "@/lib/platform/db";
import { drawingIssues } from "@/lib/risks/rules/matrix";
import { type MatrixMove, movesOf, previewSha256 } from "@/lib/risks/rules/matrix-moves";
import { drawingOf, matrixPreviewView, previewMatrixInput } from "@/lib/risks/schema/save-matrix";
import { loadMatrix } from "@/lib/risks/store/matrix";
import { demandSame, listPlacedRisks } from "@/lib/risks/store/save-matrix";

const SHOWN = 100;
const PROJECTS = 40;

export const previewRiskMatrix = defineQuery({
  name: "risk-matrix.preview",
  permission: "workspace:manage",
  input: previewMatrixInput,
  output: matrixPreviewView,
  operation: {
    method: "POST",
    path: "/workspaces/{workspaceId}/risk-matrix/preview",
    summary: "What a new risk matrix would move: risks, sides of the appetite line, gates",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async fetch({ db, access, input, now }) {
    const { workspaceId } = access;
    const { version } = input;
    const drawing = drawingOf(input);
    const issues = drawingIssues(drawing);
    if (issues.length > 0) {
      return { issues, previewed: null, moving: 0, crossing: 0, moves: [], gates: [] };
    }
    const from = await loadMatrix(db, workspaceId);
    demandSame(from, version);
    const risks = await listPlacedRisks(db, workspaceId);
    const moves = movesOf(risks, { from, to: drawing });
    const crossing = moves.filter(({ crosses }) => crosses !== null);
    return {
      issues,
      previewed: previewSha256(drawing, { version, moves }),
      moving: moves.length,
      crossing: crossing.length,
      moves: moves.slice(0, SHOWN),
      gates: await gatesMoved(db, { crossing, now }),
    };
  },
});

/** Each gate is evaluated as it stands and as it would stand; only a difference is told. */
async function gatesMoved(db: ReadDb, at: { crossing: readonly MatrixMove[]; now: Date }) {
  const perProject = [...Map.groupBy(at.crossing, ({ projectId }) => projectId)];
  const found: ReturnType<typeof differences> = [];
  for (const [projectId, moves] of perProject.slice(0, PROJECTS)) {
    const project = await loadProjectFacts(db, { projectId, now: at.now });
    const sides = new Map(moves.map(({ id, crosses }) => [id, crosses === "above"]));
    const risks = project.risks.map((risk) => ({
      ...risk,
      isAboveAppetite: sides.get(risk.id) ?? risk.isAboveAppetite,
    }));
    const after = { ...project, risks };
    found.push(
      ...project.gates.flatMap((gate) =>
        differences({ before: gateAt(project, gate), after: gateAt(after, gate) }),
      ),
    );
  }
  return found;
}

function differences({ before, after }: { before: GateAt; after: GateAt }) {
  const from = nextState(before).state;
  const to = nextState(after).state;
  const { project, gate } = before;
  return from === to
    ? []
    : [
        {
          id: gate.id,
          projectId: project.id,
          projectName: project.name,
          code: gate.code,
          from,
          to,
        },
      ];
}
