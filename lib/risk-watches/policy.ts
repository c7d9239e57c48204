import type { Member } from "@/lib/authz/actor";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";
import type { RiskStatus } from "@/lib/risks/schema";

/** Whoever works on a risk sets its watches; a closed risk is not watched. */
export function whyNotAddWatch(
  risk: { ownerId: string | null; status: RiskStatus },
  member: Member,
): string | null {
  return (
    whyNotWorkOn(risk, member) ??
    (risk.status === "closed" ? "This risk is closed. Reopen it before it is watched." : null)
  );
}
