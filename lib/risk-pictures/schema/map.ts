import * as z from "zod";
import { projectId, workspaceId } from "@/lib/kernel/ids";
import { riskCategories, riskStatuses } from "@/lib/risks/schema";
import { matrixView } from "@/lib/risks/schema/matrix";

const narrowed = {
  category: z.enum(riskCategories).optional(),
  /** The register as it stood when this day ended, in UTC; four weeks ago where it is not said. */
  on: z.iso.date().optional(),
};

export const projectMapInput = z.strictObject({ projectId, ...narrowed });
export const workspaceMapInput = z.strictObject({
  workspaceId,
  projectId: projectId.optional(),
  ...narrowed,
});

const cellView = z.object({
  likelihood: z.number(),
  impact: z.number(),
  count: z.number(),
  /** The first numbers of a project's risks in the cell; empty across projects. */
  numbers: z.array(z.number()),
});

/** Living risks of one moment. */
const momentView = z.object({
  heatMap: z.array(cellView),
  open: z.number(),
  accepted: z.number(),
  above: z.number(),
  score: z.number(),
});

const standView = z.object({
  likelihood: z.number(),
  impact: z.number(),
  status: z.enum(riskStatuses),
});

/** What became of a risk between then and now. */
const moveKinds = [
  "raised",
  "closed",
  "reopened",
  "higher",
  "lower",
  "across",
  "accepted",
  "opened",
] as const;

const movedView = z.object({
  id: z.uuid(),
  number: z.number(),
  title: z.string(),
  projectId: z.uuid(),
  projectKey: z.string(),
  kind: z.enum(moveKinds),
  /** Null where it had not been raised. */
  past: standView.nullable(),
  present: standView,
});
export type MovedView = z.infer<typeof movedView>;

export const riskMapView = z.object({
  on: z.iso.date(),
  /** The day the first risk was raised; null where none was. */
  firstOn: z.iso.date().nullable(),
  today: z.iso.date(),
  /** Both moments are drawn in the matrix of today. */
  matrix: matrixView,
  past: momentView,
  present: momentView,
  /** From cell to cell, of risks that live in both. */
  moves: z.array(
    z.object({
      from: z.object({ likelihood: z.number(), impact: z.number() }),
      to: z.object({ likelihood: z.number(), impact: z.number() }),
      count: z.number(),
    }),
  ),
  /** How many risks of each kind; the list has the first ones only. */
  counts: z.array(z.object({ kind: z.enum(moveKinds), count: z.number() })),
  moved: z.array(movedView),
  /** Decided gates of a project, newest last: days worth going back to. */
  decisions: z.array(z.object({ code: z.string(), outcome: z.string(), on: z.iso.date() })),
});
export type RiskMapView = z.infer<typeof riskMapView>;
