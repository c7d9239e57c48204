import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError, refuseIf } from "@/lib/kernel/app-error";
import { closeFindingInput } from "@/lib/risk-watches/schema/watches";
import { closeOneFinding, loadFinding, scopeOfFinding } from "@/lib/risk-watches/store/watches";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";

/** Says what was done; the level stays until a person rates the risk again. */
export const closeFinding = defineCommand({
  name: "risk.close-finding",
  permission: "risk:work-own",
  input: closeFindingInput,
  operation: {
    method: "POST",
    path: "/risk-findings/{findingId}/close",
    summary: "Close what a watch found, with a note of what was done",
  },
  scope: ({ tx, input }) => scopeOfFinding(tx, input.findingId),

  async execute({ tx, access, input, now }) {
    const { findingId, note } = input;
    const { riskId, key, ...risk } = await loadFinding(tx, findingId);
    const { member } = access;
    refuseIf(whyNotWorkOn(risk, member));
    if (!(await closeOneFinding(tx, { findingId, by: member.userId, note, at: now }))) {
      throw new AppError("rule_refused", "Somebody has closed this finding already.");
    }
    return {
      value: { riskId, findingId },
      audit: [{ type: "risk.finding-closed", riskId, findingId, key, reason: note }],
    };
  },
});
