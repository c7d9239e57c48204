import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { Tx } from "@/lib/platform/db";
import type { ProjectRole } from "@/prisma/generated/enums";

export async function insertAttestation(
  tx: Tx,
  facts: {
    gateId: string;
    criterionId: string;
    statement: string;
    note: string;
    attestedById: string;
    role: ProjectRole;
    iteration: number;
    attestedAt: Date;
  },
): Promise<{ id: string }> {
  return tx.attestation.create({ data: facts, select: { id: true } });
}

export async function withdrawAttestationRow(
  tx: Tx,
  facts: { attestationId: string; at: Date },
): Promise<void> {
  const { count } = await tx.attestation.updateMany({
    where: { id: facts.attestationId, withdrawnAt: null },
    data: { withdrawnAt: facts.at },
  });
  if (count !== 1) {
    throw new AppError("conflict", "This attestation was withdrawn a moment ago.");
  }
}
