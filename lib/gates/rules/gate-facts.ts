import type { ProjectRole } from "@/lib/authz/permissions";
import type { ReviewFacts } from "@/lib/business-cases/rules/assumption-standing";
import type { CaseContent, CaseStatus } from "@/lib/business-cases/schema";
import type { GatePolicy } from "@/lib/gates/rules/gate-policy";
import type { CriterionResult, FrozenSubject, GateState } from "@/lib/gates/schema";
import type { Verdict } from "@/lib/gates/schema/rounds";
import type { Strictness } from "@/lib/playbooks/schema";
import type { SigningRound } from "@/lib/signing/rules/signing-state";

export type StageFacts = {
  id: string;
  key: string;
  number: number;
  name: string;
  planEndOn: string;
  isTailoredOut: boolean;
};

export type PersonFacts = { userId: string; name: string; roles: readonly ProjectRole[] };

type TaskFacts = {
  id: string;
  stageId: string;
  key: string | null;
  number: number;
  name: string;
  status: "todo" | "doing" | "done" | "blocked" | "tailored_out";
  role: ProjectRole;
  toRecheck: boolean;
};

export type OutputFacts = {
  id: string;
  stageId: string;
  key: string;
  name: string;
  kind: "document" | "form" | "evidence" | "case_field";
  field: string | null;
  mandatory: boolean;
  /** Every task that leaves it behind was tailored out. */
  isDropped: boolean;
};

/** Only living evidence: neither superseded nor withdrawn nor past its last day. */
type EvidenceFacts = {
  id: string;
  outputId: string | null;
  kind: string;
  title: string;
  sha256: string | null;
  effectiveOn: string;
  addedById: string;
};

export type CaseFactsOfGates = {
  id: string;
  status: CaseStatus;
  draft: CaseContent;
  /** Newest first. */
  versions: readonly {
    number: number;
    sha256: string;
    submittedById: string;
    content: CaseContent;
  }[];
  signatures: readonly {
    id: string;
    role: ProjectRole;
    signerId: string;
    signerName: string;
    delegatedFromId: string | null;
    assurance: string;
    number: number;
    signedAt: string;
  }[];
  /** Who was asked to sign which version, and how. */
  rounds: readonly SigningRound[];
  /** Who looked at which assumption, and what they found. */
  reviews: readonly ReviewFacts[];
};

type RiskFacts = {
  id: string;
  number: number;
  title: string;
  score: number;
  isAboveAppetite: boolean;
  ownerId: string | null;
  stageKey: string | null;
  /** Accepted by a decision that has neither expired nor been revoked. */
  isAccepted: boolean;
};

/** The newest value of a metric on a slice and a data set. */
type MetricFacts = {
  id: string;
  name: string;
  slice: string;
  dataSetHash: string;
  value: number;
  unit: string;
  measuredAt: string;
  addedById: string;
};

/** The last word on a check: ticked, or un-ticked again. */
export type CheckFacts = {
  id: string;
  gateId: string;
  criterionId: string;
  isTicked: boolean;
  setById: string;
  name: string;
  role: ProjectRole;
  iteration: number;
  note: string;
  setAt: string;
};

export type AttestationFacts = {
  id: string;
  gateId: string;
  criterionId: string;
  attestedById: string;
  name: string;
  role: ProjectRole;
  iteration: number;
  note: string;
  attestedAt: string;
};

export type DecisionFacts = {
  id: string;
  approverId: string;
  /** Whose place the approver took; null for their own. */
  delegatedFromId: string | null;
  role: ProjectRole;
  verdict: Verdict;
  signatureId: string;
};

export type RoundFacts = {
  id: string;
  gateId: string;
  number: number;
  iteration: number;
  requestedById: string;
  requestedBy: string;
  requestedRole: ProjectRole;
  requestedAt: string;
  statement: string;
  earlyReason: string;
  policy: GatePolicy;
  policySha256: string;
  trace: readonly CriterionResult[];
  subjects: readonly FrozenSubject[];
  eligible: Readonly<Partial<Record<ProjectRole, readonly string[]>>>;
  dueOn: string;
  /** What changed since the voided round this one took the place of. */
  changes: readonly string[];
  /** It renews an approval that still held when it opened. */
  isRenewal: boolean;
  outcome: RoundOutcome | null;
  closedAt: string | null;
  /** In commit order. */
  decisions: readonly DecisionFacts[];
};

export type RoundOutcome =
  | "passed"
  | "passed_with_conditions"
  | "changes_requested"
  | "rejected"
  | "withdrawn"
  | "voided";

export type ConditionFacts = {
  id: string;
  gateId: string;
  roundNumber: number;
  code: string;
  text: string;
  ownerId: string;
  ownerName: string;
  setById: string;
  dueOn: string | null;
  blocksGateId: string | null;
  isMet: boolean;
};

/** One that was not revoked: in force when every needed role granted it, else proposed. */
export type WaiverFacts = {
  id: string;
  gateId: string;
  reason: string;
  requestedById: string;
  needs: readonly ProjectRole[];
  subjectSha256: string;
  proposedAt: string;
  grantedAt: string | null;
  expiresOn: string;
  grants: readonly { role: ProjectRole; grantedById: string; signatureId: string }[];
};

type LoopFacts = { iteration: number; fromNumber: number; toNumber: number };

export type GateFacts = {
  id: string;
  stageId: string;
  code: string;
  name: string;
  question: string;
  state: GateState;
  stateSince: string;
  stateReason: string;
  policy: GatePolicy;
  policySha256: string;
  passedAt: string | null;
  expiresAt: string | null;
  agesAt: string | null;
  renewsAt: string | null;
  roundNumber: number;
  lastTrace: readonly CriterionResult[] | null;
};

/** Everything the gates of one project are decided from. */
export type ProjectFacts = {
  id: string;
  workspaceId: string;
  workspaceName: string;
  key: string;
  name: string;
  strictness: Strictness;
  status: "active" | "paused" | "closed";
  iteration: number;
  now: string;
  today: string;
  stages: readonly StageFacts[];
  people: readonly PersonFacts[];
  gates: readonly GateFacts[];
  /** Per gate the open round and the last one that ended in a decision. */
  rounds: readonly RoundFacts[];
  tasks: readonly TaskFacts[];
  outputs: readonly OutputFacts[];
  evidence: readonly EvidenceFacts[];
  businessCase: CaseFactsOfGates | null;
  risks: readonly RiskFacts[];
  metrics: readonly MetricFacts[];
  attestations: readonly AttestationFacts[];
  checks: readonly CheckFacts[];
  conditions: readonly ConditionFacts[];
  waivers: readonly WaiverFacts[];
  loops: readonly LoopFacts[];
};

/** One gate among the facts of its project. */
export type GateAt = { project: ProjectFacts; gate: GateFacts; stage: StageFacts };

export function gateAt(project: ProjectFacts, gate: GateFacts): GateAt {
  const stage = project.stages.find((each) => each.id === gate.stageId);
  if (stage === undefined) {
    throw new Error(`Gate ${gate.code} names a stage its project does not have.`);
  }
  return { project, gate, stage };
}

/**
 * Going back closes an era of each gate on the way: what was decided or
 * attested in an earlier iteration stays on record and counts no more.
 */
export function firstIterationOf({ project, stage }: GateAt): number {
  const passed = project.loops.filter(
    (loop) => loop.toNumber <= stage.number && stage.number < loop.fromNumber,
  );
  return Math.max(1, ...passed.map((loop) => loop.iteration));
}

export function openRoundOf({ project, gate }: GateAt): RoundFacts | null {
  return project.rounds.find((round) => round.gateId === gate.id && round.outcome === null) ?? null;
}

/** The last round that people decided, in this era of the gate. */
export function decidedRoundOf(at: GateAt): RoundFacts | null {
  const first = firstIterationOf(at);
  const decided = at.project.rounds.filter(
    (round) => round.gateId === at.gate.id && isDecided(round.outcome) && round.iteration >= first,
  );
  return decided.toSorted((a, b) => b.number - a.number)[0] ?? null;
}

function isDecided(outcome: RoundOutcome | null): boolean {
  return outcome !== null && outcome !== "withdrawn" && outcome !== "voided";
}
