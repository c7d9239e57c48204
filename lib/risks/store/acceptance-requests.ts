import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import { dateOf, dayOf } from "@/lib/kernel/calendar";
import type { ProjectId, RiskId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import { listMembers } from "@/lib/projects/store";
import { acceptanceSha256 } from "@/lib/risks/rules/acceptance-subject";
import { levelOf } from "@/lib/risks/rules/matrix";
import { listStandingAcceptances } from "@/lib/risks/store/acceptances";
import { holdMatrix } from "@/lib/risks/store/matrix";
import { loadRisk, projectScopeOfRisk, type Risk } from "@/lib/risks/store/risk-rows";
import type { AcceptanceOutcome } from "@/prisma/generated/enums";

/** Acts on the acceptance of one risk wait for each other at its row. */
export async function holdRisk(tx: Tx, riskId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM risks WHERE id = ${riskId}::uuid FOR UPDATE`;
}

export async function scopeOfRequest(db: ReadDb, requestId: string) {
  const row = await db.riskAcceptanceRequest.findUnique({
    where: { id: requestId },
    select: { riskId: true },
  });
  return row === null ? null : projectScopeOfRisk(db, row.riskId as RiskId);
}

export async function scopeOfAcceptance(db: ReadDb, acceptanceId: string) {
  const row = await db.riskAcceptance.findUnique({
    where: { id: acceptanceId },
    select: { riskId: true },
  });
  return row === null ? null : projectScopeOfRisk(db, row.riskId as RiskId);
}

type At = { projectId: ProjectId; workspaceId: string };

/** A request with its risk held, the matrix of today and what stands already. */
export async function loadRequest(tx: Tx, at: At & { requestId: string; now: Date }) {
  const found = await tx.riskAcceptanceRequest.findUniqueOrThrow({ where: { id: at.requestId } });
  await holdRisk(tx, found.riskId);
  const matrix = await holdMatrix(tx, at.workspaceId);
  const risk = await loadRisk(tx, { id: found.riskId as RiskId, projectId: at.projectId });
  const request = await tx.riskAcceptanceRequest.findUniqueOrThrow({ where: { id: found.id } });
  const standing = await listStandingAcceptances(tx, { riskId: risk.id, today: dayOf(at.now) });
  return {
    risk,
    matrix,
    level: levelOf(matrix, risk),
    request: { ...request, expiresOn: dayOf(request.expiresOn) },
    /** As it would be signed now; another than the request has means that something changed. */
    sha256: acceptanceShaNow(risk, { matrixVersion: matrix.version, request }),
    standing,
    members: await listMembers(tx, at.projectId),
    place: await tx.project.findUniqueOrThrow({
      where: { id: at.projectId },
      select: { id: true, key: true, name: true, workspace: { select: { id: true, name: true } } },
    }),
  };
}

type StoredRequest = {
  requestedById: string;
  approverId: string;
  role: string;
  justification: string;
  expiresOn: Date;
  requestedAt: Date;
};

export function acceptanceShaNow(
  risk: Risk,
  facts: { matrixVersion: number; request: StoredRequest },
): string {
  const { request, matrixVersion } = facts;
  const expiresOn = dayOf(request.expiresOn);
  return acceptanceSha256({ risk, matrixVersion, request: { ...request, expiresOn } });
}

export async function insertRequest(
  tx: Tx,
  facts: {
    risk: Risk;
    matrixVersion: number;
    request: Omit<StoredRequest, "expiresOn" | "role"> & {
      role: "lead" | "risk_reviewer" | "sponsor";
      expiresOn: string;
    };
  },
): Promise<{ requestId: string; sha256: string }> {
  const { risk, matrixVersion, request } = facts;
  const waiting = await tx.riskAcceptanceRequest.count({
    where: { riskId: risk.id, outcome: null },
  });
  if (waiting > 0) {
    throw new AppError(
      "rule_refused",
      "Somebody is being asked to accept this risk already. Take that question back first.",
    );
  }
  const sha256 = acceptanceSha256({ risk, matrixVersion, request });
  const { id } = await tx.riskAcceptanceRequest.create({
    data: {
      ...request,
      riskId: risk.id,
      expiresOn: dateOf(request.expiresOn),
      likelihood: risk.likelihood,
      impact: risk.impact,
      matrixVersion,
      subjectSha256: sha256,
    },
    select: { id: true },
  });
  return { requestId: id, sha256 };
}

export async function closeRequest(
  tx: Tx,
  facts: {
    requestId: string;
    outcome: AcceptanceOutcome;
    by: string;
    reason: string;
    at: Date;
  },
): Promise<void> {
  const { requestId, outcome, by, reason, at } = facts;
  const { count } = await tx.riskAcceptanceRequest.updateMany({
    where: { id: requestId, outcome: null },
    data: { outcome, closedAt: at, closedById: by, closedReason: reason },
  });
  if (count === 0) {
    throw new AppError("rule_refused", "This question has been answered or taken back already.");
  }
}
