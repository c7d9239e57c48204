import * as z from "zod";
import { projectId, workspaceId } from "@/lib/kernel/ids";
import { pageInput, pageOf } from "@/lib/kernel/page-cursor";
import { checkKinds } from "@/lib/risk-checks/rules/check-kinds";

const kind = z.enum(checkKinds);

const narrowed = {
  kind: kind.optional(),
  ...pageInput,
  /** With 0 everything is counted and nothing listed. */
  limit: z.number().int().min(0).max(200).default(50),
};

export const projectChecksInput = z.strictObject({ projectId, ...narrowed });
export const workspaceChecksInput = z.strictObject({
  workspaceId,
  projectId: projectId.optional(),
  ...narrowed,
});

const checkedRiskView = z.object({
  riskId: z.uuid(),
  key: z.string(),
  title: z.string(),
  projectId: z.uuid(),
  projectKey: z.string(),
  findings: z.array(
    z.object({
      kind,
      /** What is wrong, in one sentence. */
      sentence: z.string(),
      /** Where it is mended. */
      mend: z.object({ label: z.string(), href: z.string() }),
    }),
  ),
});
export type CheckedRiskView = z.infer<typeof checkedRiskView>;

/** A page of risks with something wrong, and how much there is of each kind in all. */
export const riskChecksView = pageOf(checkedRiskView).extend({
  counts: z.array(z.object({ kind, count: z.number() })),
  /** Risks with at least one finding. */
  risks: z.number(),
});
export type RiskChecksView = z.infer<typeof riskChecksView>;
