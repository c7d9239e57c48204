import "server-only";
import { type StatementFacts, signatureStatement } from "@/lib/gates/rules/statement";
import type { Tx } from "@/lib/platform/db";
import type { Assurance, SignatureSubject } from "@/prisma/generated/enums";

export type NewSignature = Omit<StatementFacts, "subject" | "assurance"> & {
  subject: Omit<StatementFacts["subject"], "kind"> & { kind: SignatureSubject };
  assurance: Assurance;
};

/** The row a person's act is known by for good; the database refuses every later change. */
export async function insertSignature(
  tx: Tx,
  facts: NewSignature,
): Promise<{ signatureId: string; statementSha256: string }> {
  const { statement, statementSha256 } = signatureStatement(facts);
  const { subject, signer, workspace, project, role, meaning, assurance, at, buildsOn } = facts;
  const { delegatedFrom = null } = facts;
  const row = await tx.signature.create({
    data: {
      workspaceId: workspace.id,
      projectId: project.id,
      subject: subject.kind,
      subjectId: subject.id,
      subjectVersion: subject.version,
      subjectSha256: subject.sha256,
      signerId: signer.id,
      signerName: signer.name,
      role,
      meaning,
      assurance,
      delegatedFromId: delegatedFrom?.id ?? null,
      statement,
      statementSha256,
      signedAt: at,
      buildsOn: [...buildsOn],
    },
    select: { id: true },
  });
  return { signatureId: row.id, statementSha256 };
}
