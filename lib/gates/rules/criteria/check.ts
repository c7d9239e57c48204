import type { ProjectRole } from "@/lib/authz/permissions";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import { type Evaluator, pages } from "@/lib/gates/rules/criteria/criterion-context";
import { type CheckFacts, firstIterationOf, type GateAt } from "@/lib/gates/rules/gate-facts";
import { dayInWords } from "@/lib/kernel/calendar";

/** Something a person of the named role looks up or tries, and ticks; the last word counts. */
export const check: Evaluator<"check"> = (criterion, at) => {
  const { check: words, role } = criterion;
  const title = titleOfProjectRole[role];
  const last = lastWordOn(at, criterion);
  const text = words.replace(/[.]$/, "");
  const seen = { name: words, threshold: `ticked by ${title}`, href: pages.gate(at) };
  const mend = { nextStep: `do the check “${text}” and tick it`, who: [role] };
  if (last === undefined) {
    const sentence = `nobody has ticked the check as ${title}: “${text}”`;
    return { ...seen, ...mend, status: "unknown", value: "open", sentence };
  }
  const day = dayInWords(last.setAt.slice(0, 10));
  const evidence = [
    { kind: "check" as const, id: last.id, label: `${last.name}, ${day}`, href: pages.gate(at) },
  ];
  return last.isTicked
    ? {
        ...seen,
        evidence,
        status: "met",
        value: "ticked",
        sentence: `${last.name} ticked this as ${title} on ${day}`,
      }
    : {
        ...seen,
        ...mend,
        evidence,
        status: "not_met",
        value: "un-ticked",
        sentence: `${last.name} un-ticked the check “${text}” on ${day}: ${last.note}`,
      };
};

/** A tick from before the team went back, or by a role that is no longer asked, counts no more. */
export function lastWordOn(
  at: GateAt,
  criterion: { id: string; role: ProjectRole },
): CheckFacts | undefined {
  const first = firstIterationOf(at);
  return at.project.checks.find(
    (each) =>
      each.gateId === at.gate.id &&
      each.criterionId === criterion.id &&
      each.role === criterion.role &&
      each.iteration >= first,
  );
}
