import type { OpenedRisk } from "@/components/risks/register-drawer";
import type { RiskId } from "@/lib/kernel/ids";
import { getRiskTreatment } from "@/lib/risk-treatment/queries";
import { getRiskWatches } from "@/lib/risk-watches/queries/get-risk-watches";
import { getRisk } from "@/lib/risks/queries";
import { getRiskAcceptances } from "@/lib/risks/queries/acceptances";
import { readIfAllowed } from "@/lib/web/for-page";
import {
  closeRiskAction,
  rateRiskAction,
  reopenRiskAction,
  requestAcceptanceAction,
  reviewRiskAction,
  revokeAcceptanceAction,
  treatRiskAction,
  updateRiskAction,
  withdrawAcceptanceAction,
} from "../projects/[projectId]/risks/actions";
import { treatmentActions } from "../projects/[projectId]/risks/treatment-actions";
import { watchActions } from "../projects/[projectId]/risks/watch-actions";

/** What can be done in the drawer of a risk, whichever register it stands beside. */
export const riskActions = {
  update: updateRiskAction,
  rate: rateRiskAction,
  review: reviewRiskAction,
  request: requestAcceptanceAction,
  withdraw: withdrawAcceptanceAction,
  revoke: revokeAcceptanceAction,
  treat: treatRiskAction,
  close: closeRiskAction,
  reopen: reopenRiskAction,
  ...watchActions,
  ...treatmentActions,
};

/** Everything the drawer shows of a risk; null for one the reader may not see, or that is none. */
export async function readOpenedRisk(id: string | undefined): Promise<OpenedRisk | null> {
  if (id === undefined) {
    return null;
  }
  const input = { riskId: id as RiskId };
  const [risk, acceptances, watches, treatment] = await Promise.all([
    readIfAllowed(getRisk, input),
    readIfAllowed(getRiskAcceptances, input),
    readIfAllowed(getRiskWatches, input),
    readIfAllowed(getRiskTreatment, input),
  ]);
  return risk !== null && acceptances !== null && watches !== null && treatment !== null
    ? { risk, acceptances, watches, treatment }
    : null;
}
