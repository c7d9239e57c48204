import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { whyNotAddWatch } from "@/lib/risk-watches/policy";
import { asSentence, effectWords, ruleWords } from "@/lib/risk-watches/rules/watch-words";
import { riskWatchesView } from "@/lib/risk-watches/schema/watches";
import { ruleOfRow } from "@/lib/risk-watches/store/watch-rows";
import { loadWatches, type WatchedRow } from "@/lib/risk-watches/store/watches-of-risk";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";
import { type RiskStatus, riskRef } from "@/lib/risks/schema";
import { projectScopeOfRisk } from "@/lib/risks/store/risk-rows";

export const getRiskWatches = defineQuery({
  name: "risk.watches",
  permission: "risk:read",
  input: riskRef,
  output: riskWatchesView,
  operation: {
    method: "GET",
    path: "/risks/{riskId}/watches",
    summary: "What a risk is tied to, how each watch stands, and what was found",
  },
  scope: ({ db, input }) => projectScopeOfRisk(db, input.riskId),

  async fetch({ db, access, input }) {
    const { projectId, member } = access;
    const { riskId } = input;
    const { risk, watches, findings, metrics } = await loadWatches(db, { riskId, projectId });
    return {
      riskId,
      version: risk.version,
      watches: watches.map((row) => watchView(row, risk.status)),
      findings: findings.map((row) => ({
        ...row,
        openedAt: instant(row.openedAt),
        closedAt: row.closedAt === null ? null : instant(row.closedAt),
      })),
      metrics,
      whyNotWatch: whyNotAddWatch(risk, member),
      whyNotClose: whyNotWorkOn(risk, member),
    };
  },
});

function watchView(row: WatchedRow, status: RiskStatus) {
  const { id, kind, likelihoodEffect, impactEffect, state, seen, addedByName } = row;
  const effect = { likelihood: likelihoodEffect, impact: impactEffect };
  return {
    id,
    kind,
    sentence: asSentence(ruleWords(ruleOfRow(row))),
    effect: `A breach raises ${effectWords(effect)}.`,
    state: status === "closed" ? ("sleeping" as const) : state,
    since: instant(row.stateSince),
    seen: seen === "" ? "" : asSentence(seen),
    addedByName,
    addedAt: instant(row.addedAt),
  };
}

/** JSON of the database has its own way of writing an instant. */
function instant(text: string): string {
  return new Date(text).toISOString();
}
