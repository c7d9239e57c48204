import "server-only";
import type { ProjectId, RiskId } from "@/lib/kernel/ids";
import type { Tx } from "@/lib/platform/db";
import { loadRisk, type Risk } from "@/lib/risks/store/risk-rows";

/** A risk that something is tied to: it cannot vanish meanwhile, as by the undoing of an import. */
export async function holdRisk(tx: Tx, at: { id: RiskId; projectId: ProjectId }): Promise<Risk> {
  await tx.$queryRaw`SELECT id FROM risks WHERE id = ${at.id}::uuid FOR KEY SHARE`;
  return loadRisk(tx, at);
}
