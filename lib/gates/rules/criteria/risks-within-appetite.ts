import {
  counted,
  type Evaluator,
  LINKED_AT_MOST,
  listed,
  pages,
} from "@/lib/gates/rules/criteria/criterion-context";
import { concernsStages, riskKey } from "@/lib/risks/rules";

/** No open risk of these stages, or of the project where none are named, scores above the appetite unless somebody accepted it by name. */
export const risksWithinAppetite: Evaluator<"risks-within-appetite"> = (criterion, at) => {
  const { risks, riskAppetite } = at.project;
  const { stages } = criterion;
  const asked = risks.filter((risk) => concernsStages(risk, stages));
  const above = asked
    .filter((risk) => risk.score > riskAppetite && !risk.isAccepted)
    .toSorted((a, b) => b.score - a.score);
  const worst = Math.max(0, ...asked.map((risk) => risk.score));
  const href = pages.risks(at);
  const seen = {
    name: "No open risk above appetite",
    value: asked.length === 0 ? "no open risk" : `highest ${worst}`,
    threshold: `at most ${riskAppetite}`,
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
      sentence: `no open risk scores above ${riskAppetite}`,
    };
  }
  const names = above.map((risk) => `${riskKey(risk.number)} (${risk.score})`);
  return {
    ...seen,
    status: "not_met",
    sentence: `${counted(above.length, "risk")} above appetite ${riskAppetite}: ${listed(names)}`,
    nextStep: `treat ${riskKey(first.number)} ${first.title} until it scores ${riskAppetite} or less`,
    who: ["lead", "risk_reviewer"],
  };
};
