import * as z from "zod";
import { rowVersion, text } from "@/lib/kernel/fields";
import { workspaceId } from "@/lib/kernel/ids";
import { type MatrixDrawing, matrixDrawing } from "@/lib/risks/schema/matrix";

export const matrixInput = z.strictObject({ workspaceId });

export const previewMatrixInput = matrixDrawing.extend({ workspaceId, version: rowVersion });

export const saveMatrixInput = previewMatrixInput.extend({
  reason: text("The reason", { min: 5, max: 2000 }),
  /** The fingerprint the preview gave: nobody saves what they did not look at. */
  previewed: z
    .string({ error: "Read first what moves." })
    .regex(/^[0-9a-f]{64}$/, "Read first what moves."),
});

export function drawingOf(input: MatrixDrawing): MatrixDrawing {
  const { likelihoods, impacts, levels, grid, within } = input;
  return { likelihoods, impacts, levels, grid, within };
}

export const matrixPreviewView = z.object({
  issues: z.array(z.object({ path: z.string(), message: z.string() })),
  /** Null while the drawing is no whole matrix. */
  previewed: z.string().nullable(),
  moving: z.number(),
  crossing: z.number(),
  /** The first of those that move, highest score first. */
  moves: z.array(
    z.object({
      id: z.uuid(),
      projectId: z.uuid(),
      key: z.string(),
      title: z.string(),
      from: z.string(),
      to: z.string(),
      crosses: z.enum(["above", "within"]).nullable(),
    }),
  ),
  /** Gates that would change their state, of the first projects with a risk that crosses the line. */
  gates: z.array(
    z.object({
      id: z.uuid(),
      projectId: z.uuid(),
      projectName: z.string(),
      code: z.string(),
      from: z.string(),
      to: z.string(),
    }),
  ),
});
export type MatrixPreview = z.infer<typeof matrixPreviewView>;
