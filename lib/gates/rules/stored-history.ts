import type { ProjectRole } from "@/lib/authz/permissions";
import type { RoundOutcome } from "@/lib/gates/rules/gate-facts";
import type { Verdict } from "@/lib/gates/schema/rounds";

type StoredDecision = {
  id: string;
  role: ProjectRole;
  personId: string;
  person: string;
  /** Whose place it was, as the statement names them. */
  signedFor: string | null;
  verdict: Verdict;
  feedback: "no_issue" | "minor" | "major" | null;
  reason: string;
  returnStageId: string | null;
  assurance: string;
  meaning: string;
  signatureId: string;
  statementSha256: string;
  decidedAt: string;
};

export type StoredRound = {
  id: string;
  number: number;
  iteration: number;
  requestedById: string;
  requestedBy: string;
  requestedRole: ProjectRole;
  requestedAt: string;
  statement: string;
  earlyReason: string;
  dueOn: string;
  changes: string[];
  isRenewal: boolean;
  outcome: RoundOutcome | null;
  closedAt: string | null;
  closedReason: string;
  decisions: StoredDecision[];
  feedback: {
    id: string;
    role: ProjectRole;
    personId: string;
    person: string;
    level: "no_issue" | "minor" | "major";
    text: string;
    givenAt: string;
  }[];
};

export type StoredConditionRow = {
  id: string;
  code: string;
  text: string;
  ownerId: string;
  owner: string;
  setById: string;
  setBy: string;
  role: ProjectRole;
  dueOn: string | null;
  blocksGateId: string | null;
  metAt: string | null;
  metNote: string;
};

export type StoredWaiver = {
  id: string;
  reason: string;
  requestedById: string;
  requestedBy: string;
  needs: ProjectRole[];
  proposedAt: string;
  grantedAt: string | null;
  expiresOn: string;
  revokedAt: string | null;
  grants: { role: ProjectRole; grantedById: string; grantedBy: string; grantedAt: string }[];
};

export type GateHistory = {
  rounds: StoredRound[];
  conditions: StoredConditionRow[];
  waivers: StoredWaiver[];
};
