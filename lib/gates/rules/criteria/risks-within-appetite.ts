import {
  counted,
  type Evaluator,
  LINKED_AT_MOST,
  listed,
  pages,
} from "@/lib/gates/rules/criteria/criterion-context";
import { concernsStages, riskKey } from "@/lib/risks/rules";

/** No risk of these stages, or of the project where none are named, stands above the appetite line unless a signed acceptance covers it. */
export const risksWithinAppetite: Evaluator<"risks-within-appetite"> = (criterion, at) => {
  const { risks } = at.project;
  const { stages } = criterion;
  const asked = risks.filter((risk) => concernsStages(risk, stages));
  const above = asked
    .filter((risk) => risk.isAboveAppetite && !risk.isAccepted)
    .toSorted((a, b) => b.score - a.score);
  const worst = Math.max(0, ...asked.map((risk) => risk.score));
  const href = pages.risks(at);
  const seen = {
    name: "No open risk above appetite",
    value: asked.length === 0 ? "no open risk" : `highest ${worst}`,
    threshold: "within the appetite line",
    href,
    evidence: (above.length > 0 ? above : asked).slice(0, LINKED_AT_MOST).map((risk) => ({
      kind: "risk" as const,
      id: risk.id,
      label: `${riskKey(risk.number)} ${risk.title} (${risk.score})`,
      href,
    })),
  };
  const first = above[0];
  if (first === undefined) {
    return {
      ...seen,
      status: "met",
      sentence: "no open risk stands above the appetite line",
    };
  }
  const names = above.map((risk) => `${riskKey(risk.number)} (${risk.score})`);
  return {
    ...seen,
    status: "not_met",
    sentence: `${counted(above.length, "risk")} above the appetite line: ${listed(names)}`,
    nextStep: `treat ${riskKey(first.number)} ${first.title} until it stands within the line, or have it accepted`,
    who: ["lead", "risk_reviewer"],
  };
};
