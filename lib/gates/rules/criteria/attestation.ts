import { titleOfProjectRole } from "@/lib/authz/permissions";
import { type Evaluator, pages } from "@/lib/gates/rules/criteria/criterion-context";
import { type AttestationFacts, firstIterationOf, type GateAt } from "@/lib/gates/rules/gate-facts";
import { dayInWords } from "@/lib/kernel/calendar";

/** A judgement: met only by a person of the named role, in this iteration of the gate. */
export const attestation: Evaluator<"attestation"> = (criterion, at) => {
  const { statement, role } = criterion;
  const title = titleOfProjectRole[role];
  const given = attestationsOf(at, criterion.id).find((each) => each.role === role);
  const seen = { name: statement, threshold: `attested by ${title}`, href: pages.gate(at) };
  if (given === undefined) {
    return {
      ...seen,
      status: "unknown",
      value: "open",
      sentence: `nobody has attested as ${title}: “${statement.replace(/[.]$/, "")}”`,
      nextStep: "read the statement and attest it",
      who: [role],
    };
  }
  const day = dayInWords(given.attestedAt.slice(0, 10));
  return {
    ...seen,
    status: "met",
    value: "attested",
    sentence: `${given.name} attested this as ${title} on ${day}`,
    evidence: [
      { kind: "attestation", id: given.id, label: `${given.name}, ${day}`, href: pages.gate(at) },
    ],
  };
};

/** Newest first; an attestation from before the team went back counts no more. */
export function attestationsOf(at: GateAt, criterionId: string): AttestationFacts[] {
  const first = firstIterationOf(at);
  return at.project.attestations
    .filter(
      (each) =>
        each.gateId === at.gate.id && each.criterionId === criterionId && each.iteration >= first,
    )
    .toSorted((a, b) => b.attestedAt.localeCompare(a.attestedAt));
}
