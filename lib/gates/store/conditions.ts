import "server-only";
import type { ProjectRole } from "@/lib/authz/permissions";
import { AppError } from "@/lib/kernel/app-error";
import type { ReadDb, Tx } from "@/lib/platform/db";

type StoredCondition = {
  gateId: string;
  code: string;
  ownerId: string;
  setById: string;
  /** In which role the approval was given that carries it. */
  role: ProjectRole;
  isMet: boolean;
  confirmedById: string | null;
};

export async function loadCondition(db: ReadDb, conditionId: string): Promise<StoredCondition> {
  const rows = await db.$queryRaw<StoredCondition[]>`
    SELECT c."gateId", c.code, c."ownerId", c."setById", d.role::text AS role,
           c."metAt" IS NOT NULL AS "isMet", c."confirmedById"
    FROM gate_conditions c JOIN gate_decisions d ON d.id = c."decisionId"
    WHERE c.id = ${conditionId}::uuid`;
  const row = rows[0];
  if (row === undefined) {
    throw new AppError("not_found", "This condition does not exist.");
  }
  return row;
}

export async function saveConditionMet(
  tx: Tx,
  facts: { conditionId: string; note: string; evidenceId: string | null; by: string; at: Date },
): Promise<void> {
  const { count } = await tx.gateCondition.updateMany({
    where: { id: facts.conditionId, metAt: null },
    data: {
      metAt: facts.at,
      metNote: facts.note,
      metEvidenceId: facts.evidenceId,
      confirmedById: facts.by,
    },
  });
  if (count !== 1) {
    throw new AppError("conflict", "Somebody confirmed this condition a moment ago.");
  }
}

export async function findEvidenceOf(db: ReadDb, at: { evidenceId: string; projectId: string }) {
  return db.evidence.findFirst({
    where: { id: at.evidenceId, projectId: at.projectId, withdrawnAt: null },
    select: { id: true },
  });
}
