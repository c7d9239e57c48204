import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { asSentence, ruleWords } from "@/lib/risk-watches/rules/watch-words";
import { endWatchInput } from "@/lib/risk-watches/schema/watches";
import { endOneWatch, loadWatch, scopeOfWatch } from "@/lib/risk-watches/store/watches";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";

/** What it found stays open, and the level stays where it is. */
export const endWatch = defineCommand({
  name: "risk.end-watch",
  permission: "risk:work-own",
  input: endWatchInput,
  operation: {
    method: "POST",
    path: "/risk-watches/{watchId}/end",
    summary: "End a watch, with a reason; its findings stay open",
  },
  scope: ({ tx, input }) => scopeOfWatch(tx, input.watchId),

  async execute({ tx, access, input, now }) {
    const { watchId, reason } = input;
    const { riskId, key, rule, ...risk } = await loadWatch(tx, watchId);
    refuseIf(whyNotWorkOn(risk, access.member));
    const value = { riskId, watchId };
    if (!(await endOneWatch(tx, { watchId, now }))) {
      return { value, unchanged: true };
    }
    const watch = asSentence(ruleWords(rule));
    return { value, audit: [{ type: "risk.watch-ended", riskId, watchId, key, watch, reason }] };
  },
});
