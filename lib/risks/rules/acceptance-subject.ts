import { contentSha256 } from "@/lib/ledger/content-hash";

type Accepted = {
  risk: {
    key: string;
    title: string;
    cause: string;
    event: string;
    consequence: string;
    category: string;
    treatment: string;
    treatmentNote: string;
    likelihood: number;
    impact: number;
  };
  matrixVersion: number;
  request: {
    requestedById: string;
    approverId: string;
    role: string;
    justification: string;
    expiresOn: string;
    requestedAt: Date;
  };
};

/** What an acceptance signs: the risk as it reads, its level, and what was asked of whom. */
export function acceptanceSha256({ risk, matrixVersion, request }: Accepted): string {
  const { key, title, cause, event, consequence, category, treatment, treatmentNote } = risk;
  const { requestedById, approverId, role, justification, expiresOn, requestedAt } = request;
  return contentSha256({
    risk: { key, title, cause, event, consequence, category, treatment, treatmentNote },
    level: { likelihood: risk.likelihood, impact: risk.impact, matrixVersion },
    acceptance: {
      requestedById,
      approverId,
      role,
      justification,
      expiresOn,
      requestedAt: requestedAt.toISOString(),
    },
  });
}
