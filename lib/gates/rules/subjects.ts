import { signatureStanding } from "@/lib/business-cases/rules/signature-standing";
import type { GateAt, ProjectFacts, RoundFacts } from "@/lib/gates/rules/gate-facts";
import type { GatePolicy } from "@/lib/gates/rules/gate-policy";
import type { FrozenSubject } from "@/lib/gates/schema";
import { contentSha256 } from "@/lib/ledger/content-hash";

export const BUSINESS_CASE = "business-case";

/** Everything the approvals of a gate cover, as it reads now. */
export function coveredSubjects({ project, gate }: GateAt): FrozenSubject[] {
  return coveredKeys(gate.policy).map((key) =>
    key === BUSINESS_CASE ? caseSubject(project) : outputSubject(project, key),
  );
}

export function coveredKeys(policy: Pick<GatePolicy, "approvals">): string[] {
  return [...new Set(policy.approvals.flatMap((approval) => approval.covers ?? []))];
}

function caseSubject({ businessCase }: ProjectFacts): FrozenSubject {
  const latest = businessCase?.versions[0];
  return {
    key: BUSINESS_CASE,
    label: latest === undefined ? "Business case" : `Business case, version ${latest.number}`,
    version: latest?.number ?? null,
    sha256: latest?.sha256 ?? contentSha256(null),
    parts: [],
  };
}

function outputSubject(project: ProjectFacts, key: string): FrozenSubject {
  const outputs = project.outputs.filter((output) => output.key === key);
  const ids = new Set(outputs.map((output) => output.id));
  const parts = project.evidence
    .filter((evidence) => evidence.outputId !== null && ids.has(evidence.outputId))
    .map(({ id, title: label, sha256 }) => ({ id, label, sha256 }))
    .toSorted((a, b) => a.id.localeCompare(b.id));
  const label = outputs[0]?.name ?? key;
  return { key, label, version: null, sha256: contentSha256(parts), parts };
}

export type ChangedSubject = { frozen: FrozenSubject; now: FrozenSubject };

/**
 * What changed materially since a round froze it. An open round is strict, so
 * that nobody approves evidence they have not seen; a decided one asks only
 * whether what it rested on is still there.
 */
export function subjectsChangedSince(round: RoundFacts, at: GateAt): ChangedSubject[] {
  const current = new Map(coveredSubjects(at).map((subject) => [subject.key, subject]));
  return round.subjects.flatMap((frozen) => {
    const now = current.get(frozen.key);
    return now !== undefined && isChanged({ frozen, now, round, at }) ? [{ frozen, now }] : [];
  });
}

export function changedSubjects(round: RoundFacts, at: GateAt): string[] {
  return subjectsChangedSince(round, at).map(({ frozen }) => frozen.label);
}

type Compared = ChangedSubject & { round: RoundFacts; at: GateAt };

function isChanged({ frozen, now, round, at }: Compared): boolean {
  if (frozen.key === BUSINESS_CASE) {
    return isCaseChanged({ frozen, now }, at.project);
  }
  if (round.outcome === null) {
    return frozen.sha256 !== now.sha256;
  }
  const living = new Set(now.parts.map((part) => part.id));
  return frozen.parts.some((part) => !living.has(part.id));
}

function isCaseChanged({ frozen, now }: ChangedSubject, { businessCase }: ProjectFacts): boolean {
  if (businessCase === null || businessCase.status === "returned") {
    return true;
  }
  const latest = businessCase.versions[0];
  if (now.sha256 === frozen.sha256) {
    return false;
  }
  const signed = businessCase.versions.find((version) => version.number === frozen.version);
  return (
    latest === undefined ||
    signed === undefined ||
    signatureStanding(signed.content, latest.content).standing === "stale"
  );
}

/** What one decision of a round is about; a proof of identity is bound to this hash. */
export function roundSubjectSha256(
  gate: { id: string; code: string; question: string },
  round: Pick<RoundFacts, "number" | "policySha256" | "subjects" | "trace">,
): string {
  const { number, policySha256, subjects, trace } = round;
  const { id, code, question } = gate;
  return contentSha256({
    gate: { id, code, question },
    round: number,
    policySha256,
    subjects,
    trace,
  });
}
