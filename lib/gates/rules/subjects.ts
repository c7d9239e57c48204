import { signatureStanding } from "@/lib/business-cases/rules/signature-standing";
import type { GateAt, ProjectFacts, RoundFacts } from "@/lib/gates/rules/gate-facts";
import type { GatePolicy } from "@/lib/gates/rules/gate-policy";
import { evidenceOfOutputs, evidenceRestedOn } from "@/lib/gates/rules/rests-on";
import type { FrozenSubject } from "@/lib/gates/schema";
import { contentSha256 } from "@/lib/ledger/content-hash";

export const BUSINESS_CASE = "business-case";

/** What the criteria look at beside what the approvals name; no output of a playbook is called so. */
const RESTED_ON = "evidence of the criteria";

/** Everything the approvals of a gate cover and its criteria rest on, as it reads now. */
export function coveredSubjects(at: GateAt): FrozenSubject[] {
  const rest = restSubject(at);
  const named = coveredKeys(at.gate.policy).map((key) =>
    key === BUSINESS_CASE ? caseSubject(at.project) : outputSubject(at, key),
  );
  return rest.parts.length === 0 ? named : [...named, rest];
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

function outputSubject(at: GateAt, key: string): FrozenSubject {
  const label = at.project.outputs.find((output) => output.key === key)?.name ?? key;
  return subjectOf(
    { key, label },
    evidenceOfOutputs(at, (each) => each === key),
  );
}

/** What stands under an output of its own already is not counted again. */
function restSubject(at: GateAt): FrozenSubject {
  const keys = coveredKeys(at.gate.policy);
  const named = new Set(evidenceOfOutputs(at, (key) => keys.includes(key)));
  const rest = evidenceRestedOn(at).filter((evidence) => !named.has(evidence));
  return subjectOf({ key: RESTED_ON, label: "Evidence the criteria rest on" }, rest);
}

function subjectOf(
  name: { key: string; label: string },
  evidence: ProjectFacts["evidence"],
): FrozenSubject {
  const parts = evidence
    .map(({ id, title: label, sha256 }) => ({ id, label, sha256 }))
    .toSorted((a, b) => a.id.localeCompare(b.id));
  return { ...name, version: null, sha256: contentSha256(parts), parts };
}

export type ChangedSubject = { frozen: FrozenSubject; now: FrozenSubject };

/**
 * What changed materially since a round froze it. An open round is strict, so
 * that nobody approves evidence they have not seen; a decided one asks only
 * whether what it rested on is still there.
 */
export function subjectsChangedSince(round: RoundFacts, at: GateAt): ChangedSubject[] {
  const subjects = [...coveredSubjects(at), restSubject(at)];
  const current = new Map(subjects.map((subject) => [subject.key, subject]));
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
  if (frozen.key === RESTED_ON) {
    // More may come while people decide; what they have read has to stay. Once it is decided, the
    // criteria themselves say whether the gate still holds.
    return round.outcome === null && isAnyGone(frozen, at.project.evidence);
  }
  return round.outcome === null ? frozen.sha256 !== now.sha256 : isAnyGone(frozen, now.parts);
}

function isAnyGone({ parts }: FrozenSubject, left: readonly { id: string }[]): boolean {
  const living = new Set(left.map(({ id }) => id));
  return parts.some(({ id }) => !living.has(id));
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

/** By name and hash: each subject, and each file and record it consists of. */
export function coveredHashes(subjects: readonly FrozenSubject[]) {
  return subjects.flatMap(({ label, sha256, parts }) => [
    { name: label, sha256 },
    ...parts.map((part) => ({ name: part.label, sha256: part.sha256 })),
  ]);
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
