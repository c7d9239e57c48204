import type { ProjectRole } from "@/lib/authz/permissions";
import { contentSha256 } from "@/lib/ledger/content-hash";

export type StatementFacts = {
  workspace: { id: string; name: string };
  project: { id: string; key: string; name: string };
  subject: { kind: string; id: string; name: string; version: number; sha256: string };
  /** What the subject covers, each with its own hash. */
  covers: readonly { name: string; sha256: string | null }[];
  policySha256: string | null;
  round: number | null;
  /** `guest` for somebody from outside, whom an account does not identify. */
  signer: { id: string; name: string; guest?: { organisation: string } };
  /** For whom, where the signer is a delegate. */
  delegatedFrom?: { id: string; name: string } | null;
  role: ProjectRole;
  meaning: string;
  assurance: string;
  at: Date;
  buildsOn: readonly string[];
};

/**
 * What a signature says, complete enough to be read without the database.
 * Its hash is what the trail carries.
 */
export function signatureStatement(facts: StatementFacts) {
  const { at, covers, buildsOn, delegatedFrom = null, ...rest } = facts;
  const statement = {
    format: 1,
    ...rest,
    covers: covers.map(({ name, sha256 }) => ({ name, sha256 })),
    buildsOn: [...buildsOn],
    delegatedFrom,
    signedAt: at.toISOString(),
  };
  return { statement, statementSha256: contentSha256(statement) };
}
