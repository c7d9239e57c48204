import "server-only";
import { PartsOfRisk } from "@/components/risk-parts/parts-of-risk";
import type { RiskId } from "@/lib/kernel/ids";
import { getPartsOfRisk } from "@/lib/risk-parts/queries/parts";
import { readIfAllowed } from "@/lib/web/for-page";
import { assignPartsAction } from "./actions";

/** Reads its own part of the drawer, so that the register does not wait for it. */
export async function RiskPartsSection({ riskId }: { riskId: string }) {
  const view = await readIfAllowed(getPartsOfRisk, { riskId: riskId as RiskId });
  return view === null ? null : <PartsOfRisk view={view} action={assignPartsAction} />;
}
