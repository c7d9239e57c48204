import "server-only";
import type { ProjectId, RiskId } from "@/lib/kernel/ids";
import type { ReadDb } from "@/lib/platform/db";
import { listMembers } from "@/lib/projects/store";
import { acceptanceShaNow } from "@/lib/risks/store/acceptance-requests";
import { loadMatrix } from "@/lib/risks/store/matrix";
import { namesOf } from "@/lib/risks/store/risk-detail";
import { loadRisk } from "@/lib/risks/store/risk-rows";

const SHOWN = 50;

/** All that the panel and the page of an acceptance are drawn from. */
export async function loadAcceptanceFacts(
  db: ReadDb,
  at: { riskId: RiskId; projectId: ProjectId; workspaceId: string },
) {
  const { riskId, projectId, workspaceId } = at;
  const [risk, matrix, members, request, acceptances] = await Promise.all([
    loadRisk(db, { id: riskId, projectId }),
    loadMatrix(db, workspaceId),
    listMembers(db, projectId),
    db.riskAcceptanceRequest.findFirst({ where: { riskId, outcome: null } }),
    db.riskAcceptance.findMany({
      where: { riskId },
      orderBy: { acceptedAt: "desc" },
      take: SHOWN,
    }),
  ]);
  const matrixVersion = matrix.version;
  const waiting =
    request === null
      ? null
      : { ...request, sha256: acceptanceShaNow(risk, { matrixVersion, request }) };
  const names = await namesOf(db, [
    ...acceptances.map(({ approverId }) => approverId),
    ...(request === null ? [] : [request.requestedById, request.approverId]),
  ]);
  return { risk, matrix, members, waiting, acceptances, names };
}
export type AcceptanceFacts = Awaited<ReturnType<typeof loadAcceptanceFacts>>;
