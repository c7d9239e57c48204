import { type Evaluator, pages, teamRoles } from "@/lib/gates/rules/criteria/criterion-context";
import type { GateAt } from "@/lib/gates/rules/gate-facts";
import { daysBetween } from "@/lib/kernel/calendar";

/** Living evidence of a kind is there and, where asked, speaks about recent days. */
export const evidence: Evaluator<"evidence"> = (criterion, at) => {
  const { evidenceKind, maxAgeDays } = criterion;
  const words = evidenceKind.replaceAll("-", " ");
  const age = maxAgeDays === undefined ? "" : ` not older than ${maxAgeDays} days`;
  const ofKind = evidenceOfKind(at, evidenceKind);
  const newest = ofKind[0];
  const seen = {
    name: `Evidence: ${words}${age}`,
    threshold: maxAgeDays === undefined ? "present" : `at most ${maxAgeDays} days old`,
    href: pages.evidence(at),
    evidence: ofKind.slice(0, 5).map((each) => ({
      kind: "evidence" as const,
      id: each.id,
      label: `${each.title}, ${each.effectiveOn}`,
      href: pages.evidence(at),
    })),
  };
  const mend = { nextStep: `attach a ${words}${age}`, who: teamRoles };
  if (newest === undefined) {
    const sentence = `no ${words} is attached`;
    return { ...seen, ...mend, status: "unknown", value: "none", sentence };
  }
  const ageDays = daysBetween(newest.effectiveOn, at.project.today);
  const value = `${ageDays} days old`;
  if (maxAgeDays !== undefined && ageDays > maxAgeDays) {
    const sentence = `the newest ${words} is ${ageDays} days old (limit ${maxAgeDays})`;
    return { ...seen, ...mend, status: "not_met", value, sentence };
  }
  return { ...seen, status: "met", value, sentence: `${newest.title} is attached` };
};

/** The newest first. */
export function evidenceOfKind({ project }: GateAt, evidenceKind: string) {
  return project.evidence
    .filter((each) => each.kind === storedKindOf(evidenceKind))
    .toSorted((a, b) => b.effectiveOn.localeCompare(a.effectiveOn));
}

/** The playbook writes kinds with hyphens; `structured-form` is stored as `form`. */
function storedKindOf(kind: string): string {
  return kind === "structured-form" ? "form" : kind.replaceAll("-", "_");
}
