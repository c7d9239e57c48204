import type { ProjectRole } from "@/lib/authz/permissions";
import type { CaseContent, CaseStatus } from "@/lib/business-cases/schema";
import type { Strictness } from "@/lib/playbooks/schema";
import type { SigningRound } from "@/lib/signing/rules/signing-state";

export type CaseVersionFacts = {
  number: number;
  sha256: string;
  note: string;
  submittedById: string;
  submittedBy: string;
  submittedAt: string;
};

export type CaseSignatureFacts = {
  id: string;
  role: ProjectRole;
  signerId: string;
  signerName: string;
  /** Who they are to the record, where somebody from outside signed. */
  guest: { organisation: string; email: string } | null;
  /** For whom they signed, where it was not for themselves. */
  delegatedFromId: string | null;
  /** That person's name, as the statement has it. */
  signedFor: string | null;
  number: number;
  meaning: string;
  assurance: string;
  statementSha256: string;
  signedAt: string;
  /** What the version said that was signed. */
  content: CaseContent;
};

/** Everything the rules of one business case ask about. */
export type CaseFacts = {
  id: string;
  status: CaseStatus;
  version: number;
  draft: CaseContent;
  draftSha256: string;
  draftSavedAt: string;
  draftSavedBy: string | null;
  returnedReason: string;
  signedNumber: number | null;
  signedAt: string | null;
  project: {
    id: string;
    workspaceId: string;
    workspaceName: string;
    key: string;
    name: string;
    strictness: Strictness;
    status: "active" | "paused" | "closed";
  };
  /** Newest first. */
  versions: readonly CaseVersionFacts[];
  latest: (CaseVersionFacts & { content: CaseContent }) | null;
  signatures: readonly CaseSignatureFacts[];
  /** Who was asked to sign which version, and how; versions of before this was kept have none. */
  rounds: readonly SigningRound[];
  /** The day it is. */
  today: string;
  members: readonly { userId: string; name: string; roles: readonly ProjectRole[] }[];
};
