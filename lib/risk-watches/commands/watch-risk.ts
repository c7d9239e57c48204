import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError, refuseIf } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotAddWatch } from "@/lib/risk-watches/policy";
import { lookAt } from "@/lib/risk-watches/rules/look";
import { readRule } from "@/lib/risk-watches/rules/watch-issues";
import { asSentence, ruleWords } from "@/lib/risk-watches/rules/watch-words";
import { watchRiskInput } from "@/lib/risk-watches/schema/watches";
import { factsOfRule } from "@/lib/risk-watches/store/seen-facts";
import { insertWatch, listRuleWords } from "@/lib/risk-watches/store/watches";
import { loadRisk, projectScopeOfRisk, saveRisk } from "@/lib/risks/store/risk-rows";

/**
 * Ties a risk to a metric or to evidence. A breach that is there already is
 * left to the gate check, so that it is Waymark that raises the level and not
 * whoever set the watch.
 */
export const watchRisk = defineCommand({
  name: "risk.watch",
  permission: "risk:work-own",
  input: watchRiskInput,
  operation: {
    method: "POST",
    path: "/risks/{riskId}/watches",
    summary: "Tie a risk to a metric or to evidence: a breach raises its level and opens a finding",
  },
  scope: ({ tx, input }) => projectScopeOfRisk(tx, input.riskId),

  async execute({ tx, access, input, now }) {
    const { riskId, version, likelihoodEffect, impactEffect } = input;
    const { projectId, member } = access;
    const risk = await loadRisk(tx, { id: riskId, projectId });
    refuseIf(whyNotAddWatch(risk, member));
    const read = readRule(input);
    if ("issues" in read) {
      throw new AppError("invalid_input", "The watch is not described completely.", read);
    }
    const { rule } = read;
    const next = await saveRisk(tx, { id: riskId, version }, {});
    const expected = ruleWords(rule);
    if ((await listRuleWords(tx, riskId)).includes(expected)) {
      throw new AppError("rule_refused", `It is watched already that ${expected}.`);
    }
    const today = dayOf(now);
    const look = lookAt(rule, await factsOfRule(tx, { projectId, rule, today }), today);
    const state = look.state === "breached" ? ("unknown" as const) : look.state;
    const watchId = await insertWatch(tx, {
      riskId,
      projectId,
      rule,
      effect: { likelihood: likelihoodEffect, impact: impactEffect },
      look: { state, seen: look.seen },
      addedById: member.userId,
      at: now,
    });
    const watch = asSentence(expected);
    return {
      value: { riskId, watchId, version: next },
      audit: [{ type: "risk.watch-added", riskId, watchId, key: risk.key, watch }],
      jobs: [reevaluateGates(projectId)],
    };
  },
});
