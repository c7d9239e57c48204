/**
 * Everything a page of the register shows beyond its rows and its picture, as one would fetch it by
 * hand: what there is to filter by, what needs mending, and the counts of the shell around the page.
 */
const choices = ({ id, of }) => `SELECT o.id, o.name FROM ${of} o
  JOIN (SELECT r."${id}" AS id FROM risks r WHERE r."workspaceId" = $1 GROUP BY 1
    ORDER BY count(*) FILTER (WHERE r.status <> 'closed') DESC, 1 LIMIT 50) c USING (id)
  ORDER BY o.name`;

const PROJECTS = choices({ id: "projectId", of: "projects" });
const OWNERS = choices({ id: "ownerId", of: "users" });

const STAGES = `SELECT DISTINCT s.number FROM stages s
  WHERE s.id IN (SELECT r."stageId" FROM risks r WHERE r."workspaceId" = $1) ORDER BY 1`;

const VIEWS = `SELECT id, name, filters FROM risk_saved_views
  WHERE "workspaceId" = $1 ORDER BY name LIMIT 50`;

/** Each sign of a risk that needs mending, by the name it is counted under. */
const SIGNS = {
  nobody: `r."ownerId" IS NULL`,
  gone: `r."ownerId" IS NOT NULL AND (pm."userId" IS NULL OR m."userId" IS NULL)`,
  lowered: `r.score < r."inherentLikelihood" * r."inherentImpact" AND r.id NOT IN (
      SELECT k.id FROM risks k JOIN risk_controls c ON c."riskId" = k.id
      WHERE k."workspaceId" = $1 AND c."retiredAt" IS NULL AND c.state = 'existing'
      UNION SELECT k.id FROM risks k JOIN risk_actions x ON x."riskId" = k.id
      JOIN tasks t ON t.id = x."taskId" AND t.status = 'done'
      WHERE k."workspaceId" = $1 AND x."removedAt" IS NULL)`,
  residual: `COALESCE(r."residualLikelihood" * r."residualImpact" > r.score, false)`,
  unsigned: `r.status = 'accepted' AND NOT EXISTS (SELECT 1 FROM risk_acceptances a
      WHERE a."riskId" = r.id AND a."revokedAt" IS NULL AND a."endNotedAt" IS NULL
        AND a.likelihood >= r.likelihood AND a.impact >= r.impact)`,
  expired: `r.id IN (SELECT a."riskId" FROM risk_acceptances a
      WHERE a."revokedAt" IS NULL AND a."expiresOn" < CURRENT_DATE)`,
  behind: `r."projectId" IN (SELECT l."projectId" FROM loop_backs l
        JOIN projects p ON p.id = l."projectId" AND p."workspaceId" = $1
        WHERE l."decidedAt" IS NOT NULL)
      AND EXISTS (SELECT 1 FROM loop_backs l JOIN stages b ON b.id = l."toStageId"
        WHERE l."projectId" = r."projectId" AND l."decidedAt" > r."ratedAt"
          AND (r."stageId" IS NULL
            OR b.number <= (SELECT number FROM stages s WHERE s.id = r."stageId")))`,
  treatment: `COALESCE(r.status = 'open' AND r."dueOn" < CURRENT_DATE, false)`,
  action: `r.id IN (SELECT x."riskId" FROM risk_actions x JOIN tasks t ON t.id = x."taskId"
      JOIN projects p ON p.id = t."projectId" AND p."workspaceId" = $1
      WHERE x."removedAt" IS NULL AND t."dueOn" < CURRENT_DATE
        AND t.status NOT IN ('done', 'tailored_out'))`,
  review: `COALESCE(r."reviewDueOn" < CURRENT_DATE, false)`,
};

const names = Object.keys(SIGNS);

const MENDING = `SELECT ${names.map((name) => `count(*) FILTER (WHERE ${name}) AS ${name}`).join(", ")},
    count(*) FILTER (WHERE ${names.join(" OR ")}) AS any
  FROM (SELECT ${names.map((name) => `${SIGNS[name]} AS ${name}`).join(", ")}
    FROM risks r JOIN projects p ON p.id = r."projectId" AND p.status <> 'closed'
    LEFT JOIN project_members pm ON pm."projectId" = r."projectId"
      AND pm."userId" = r."ownerId" AND pm."removedAt" IS NULL
    LEFT JOIN (memberships m JOIN users u ON u.id = m."userId" AND u."disabledAt" IS NULL)
      ON m."workspaceId" = r."workspaceId" AND m."userId" = r."ownerId" AND m."removedAt" IS NULL
    WHERE r."workspaceId" = $1 AND r.status <> 'closed' OFFSET 0) j`;

const SHELL = `SELECT
    (SELECT count(*) FROM tasks t JOIN stages s ON s.id = t."stageId"
      JOIN projects p ON p.id = t."projectId" AND p.status = 'active' AND p."workspaceId" = $1
      WHERE t."assigneeId" = $2 AND t.status IN ('todo', 'doing', 'blocked')) AS tasks,
    (SELECT count(*) FROM risks r JOIN projects p ON p.id = r."projectId" AND p.status = 'active'
      WHERE r."workspaceId" = $1 AND r.status = 'open' AND r."isAboveAppetite") AS risks,
    (SELECT count(*) FROM risks r WHERE r."ownerId" = $2 AND r.status <> 'closed'
      AND r."reviewDueOn" <= CURRENT_DATE) AS reviews,
    (SELECT count(*) FROM gate_rounds d JOIN gates g ON g.id = d."gateId"
      JOIN projects p ON p.id = g."projectId"
      WHERE p."workspaceId" = $1 AND d.outcome IS NULL) AS rounds,
    (SELECT count(*) FROM notifications n WHERE n."userId" = $2 AND n."readAt" IS NULL) AS notices`;

/** To be fetched beside the rows and the picture of the register. */
export function aroundRegister({ workspaceId, readerId }) {
  const ofWorkspace = (text) => ({ text, values: [workspaceId] });
  return [
    ...[PROJECTS, OWNERS, STAGES, VIEWS, MENDING].map(ofWorkspace),
    { text: SHELL, values: [workspaceId, readerId] },
  ];
}
