import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import type { RunOut } from "@/lib/gates/rules/run-out";
import { riskKey } from "@/lib/risks/rules";

/** What the trail says about it. Evidence that only grew old ended nothing but what rested on it. */
export function eventOfRunOut(ended: RunOut): AuditEvent | null {
  const { id, endedOn, code, title, number } = ended;
  const gateId = ended.gateId ?? "";
  switch (ended.kind) {
    case "approval":
      return { type: "gate.approval-ended", gateId, code, endedOn };
    case "waiver":
      return { type: "gate.waiver-ended", gateId, code, waiverId: id, endedOn };
    case "round":
      return { type: "gate.round-overdue", gateId, code, round: number, dueOn: endedOn };
    case "condition":
      return { type: "condition.overdue", gateId, conditionId: id, code, dueOn: endedOn };
    case "evidence":
      return { type: "evidence.expired", evidenceId: id, title, endedOn };
    case "acceptance":
      return { type: "risk.acceptance-ended", acceptanceId: id, key: riskKey(number), endedOn };
    default:
      return null;
  }
}
