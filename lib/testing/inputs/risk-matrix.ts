import { runQuery } from "@/lib/execution/query";
import { previewRiskMatrix } from "@/lib/gates/queries/preview-matrix";
import { plainMatrix } from "@/lib/risks/rules/plain-matrix";
import type { MatrixDrawing } from "@/lib/risks/schema/matrix";
import { loadMatrix } from "@/lib/risks/store/matrix";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { World } from "@/lib/testing/world";

/** What risk-matrix.save takes after an owner has read what the drawing moves. */
export async function previewed(world: World, drawing: MatrixDrawing) {
  const { workspaceId } = world;
  const { version } = await loadMatrix(world.db, workspaceId);
  const input = { workspaceId, version, ...drawing };
  const preview = await runQuery(previewRiskMatrix, world.owner.actor, input);
  const reason = "The board counts in four steps.";
  return { preview, input: { ...input, reason, previewed: preview.previewed } };
}

const drawing = plainMatrix({ rows: 5, columns: 5 });

export const validInputs: ValidInputs = {
  "risk-matrix.get": (world) => Promise.resolve({ workspaceId: world.workspaceId }),
  async "risk-matrix.preview"(world) {
    const { version } = await loadMatrix(world.db, world.workspaceId);
    return { workspaceId: world.workspaceId, version, ...drawing };
  },
  "risk-matrix.save": async (world) => (await previewed(world, drawing)).input,
};
