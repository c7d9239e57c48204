import "server-only";
import type { AmendmentFacts } from "@/lib/business-cases/rules/amendment";
import type { CaseFacts } from "@/lib/business-cases/rules/case-facts";
import { metricCriteriaOf } from "@/lib/business-cases/rules/metric-criteria";
import type { ScopeAddition, ScopeFacts } from "@/lib/business-cases/rules/scope-additions";
import type { CaseContent } from "@/lib/business-cases/schema";
import { findVersion } from "@/lib/business-cases/store";
import { AppError } from "@/lib/kernel/app-error";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { Criterion } from "@/lib/playbooks/schema";
import { Prisma } from "@/prisma/generated/client";

type GateCriteria = { code: string; criteria: Criterion[] };

type ScopeRow = {
  tasks: ScopeFacts["tasks"];
  gates: GateCriteria[];
  gatesThen: GateCriteria[];
  amendments: AmendmentFacts[];
};

/** What is done against a risk belongs to the register, which answers for it in its own way. */
const treatsNothing = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM risk_actions x WHERE x."taskId" = t.id AND x."removedAt" IS NULL)`;

/** What came to the project besides its signed case, and what was put before the signers of it. */
export async function loadScope(db: ReadDb, caseId: string) {
  const rows = await db.$queryRaw<ScopeRow[]>`
    SELECT
      COALESCE((SELECT json_agg(json_build_object('id', t.id, 'key', t.key,
          'label', p.key || '-' || t.number || ' ' || t.name, 'stage', s.name,
          'createdAt', t."createdAt", 'isDropped', t.status = 'tailored_out') ORDER BY t.number)
        FROM tasks t JOIN stages s ON s.id = t."stageId"
        WHERE t."projectId" = p.id AND t.key IS NULL AND ${treatsNothing}), '[]') AS tasks,
      COALESCE((SELECT json_agg(json_build_object('code', g.code,
          'criteria', g.policy->'criteria') ORDER BY s.number, g.code)
        FROM gates g JOIN stages s ON s.id = g."stageId" AND s."tailoredOutAt" IS NULL
        WHERE g."projectId" = p.id), '[]') AS gates,
      COALESCE((SELECT json_agg(json_build_object('code', d->'gate'->'id',
          'criteria', d->'gate'->'criteria'))
        FROM playbook_versions v, jsonb_array_elements(v.document->'stages') d
        WHERE v.id = COALESCE((SELECT (e.data->>'fromVersionId')::uuid FROM audit_events e
          WHERE e."projectId" = p.id AND e.type = 'project.playbook-moved'
            AND e.at > c."signedAt" ORDER BY e.index LIMIT 1), p."playbookVersionId")), '[]')
        AS "gatesThen",
      COALESCE((SELECT json_agg(json_build_object('id', a.id, 'number', a.number,
          'signedNumber', a."signedNumber", 'reason', a.reason, 'additions', a.additions,
          'sha256', a.sha256, 'status', a.status, 'proposedById', a."proposedById",
          'proposedBy', u.name, 'proposedAt', a."proposedAt", 'declinedBy', d.name,
          'declinedReason', a."declinedReason", 'closedAt', a."closedAt",
          'signatures', COALESCE((SELECT json_agg(json_build_object('id', x.id, 'role', x.role,
              'signerId', x."signerId", 'signerName', x."signerName",
              'assurance', x.assurance, 'statementSha256', x."statementSha256",
              'signedAt', x."signedAt") ORDER BY x."signedAt", x.id)
            FROM signatures x WHERE x.subject = 'case_amendment' AND x."subjectId" = a.id
              AND x."subjectSha256" = a.sha256 AND x."withdrawnAt" IS NULL), '[]'))
          ORDER BY a.number DESC)
        FROM case_amendments a
        JOIN users u ON u.id = a."proposedById"
        LEFT JOIN users d ON d.id = a."declinedById"
        WHERE a."caseId" = c.id), '[]') AS amendments
    FROM business_cases c JOIN projects p ON p.id = c."projectId"
    WHERE c.id = ${caseId}::uuid`;
  const row = rows[0];
  if (row === undefined) {
    throw new AppError("not_found", "This project has no business case.");
  }
  return {
    tasks: row.tasks.map((task) => ({ ...task, createdAt: instant(task.createdAt) })),
    gates: row.gates.map(measuresOf),
    gatesThen: row.gatesThen.map(measuresOf),
    amendments: row.amendments.map((amendment) => ({
      ...amendment,
      proposedAt: instant(amendment.proposedAt),
      closedAt: amendment.closedAt === null ? null : instant(amendment.closedAt),
      signatures: amendment.signatures.map((signature) => ({
        ...signature,
        signedAt: instant(signature.signedAt),
      })),
    })),
  };
}

function measuresOf({ code, criteria }: GateCriteria) {
  return { code, criteria: metricCriteriaOf(criteria) };
}

function instant(text: string): string {
  return new Date(text).toISOString();
}

type NewAmendment = {
  caseId: string;
  number: number;
  signedNumber: number;
  reason: string;
  additions: ScopeAddition[];
  sha256: string;
  proposedById: string;
  proposedAt: Date;
};

export async function insertAmendment(tx: Tx, data: NewAmendment): Promise<string> {
  const { id } = await tx.caseAmendment.create({ data, select: { id: true } });
  return id;
}

export async function saveAccepted(tx: Tx, facts: { id: string; at: Date }): Promise<void> {
  const { count } = await tx.caseAmendment.updateMany({
    where: { id: facts.id, status: "proposed" },
    data: { status: "accepted", closedAt: facts.at },
  });
  demandOne(count);
}

export async function saveDeclined(
  tx: Tx,
  facts: { id: string; by: string; reason: string; at: Date },
): Promise<void> {
  const { count } = await tx.caseAmendment.updateMany({
    where: { id: facts.id, status: "proposed" },
    data: {
      status: "declined",
      declinedById: facts.by,
      declinedReason: facts.reason,
      closedAt: facts.at,
    },
  });
  demandOne(count);
}

function demandOne(count: number): void {
  if (count !== 1) {
    throw new AppError("conflict", "This amendment was closed a moment ago. Reload and look.");
  }
}

/** The text that was signed last, which need not be the newest one. */
export async function signedContentOf(
  db: ReadDb,
  facts: Pick<CaseFacts, "id" | "signedNumber" | "latest">,
): Promise<CaseContent | null> {
  const { id: caseId, signedNumber: number, latest } = facts;
  if (number === null) {
    return null;
  }
  return latest?.number === number ? latest.content : findVersion(db, { caseId, number });
}
