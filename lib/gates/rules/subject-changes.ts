import { changedSections } from "@/lib/business-cases/rules/signature-standing";
import { listed } from "@/lib/gates/rules/criteria/criterion-context";
import type { GateAt, ProjectFacts, RoundFacts } from "@/lib/gates/rules/gate-facts";
import {
  BUSINESS_CASE,
  type ChangedSubject,
  subjectsChangedSince,
} from "@/lib/gates/rules/subjects";

/** What changed since a round froze it, one sentence per subject, for whoever decides the next one. */
export function subjectChanges(round: RoundFacts, at: GateAt): string[] {
  return subjectsChangedSince(round, at).map((changed) =>
    changed.frozen.key === BUSINESS_CASE ? caseChange(changed, at.project) : outputChange(changed),
  );
}

function caseChange({ frozen, now }: ChangedSubject, { businessCase }: ProjectFacts): string {
  if (businessCase === null || businessCase.status === "returned") {
    return `${frozen.label} was returned to its author.`;
  }
  const textOf = (number: number | null) =>
    businessCase.versions.find((version) => version.number === number)?.content;
  const before = textOf(frozen.version);
  const after = textOf(now.version);
  const sections =
    before === undefined || after === undefined
      ? []
      : changedSections(before, after)
          .filter((change) => change.class === "material")
          .map((change) => change.label);
  const what = sections.length === 0 ? "" : ` It changed: ${listed(sections)}.`;
  return frozen.version === null
    ? `${now.label} was submitted.`
    : `${now.label} took the place of version ${frozen.version}.${what}`;
}

function outputChange({ frozen, now }: ChangedSubject): string {
  const before = new Set(frozen.parts.map((part) => part.id));
  const after = new Set(now.parts.map((part) => part.id));
  const added = now.parts.filter((part) => !before.has(part.id)).map((part) => part.label);
  const gone = frozen.parts.filter((part) => !after.has(part.id)).map((part) => part.label);
  const what = [
    ...(added.length === 0 ? [] : [`${listed(added)} was added`]),
    ...(gone.length === 0 ? [] : [`${listed(gone)} no longer counts`]),
  ];
  return `${frozen.label}: ${what.length === 0 ? "its content changed" : what.join(", ")}.`;
}
