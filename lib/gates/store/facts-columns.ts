import "server-only";
import { livingOn } from "@/lib/evidence/store";
import { roundsOfCase } from "@/lib/signing/store/case-rounds";
import { Prisma } from "@/prisma/generated/client";

/** The project, its people, gates, rounds and business case, as columns of `projects p` and `workspaces w`. */
export const headColumns = Prisma.sql`
  p.id, p."workspaceId", w.name AS "workspaceName", p.key, p.name,
  p.strictness::text AS strictness, p.status::text AS status, p.iteration,
  (SELECT json_agg(json_build_object('id', s.id, 'key', s.key, 'number', s.number,
      'name', s.name, 'planEndOn', s."planEndOn",
      'isTailoredOut', s."tailoredOutAt" IS NOT NULL) ORDER BY s.number)
    FROM stages s WHERE s."projectId" = p.id) AS stages,
  COALESCE((SELECT json_agg(json_build_object('userId', pm."userId", 'name', u.name,
      'roles', pm.roles) ORDER BY pm."addedAt", u.name, pm."userId")
    FROM project_members pm
    JOIN users u ON u.id = pm."userId" AND u."disabledAt" IS NULL
    JOIN memberships m ON m."workspaceId" = p."workspaceId" AND m."userId" = pm."userId"
      AND m."removedAt" IS NULL
    WHERE pm."projectId" = p.id AND pm."removedAt" IS NULL), '[]') AS people,
  COALESCE((SELECT json_agg(to_jsonb(g) - 'projectId' ORDER BY s.number, g.code)
    FROM gates g JOIN stages s ON s.id = g."stageId"
    WHERE g."projectId" = p.id), '[]') AS gates,
  COALESCE((SELECT json_agg(to_jsonb(r) || jsonb_build_object('requestedBy', u.name,
      'decisions', COALESCE((SELECT jsonb_agg(jsonb_build_object('id', d.id,
          'approverId', d."approverId", 'delegatedFromId', d."delegatedFromId", 'role', d.role, 'verdict', d.verdict,
          'signatureId', d."signatureId") ORDER BY d."decidedAt", d.id)
        FROM gate_decisions d WHERE d."roundId" = r.id), '[]'::jsonb)))
    FROM gates g
    CROSS JOIN LATERAL (
      (SELECT * FROM gate_rounds o WHERE o."gateId" = g.id AND o.outcome IS NULL)
      UNION ALL
      (SELECT * FROM gate_rounds c WHERE c."gateId" = g.id AND c.outcome IS NOT NULL
         AND c.outcome NOT IN ('withdrawn', 'voided')
       ORDER BY c.number DESC LIMIT 1)) r
    JOIN users u ON u.id = r."requestedById"
    WHERE g."projectId" = p.id), '[]') AS rounds,
  (SELECT json_build_object('id', c.id, 'status', c.status, 'draft', c.draft,
      'versions', COALESCE((SELECT json_agg(json_build_object('number', v.number,
          'sha256', v.sha256, 'submittedById', v."submittedById", 'content', v.content)
          ORDER BY v.number DESC)
        FROM business_case_versions v WHERE v."caseId" = c.id), '[]'),
      'signatures', COALESCE((SELECT json_agg(json_build_object('id', s.id, 'role', s.role,
          'signerId', s."signerId", 'signerName', s."signerName",
          'delegatedFromId', s."delegatedFromId", 'assurance', s.assurance,
          'number', s."subjectVersion", 'signedAt', s."signedAt") ORDER BY s."signedAt", s.id)
        FROM signatures s
        JOIN business_case_versions v ON v."caseId" = c.id
          AND v.number = s."subjectVersion" AND v.sha256 = s."subjectSha256"
        WHERE s.subject = 'business_case' AND s."subjectId" = c.id
          AND s."withdrawnAt" IS NULL), '[]'),
      'rounds', ${roundsOfCase},
      'reviews', COALESCE((SELECT json_agg(json_build_object(
          'assumptionKey', r."assumptionKey", 'verdict', r.verdict, 'note', r.note,
          'reviewedBy', u.name, 'reviewedAt', r."reviewedAt") ORDER BY r."reviewedAt", r.id)
        FROM assumption_reviews r JOIN users u ON u.id = r."reviewedById"
        WHERE r."caseId" = c.id), '[]'))
    FROM business_cases c WHERE c."projectId" = p.id) AS "businessCase"`;

/** What was done and attached by a given day, as columns of `projects p`. */
export const workColumns = (today: string): Prisma.Sql => Prisma.sql`
  COALESCE((SELECT json_agg(json_build_object('id', t.id, 'stageId', t."stageId",
      'key', t.key, 'number', t.number, 'name', t.name, 'status', t.status, 'role', t.role,
      'toRecheck', t."toRecheck") ORDER BY t.position, t.number)
    FROM tasks t WHERE t."projectId" = p.id), '[]') AS tasks,
  COALESCE((SELECT json_agg(json_build_object('id', o.id, 'stageId', o."stageId",
      'key', o.key, 'name', o.name, 'kind', o.kind, 'field', o.field,
      'mandatory', o.mandatory,
      'isDropped', EXISTS (SELECT 1 FROM task_outputs link WHERE link."outputId" = o.id)
        AND NOT EXISTS (SELECT 1 FROM task_outputs link JOIN tasks t ON t.id = link."taskId"
          WHERE link."outputId" = o.id AND t.status <> 'tailored_out')) ORDER BY o.name, o.id)
    FROM outputs o WHERE o."projectId" = p.id), '[]') AS outputs,
  COALESCE((SELECT json_agg(json_build_object('id', e.id, 'outputId', e."outputId",
      'kind', e.kind, 'title', e.title, 'sha256', e.sha256, 'effectiveOn', e."effectiveOn",
      'addedById', e."addedById") ORDER BY e."receivedAt", e.id)
    FROM evidence e WHERE e."projectId" = p.id AND ${livingOn(today)}), '[]') AS evidence,
  COALESCE((SELECT json_agg(json_build_object('id', r.id, 'number', r.number,
      'title', r.title, 'score', r.score, 'isAboveAppetite', r."isAboveAppetite", 'ownerId', r."ownerId", 'stageKey', s.key,
      'isAccepted', EXISTS (SELECT 1 FROM risk_acceptances a WHERE a."riskId" = r.id
        AND a."revokedAt" IS NULL AND a."expiresOn" >= ${today}::date
            AND a.likelihood >= r.likelihood AND a.impact >= r.impact))
      ORDER BY r.score DESC, r.number)
    FROM risks r LEFT JOIN stages s ON s.id = r."stageId"
    WHERE r."projectId" = p.id AND r.status <> 'closed'), '[]') AS risks,
  COALESCE((SELECT json_agg(json_build_object('id', m.id, 'name', m.name, 'slice', m.slice,
      'dataSetHash', m."dataSetHash", 'value', m.value, 'unit', m.unit,
      'measuredAt', m."measuredAt", 'addedById', m."addedById"))
    FROM (SELECT DISTINCT ON (name, slice, "dataSetHash") *
          FROM metrics WHERE "projectId" = p.id
          ORDER BY name, slice, "dataSetHash", "measuredAt" DESC, id DESC) m), '[]') AS metrics,
  COALESCE((SELECT json_agg(json_build_object('id', k.id, 'gateId', k."gateId",
      'criterionId', k."criterionId", 'isTicked', k."isTicked", 'setById', k."setById",
      'name', u.name, 'role', k.role, 'iteration', k.iteration, 'note', k.note,
      'setAt', k."setAt"))
    FROM (SELECT DISTINCT ON (c."gateId", c."criterionId") c.* FROM gate_checks c
          JOIN gates g ON g.id = c."gateId" AND g."projectId" = p.id
          ORDER BY c."gateId", c."criterionId", c."setAt" DESC, c.id DESC) k
    JOIN users u ON u.id = k."setById"), '[]') AS checks,
  COALESCE((SELECT json_agg(json_build_object('id', a.id, 'gateId', a."gateId",
      'criterionId', a."criterionId", 'attestedById', a."attestedById", 'name', u.name,
      'role', a.role, 'iteration', a.iteration, 'note', a.note, 'attestedAt', a."attestedAt"))
    FROM attestations a
    JOIN gates g ON g.id = a."gateId" AND g."projectId" = p.id
    JOIN users u ON u.id = a."attestedById"
    WHERE a."withdrawnAt" IS NULL), '[]') AS attestations,
  COALESCE((SELECT json_agg(json_build_object('id', c.id, 'gateId', c."gateId",
      'roundNumber', r.number, 'code', c.code, 'text', c.text, 'ownerId', c."ownerId",
      'ownerName', u.name, 'setById', c."setById", 'dueOn', c."dueOn", 'blocksGateId', c."blocksGateId",
      'isMet', c."metAt" IS NOT NULL) ORDER BY c.code, c.id)
    FROM gate_conditions c
    JOIN gates g ON g.id = c."gateId" AND g."projectId" = p.id
    JOIN gate_rounds r ON r.id = c."roundId"
    JOIN users u ON u.id = c."ownerId"), '[]') AS conditions,
  COALESCE((SELECT json_agg(json_build_object('id', x.id, 'gateId', x."gateId",
      'reason', x.reason, 'requestedById', x."requestedById", 'needs', x.needs,
      'subjectSha256', x."subjectSha256", 'proposedAt', x."proposedAt",
      'grantedAt', x."grantedAt", 'expiresOn', x."expiresOn",
      'grants', (SELECT COALESCE(json_agg(json_build_object('role', y.role,
          'grantedById', y."grantedById", 'signatureId', y."signatureId")
          ORDER BY y."grantedAt", y.id), '[]')
        FROM gate_waiver_grants y WHERE y."waiverId" = x.id))
      ORDER BY x."proposedAt" DESC, x.id DESC)
    FROM gate_waivers x JOIN gates g ON g.id = x."gateId" AND g."projectId" = p.id
    WHERE x."revokedAt" IS NULL), '[]') AS waivers,
  COALESCE((SELECT json_agg(json_build_object('iteration', l.iteration,
      'fromNumber', f.number, 'toNumber', t.number))
    FROM loop_backs l JOIN stages f ON f.id = l."fromStageId"
    JOIN stages t ON t.id = l."toStageId"
    WHERE l."projectId" = p.id), '[]') AS loops`;
