import "server-only";
import type { GateHistory } from "@/lib/gates/rules/stored-history";
import type { ReadDb } from "@/lib/platform/db";

/** Every round, condition and waiver of one gate with the people in it, in one statement. */
export async function loadGateHistory(db: ReadDb, gateId: string): Promise<GateHistory> {
  const rows = await db.$queryRaw<GateHistory[]>`
    SELECT
      COALESCE((SELECT json_agg(json_build_object('id', r.id, 'number', r.number,
          'iteration', r.iteration, 'requestedById', r."requestedById", 'requestedBy', u.name,
          'requestedRole', r."requestedRole", 'requestedAt', r."requestedAt",
          'statement', r.statement, 'earlyReason', r."earlyReason", 'dueOn', r."dueOn",
          'changes', r.changes, 'isRenewal', r."isRenewal", 'outcome', r.outcome, 'closedAt', r."closedAt", 'closedReason', r."closedReason",
          'decisions', COALESCE((SELECT json_agg(json_build_object('id', d.id, 'role', d.role,
              'personId', d."approverId", 'person', s."signerName",
              'signedFor', s.statement->'delegatedFrom'->>'name', 'verdict', d.verdict,
              'feedback', d.feedback, 'reason', d.reason, 'returnStageId', d."returnStageId",
              'assurance', s.assurance, 'meaning', s.meaning,
              'signatureId', s.id, 'statementSha256', s."statementSha256", 'decidedAt', d."decidedAt")
              ORDER BY d."decidedAt", d.id)
            FROM gate_decisions d JOIN signatures s ON s.id = d."signatureId"
            WHERE d."roundId" = r.id), '[]'),
          'feedback', COALESCE((SELECT json_agg(json_build_object('id', f.id, 'role', f.role,
              'personId', f."givenById", 'person', p.name, 'level', f.level, 'text', f.text,
              'givenAt', f."givenAt") ORDER BY f."givenAt", f.id)
            FROM gate_feedback f JOIN users p ON p.id = f."givenById"
            WHERE f."roundId" = r.id), '[]')) ORDER BY r.number DESC)
        FROM gate_rounds r JOIN users u ON u.id = r."requestedById"
        WHERE r."gateId" = g.id), '[]') AS rounds,
      COALESCE((SELECT json_agg(json_build_object('id', c.id, 'code', c.code, 'text', c.text,
          'ownerId', c."ownerId", 'owner', o.name, 'setById', c."setById", 'setBy', b.name,
          'role', d.role, 'dueOn', c."dueOn", 'blocksGateId', c."blocksGateId",
          'metAt', c."metAt", 'metNote', c."metNote") ORDER BY length(c.code), c.code)
        FROM gate_conditions c JOIN users o ON o.id = c."ownerId" JOIN users b ON b.id = c."setById"
        JOIN gate_decisions d ON d.id = c."decisionId"
        WHERE c."gateId" = g.id), '[]') AS conditions,
      COALESCE((SELECT json_agg(json_build_object('id', x.id, 'reason', x.reason,
          'requestedById', x."requestedById", 'requestedBy', q.name, 'needs', x.needs,
          'proposedAt', x."proposedAt", 'grantedAt', x."grantedAt",
          'expiresOn', x."expiresOn", 'revokedAt', x."revokedAt",
          'grants', (SELECT COALESCE(json_agg(json_build_object('role', y.role,
              'grantedById', y."grantedById", 'grantedBy', a.name, 'grantedAt', y."grantedAt")
              ORDER BY y."grantedAt", y.id), '[]')
            FROM gate_waiver_grants y JOIN users a ON a.id = y."grantedById"
            WHERE y."waiverId" = x.id)) ORDER BY x."proposedAt" DESC, x.id DESC)
        FROM gate_waivers x JOIN users q ON q.id = x."requestedById"
        WHERE x."gateId" = g.id), '[]') AS waivers
    FROM gates g WHERE g.id = ${gateId}::uuid`;
  return rows[0] ?? { rounds: [], conditions: [], waivers: [] };
}
