import "server-only";
import type { WorkspaceId } from "@/lib/kernel/ids";
import type { Finding } from "@/lib/ledger/check-record";
import type { ReadDb } from "@/lib/platform/db";

type Range = { workspaceId: WorkspaceId; from: number; to: number };
type Row = { index: bigint | null; what: string };

/**
 * Ends that an entry of this range speaks of and whose row says otherwise: a
 * round that closed, an acceptance that was revoked or ran out, a condition
 * that was met. A thing that is not kept here, as in an archive, is passed over.
 */
export async function wrongEnds(db: ReadDb, range: Range): Promise<Finding[]> {
  const { workspaceId, from, to } = range;
  const rows = await db.$queryRaw<Row[]>`
    WITH spoken AS MATERIALIZED (
      SELECT index, type, data FROM audit_events
      WHERE "workspaceId" = ${workspaceId}::uuid AND index >= ${from} AND index < ${to}
        AND type IN ('gate.round-closed', 'gate.request-withdrawn', 'risk.acceptance-revoked',
          'risk.acceptance-ended', 'condition.met')
    )
    SELECT s.index, 'Round ' || (s.data->>'round') || ' of gate ' || (s.data->>'code')
      || ' ended otherwise than its row says.' AS what
    FROM spoken s JOIN gates g ON g.id::text = s.data->>'gateId'
    LEFT JOIN gate_rounds r ON r."gateId" = g.id AND r.number = (s.data->>'round')::int
    WHERE s.type IN ('gate.round-closed', 'gate.request-withdrawn')
      AND r.outcome::text IS DISTINCT FROM COALESCE(s.data->>'outcome', 'withdrawn')
    UNION ALL
    SELECT s.index, 'The acceptance of ' || (s.data->>'key') || ' ended, and its row says it stands.'
    FROM spoken s JOIN risk_acceptances a ON a.id::text = s.data->>'acceptanceId'
    WHERE s.type = 'risk.acceptance-revoked' AND a."revokedAt" IS NULL
      OR s.type = 'risk.acceptance-ended' AND a."endNotedAt" IS NULL
    UNION ALL
    SELECT s.index, 'Condition ' || (s.data->>'code') || ' was met, and its row says it is not.'
    FROM spoken s JOIN gate_conditions c ON c.id::text = s.data->>'conditionId'
    WHERE s.type = 'condition.met' AND c."metAt" IS NULL`;
  return rows.map(told);
}

/**
 * What stands in the rows and no entry speaks of, over the whole ledger:
 * signatures, ends of rounds, conditions met, states of gates, and levels that
 * acceptances cover (a matrix of another size maps those, and is an entry of
 * its own). Named at the last entry that says otherwise, where there is one.
 */
export async function unspokenOf(db: ReadDb, workspaceId: WorkspaceId): Promise<Finding[]> {
  const rows = await db.$queryRaw<Row[]>`
    WITH moved AS MATERIALIZED (
      SELECT DISTINCT ON (data->>'gateId') data->>'gateId' AS "gateId", data->>'to' AS state, index
      FROM audit_events WHERE "workspaceId" = ${workspaceId}::uuid AND type = 'gate.state-changed'
      ORDER BY data->>'gateId', index DESC
    ), ended AS MATERIALIZED (
      SELECT data->>'gateId' AS "gateId", data->>'round' AS round FROM audit_events
      WHERE "workspaceId" = ${workspaceId}::uuid
        AND type IN ('gate.round-closed', 'gate.request-withdrawn')
    ), met AS MATERIALIZED (
      SELECT data->>'conditionId' AS id FROM audit_events
      WHERE "workspaceId" = ${workspaceId}::uuid AND type = 'condition.met'
    ), mine AS MATERIALIZED (
      SELECT g.id, g.code, g.state::text AS state FROM gates g
      JOIN projects p ON p.id = g."projectId" WHERE p."workspaceId" = ${workspaceId}::uuid
    )
    SELECT m.index, 'Gate ' || g.code || ' stands as ' || g.state || ', and its last entry says '
      || COALESCE(m.state, 'locked') || '.' AS what
    FROM mine g LEFT JOIN moved m ON m."gateId" = g.id::text
    WHERE g.state <> COALESCE(m.state, 'locked')
    UNION ALL
    SELECT NULL, 'Round ' || r.number || ' of gate ' || g.code || ' has ended, and no entry says so.'
    FROM mine g JOIN gate_rounds r ON r."gateId" = g.id AND r.outcome IS NOT NULL
    LEFT JOIN ended e ON e."gateId" = g.id::text AND e.round = r.number::text
    WHERE e.round IS NULL
    UNION ALL
    SELECT NULL, 'Condition ' || c.code || ' is met, and no entry says so.'
    FROM mine g JOIN gate_conditions c ON c."gateId" = g.id AND c."metAt" IS NOT NULL
    LEFT JOIN met ON met.id = c.id::text
    WHERE met.id IS NULL
    UNION ALL
    SELECT e.index, 'The acceptance of ' || (e.data->>'key') || ' covers another level than was signed.'
    FROM risks k JOIN risk_acceptances a ON a."riskId" = k.id
    JOIN risk_acceptance_requests q ON q.id = a."requestId"
    JOIN audit_events e ON e.data->>'signatureId' = a."signatureId"::text
    WHERE k."workspaceId" = ${workspaceId}::uuid
      AND (a.likelihood, a.impact) <> (q.likelihood, q.impact)
      AND NOT EXISTS (
        SELECT 1 FROM risk_matrices old JOIN risk_matrices newer
          ON newer."workspaceId" = old."workspaceId" AND newer.version > old.version
        WHERE old."workspaceId" = k."workspaceId" AND old.version = q."matrixVersion"
          AND (jsonb_array_length(newer.likelihoods), jsonb_array_length(newer.impacts))
            <> (jsonb_array_length(old.likelihoods), jsonb_array_length(old.impacts)))
    UNION ALL
    SELECT NULL, 'Signature ' || s.id || ' stands, and no entry speaks of it.'
    FROM signatures s WHERE s."workspaceId" = ${workspaceId}::uuid
      AND NOT EXISTS (SELECT 1 FROM audit_events e WHERE e.data->>'signatureId' = s.id::text)
    LIMIT 100`;
  return rows.map(told);
}

function told({ index, what }: Row): Finding {
  return { index: index === null ? null : Number(index), what };
}
