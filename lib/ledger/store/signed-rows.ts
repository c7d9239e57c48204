import "server-only";
import type { SignedRows } from "@/lib/ledger/check-subject";
import type { ReadDb } from "@/lib/platform/db";

/** What each of these signatures was given for, in one statement, by the signature. */
export async function loadSignedRows(
  db: ReadDb,
  signatureIds: readonly string[],
): Promise<Map<string, SignedRows>> {
  const rows = await db.$queryRaw<SignedRows[]>`
    SELECT s.id AS "signatureId",
      COALESCE(to_jsonb(g), to_jsonb(c), to_jsonb(a), to_jsonb(k)) AS place,
      COALESCE(to_jsonb(r), to_jsonb(w), to_jsonb(v), to_jsonb(a), to_jsonb(q)) AS signed,
      COALESCE(to_jsonb(d), to_jsonb(x)) AS vote
    FROM signatures s
    LEFT JOIN gates g ON s.subject IN ('gate_decision', 'waiver') AND g.id = s."subjectId"
    LEFT JOIN gate_rounds r ON s.subject = 'gate_decision'
      AND r."gateId" = g.id AND r.number = s."subjectVersion"
    LEFT JOIN gate_decisions d ON d."signatureId" = s.id AND d."roundId" = r.id
    LEFT JOIN gate_waiver_grants y ON s.subject = 'waiver' AND y."signatureId" = s.id
    LEFT JOIN gate_waivers w ON w.id = y."waiverId" AND w."gateId" = g.id
    LEFT JOIN business_cases c ON s.subject = 'business_case' AND c.id = s."subjectId"
    LEFT JOIN business_case_versions v ON v."caseId" = c.id AND v.number = s."subjectVersion"
    LEFT JOIN risks k ON s.subject = 'risk_acceptance' AND k.id = s."subjectId"
    LEFT JOIN risk_acceptances x ON x."signatureId" = s.id AND x."riskId" = k.id
    LEFT JOIN risk_acceptance_requests q ON q.id = x."requestId" AND q."riskId" = k.id
    LEFT JOIN case_amendments a ON s.subject = 'case_amendment' AND a.id = s."subjectId"
    WHERE s.id = ANY(${[...signatureIds]}::uuid[])`;
  return new Map(rows.map((row) => [row.signatureId, row]));
}
