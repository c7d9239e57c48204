import { dateOf } from "@/lib/kernel/calendar";
import type { World } from "@/lib/testing/world";

type Facts = { riskId: string; by: { userId: string; name: string }; expiresOn: string };

/** Rows as a signed acceptance leaves them, for tests of what follows from one. */
export async function signedAcceptance(db: World["db"], facts: Facts): Promise<void> {
  const { riskId, by, expiresOn } = facts;
  const risk = await db.risk.findUniqueOrThrow({ where: { id: riskId } });
  const { workspaceId, projectId, likelihood, impact } = risk;
  await db.$transaction(async (tx) => {
    const { id: signatureId } = await tx.signature.create({
      data: {
        workspaceId,
        projectId,
        subject: "risk_acceptance",
        subjectId: riskId,
        subjectVersion: 1,
        subjectSha256: "0".repeat(64),
        signerId: by.userId,
        signerName: by.name,
        role: "risk_reviewer",
        meaning: "I accept this risk.",
        assurance: "password",
        statement: {},
        statementSha256: "0".repeat(64),
        signedAt: new Date(),
        buildsOn: [],
      },
    });
    await tx.riskAcceptance.create({
      data: {
        riskId,
        approverId: by.userId,
        role: "risk_reviewer",
        justification: "For the pilot.",
        likelihood,
        impact,
        expiresOn: dateOf(expiresOn),
        signatureId,
        acceptedAt: new Date(),
      },
    });
    await tx.risk.update({
      where: { id: riskId },
      data: { status: "accepted", statusSince: new Date() },
    });
  });
}
