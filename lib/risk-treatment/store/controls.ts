import "server-only";
import { evidenceStatus } from "@/lib/evidence/rules/evidence-status";
import type { EvidenceStatus } from "@/lib/evidence/schema";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import type { EvidenceId, ProjectId, RiskId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { ControlState } from "@/lib/risk-treatment/schema";
import { projectScopeOfRisk } from "@/lib/risks/store/risk-rows";
import type { Prisma } from "@/prisma/generated/client";

export async function projectScopeOfControl(db: ReadDb, id: string) {
  const control = await db.riskControl.findFirst({ where: { id }, select: { riskId: true } });
  return control === null ? null : projectScopeOfRisk(db, control.riskId as RiskId);
}

export async function loadControl(db: ReadDb, id: string) {
  const row = await db.riskControl.findFirst({ where: { id, retiredAt: null } });
  if (row === null) {
    throw new AppError("not_found", "There is no such control any more.");
  }
  return { ...row, riskId: row.riskId as RiskId };
}

export async function insertControl(
  tx: Tx,
  control: Prisma.RiskControlUncheckedCreateInput,
): Promise<string> {
  const { id } = await tx.riskControl.create({ data: control, select: { id: true } });
  return id;
}

export async function saveControl(
  tx: Tx,
  at: { id: string; version: number },
  data: { name?: string; description?: string; state?: ControlState; retiredAt?: Date },
): Promise<number> {
  const { count } = await tx.riskControl.updateMany({
    where: { ...at, retiredAt: null },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) {
    throw new AppError(
      "conflict",
      "Somebody changed this control while you were editing. Your text is kept; look at the new state and save again.",
    );
  }
  return at.version + 1;
}

/** What may prove a control: evidence of the same project that still holds. */
export async function loadProof(
  db: ReadDb,
  at: { evidenceId: EvidenceId; projectId: ProjectId; today: string },
): Promise<{ title: string }> {
  const { evidenceId: id, projectId, today } = at;
  const row = await db.evidence.findFirst({
    where: { id, projectId },
    select: { title: true, supersededAt: true, withdrawnAt: true, validUntil: true },
  });
  if (row === null) {
    throw fieldError("evidenceId", "Choose evidence of this project.");
  }
  const validUntil = row.validUntil?.toISOString().slice(0, 10) ?? null;
  const status = evidenceStatus({ ...row, validUntil }, today);
  if (status !== "living") {
    throw fieldError("evidenceId", `“${row.title}” is ${status}: it proves nothing any more.`);
  }
  return { title: row.title };
}

/** False where it was linked already. */
export async function insertProof(
  tx: Tx,
  proof: { controlId: string; evidenceId: string; linkedById: string; linkedAt: Date },
): Promise<boolean> {
  const { count } = await tx.riskControlProof.createMany({ data: [proof], skipDuplicates: true });
  return count > 0;
}

/** The title of what was linked; null where nothing was. */
export async function deleteProof(
  tx: Tx,
  at: { controlId: string; evidenceId: string },
): Promise<string | null> {
  const evidence = await tx.evidence.findFirst({
    where: { id: at.evidenceId },
    select: { title: true },
  });
  const { count } = await tx.riskControlProof.deleteMany({ where: at });
  return count === 0 ? null : (evidence?.title ?? "");
}

type ProofRow = {
  evidenceId: EvidenceId;
  title: string;
  effectiveOn: string;
  validUntil: string | null;
  status: EvidenceStatus;
  addedByName: string;
};

export type ControlRow = {
  id: string;
  name: string;
  description: string;
  state: ControlState;
  version: number;
  proofs: ProofRow[];
};

/** Controls in the order they were added, each with its evidence, the newest day first. */
export async function listControls(
  db: ReadDb,
  { riskId, today }: { riskId: string; today: string },
): Promise<ControlRow[]> {
  return db.$queryRaw<ControlRow[]>`
    SELECT c.id, c.name, c.description, c.state::text AS state, c.version,
      COALESCE((SELECT json_agg(json_build_object('evidenceId', e.id, 'title', e.title,
          'effectiveOn', e."effectiveOn", 'validUntil', e."validUntil",
          'status', CASE WHEN e."withdrawnAt" IS NOT NULL THEN 'withdrawn'
            WHEN e."supersededAt" IS NOT NULL THEN 'superseded'
            WHEN e."validUntil" < ${today}::date THEN 'expired' ELSE 'living' END,
          'addedByName', u.name) ORDER BY e."effectiveOn" DESC, p."linkedAt" DESC, e.id)
        FROM risk_control_proofs p
        JOIN evidence e ON e.id = p."evidenceId"
        JOIN users u ON u.id = e."addedById"
        WHERE p."controlId" = c.id), '[]') AS proofs
    FROM risk_controls c
    WHERE c."riskId" = ${riskId}::uuid AND c."retiredAt" IS NULL
    ORDER BY c."addedAt", c.id`;
}
