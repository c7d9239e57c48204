import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { reevaluateGates } from "@/lib/platform/jobs";
import { drawingIssues } from "@/lib/risks/rules/matrix";
import { movesOf, previewSha256 } from "@/lib/risks/rules/matrix-moves";
import { drawingOf, saveMatrixInput } from "@/lib/risks/schema/save-matrix";
import { loadMatrix } from "@/lib/risks/store/matrix";
import { demandSame, listPlacedRisks, lockMatrix, saveMatrix } from "@/lib/risks/store/save-matrix";

/** What was shown in the preview is what happens, or nothing does. */
export const saveRiskMatrix = defineCommand({
  name: "risk-matrix.save",
  permission: "workspace:manage",
  input: saveMatrixInput,
  operation: {
    method: "PUT",
    path: "/workspaces/{workspaceId}/risk-matrix",
    summary: "Replace the risk matrix of a workspace by the one that was previewed",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, member } = access;
    const { version, reason, previewed } = input;
    const drawing = drawingOf(input);
    const issues = drawingIssues(drawing);
    if (issues.length > 0) {
      throw new AppError("invalid_input", "This is not a whole matrix yet.", { issues });
    }
    await lockMatrix(tx, workspaceId);
    const from = await loadMatrix(tx, workspaceId);
    demandSame(from, version);
    const risks = await listPlacedRisks(tx, workspaceId);
    const moves = movesOf(risks, { from, to: drawing });
    if (previewSha256(drawing, { version, moves }) !== previewed) {
      throw new AppError(
        "conflict",
        "The drawing or the risks changed since you read what moves. Look at the preview again.",
      );
    }
    const by = member.userId;
    const next = await saveMatrix(tx, { workspaceId, from, drawing, reason, by, at: now });
    const projects = [...new Set(risks.map(({ projectId }) => projectId))];
    const crossing = moves.filter(({ crosses }) => crosses !== null).length;
    return {
      value: { workspaceId, version: next, moving: moves.length, crossing },
      audit: [
        {
          type: "risk-matrix.saved",
          version: next,
          size: `${drawing.likelihoods.length} x ${drawing.impacts.length}`,
          moving: moves.length,
          crossing,
          reason,
        },
      ],
      jobs: projects.map(reevaluateGates),
    };
  },
});
