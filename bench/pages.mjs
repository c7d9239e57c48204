import { aroundRegister } from "./whole-register.mjs";

/**
 * The main pages, where their data query answers over REST, and what one would write by hand to
 * fetch the same rows. The hand-written statements know no permissions and compute no views.
 */
const TODAY = "CURRENT_DATE";

const STAGES_OF = `(SELECT json_agg(json_build_object('id', s.id, 'number', s.number,
    'name', s.name, 'group', s."group", 'planStartOn', s."planStartOn", 'planEndOn', s."planEndOn",
    'firstPlanStartOn', s."firstPlanStartOn", 'firstPlanEndOn', s."firstPlanEndOn",
    'actualStartOn', s."actualStartOn", 'actualEndOn', s."actualEndOn",
    'tasksTotal', s."tasksTotal", 'tasksDone', s."tasksDone", 'tasksBlocked', s."tasksBlocked",
    'estimateDays', s."estimateDays", 'estimateDoneDays', s."estimateDoneDays",
    'gate', (SELECT json_build_object('id', g.id, 'code', g.code, 'name', g.name, 'state', g.state)
      FROM gates g WHERE g."stageId" = s.id LIMIT 1)) ORDER BY s.number)
  FROM stages s WHERE s."projectId" = p.id) AS stages`;

const PORTFOLIO = `SELECT p.id, p.key, p.name, p.status, p.strictness, p.unit, p.iteration,
    o.name AS owner, c.due, ${STAGES_OF}, r.*
  FROM (SELECT p.id, d.due FROM projects p CROSS JOIN LATERAL (
      SELECT s."planEndOn" AS due FROM stages s JOIN gates g ON g."stageId" = s.id
      WHERE s."projectId" = p.id AND s."tailoredOutAt" IS NULL
        AND g.state NOT IN ('passed', 'passed_with_conditions', 'waived')
      ORDER BY s.number LIMIT 1) d
    WHERE p."workspaceId" = $1 AND p.status = 'active' ORDER BY d.due, p.id LIMIT 51) c
  JOIN projects p ON p.id = c.id JOIN users o ON o.id = p."ownerId"
  LEFT JOIN LATERAL (SELECT r.number AS risk, r.title, r.score FROM risks r
    WHERE r."projectId" = p.id AND r.status = 'open' ORDER BY r.score DESC LIMIT 1) r ON true
  ORDER BY c.due, c.id`;

const WAITING = `SELECT g.id, p.id AS "projectId", p.key, p.name, g.code, g.name AS gate,
    g.question, r."dueOn"
  FROM project_members m JOIN projects p ON p.id = m."projectId" AND p.status <> 'closed'
  JOIN gates g ON g."projectId" = p.id AND g.state = 'in_review'
  JOIN gate_rounds r ON r."gateId" = g.id AND r.outcome IS NULL
  WHERE m."userId" = $1 AND p."workspaceId" = $2 AND m."removedAt" IS NULL
    AND EXISTS (SELECT 1 FROM jsonb_each(r.eligible) e WHERE jsonb_exists(e.value, $1::text))
  ORDER BY r."dueOn", g.id LIMIT 51`;

const TASKS_OF_STAGE = `SELECT t.id, t.number, t.name, t.role, t.status, t."blockedReason",
    t."assigneeId", u.name AS assignee, t."dueOn", t."estimateLowDays", t."estimateLikelyDays",
    t."estimateHighDays", t."loggedDays", t."toRecheck", t.version,
    (SELECT count(*) FROM checklist_entries c WHERE c."taskId" = t.id) AS entries,
    (SELECT count(c."tickedAt") FROM checklist_entries c WHERE c."taskId" = t.id) AS ticked,
    (SELECT array_agg(l."outputId") FROM task_outputs l WHERE l."taskId" = t.id) AS outputs
  FROM tasks t LEFT JOIN users u ON u.id = t."assigneeId"
  WHERE t."stageId" = $1 ORDER BY t.position, t.number`;

const OUTPUTS_OF_STAGE = `SELECT o.id, o.key, o.name, o.kind, o.mandatory,
    (SELECT json_agg(json_build_object('id', e.id, 'title', e.title, 'kind', e.kind))
      FROM evidence e WHERE e."outputId" = o.id AND e."withdrawnAt" IS NULL) AS evidence
  FROM outputs o WHERE o."stageId" = $1 ORDER BY o.mandatory DESC, o.name`;

const STAGE = `SELECT s.*, p.key AS project FROM stages s JOIN projects p ON p.id = s."projectId"
  WHERE s.id = $1`;

const TEAM = `SELECT u.id, u.name, m.roles FROM project_members m JOIN users u ON u.id = m."userId"
  WHERE m."projectId" = $1 AND m."removedAt" IS NULL ORDER BY u.name`;

const LOG = `SELECT j.id, j.kind, j.body, j."entryOn", u.name FROM journal_entries j
  JOIN users u ON u.id = j."authorId" WHERE j."projectId" = $1 ORDER BY j."entryOn" DESC, j.id DESC
  LIMIT 4`;

const RISKS_OF_PROJECT = `SELECT r.id, r.number, r.title, r.likelihood, r.impact, r.score, r.status
  FROM risks r WHERE r."projectId" = $1 AND r.status = 'open' ORDER BY r.score DESC LIMIT 40`;

const GATE = `SELECT g.*, (SELECT json_agg(r.*) FROM gate_rounds r WHERE r."gateId" = g.id) AS rounds
  FROM gates g WHERE g.id = $1`;

const TASKS_OF_PROJECT = `SELECT t.id, t."stageId", t.key, t.number, t.name, t.status, t.role
  FROM tasks t WHERE t."projectId" = $1 ORDER BY t.position, t.number`;

const OUTPUTS_OF_PROJECT = `SELECT o.id, o."stageId", o.key, o.name, o.kind, o.mandatory
  FROM outputs o WHERE o."projectId" = $1`;

const EVIDENCE_OF_PROJECT = `SELECT e.id, e."outputId", e.kind, e.title, e."effectiveOn"
  FROM evidence e WHERE e."projectId" = $1 AND e."withdrawnAt" IS NULL`;

const NARROWED = `AND r.category = 'data' AND r.status = 'open'`;

const risks = ({ order, narrowed = "" }) => `SELECT r.id, r.number, r.title, r.category,
    r."projectId", p.key, p.name, s.number AS stage, s.name AS "stageName", g.code AS gate,
    u.name AS owner, r.likelihood, r.impact, r.score, r."inherentLikelihood", r."inherentImpact",
    r."residualLikelihood", r."residualImpact", r."isAboveAppetite", r.treatment, r."dueOn",
    r."reviewDueOn", r."raisedAt", r.status
  FROM risks r JOIN projects p ON p.id = r."projectId" LEFT JOIN users u ON u.id = r."ownerId"
  LEFT JOIN stages s ON s.id = r."stageId" LEFT JOIN gates g ON g.id = r."gateId"
  WHERE r."workspaceId" = $1 ${narrowed} ORDER BY ${order}, r.id LIMIT 51`;

/** What cells, arrows and counts are added up from. */
const heatMap = (narrowed = "") => `SELECT likelihood, impact, "inherentLikelihood",
    "inherentImpact", status, "isAboveAppetite", count(*)::int,
    count(*) FILTER (WHERE status = 'open' AND "dueOn" < ${TODAY})::int AS overdue,
    count(*) FILTER (WHERE status <> 'closed' AND "reviewDueOn" < ${TODAY})::int AS "reviewOverdue",
    count(*) FILTER (WHERE status <> 'closed' AND "reviewDueOn" <= ${TODAY})::int AS "reviewDue"
  FROM risks WHERE "workspaceId" = $1 ${narrowed}
  GROUP BY likelihood, impact, "inherentLikelihood", "inherentImpact", status, "isAboveAppetite"`;

const AUDIT = `SELECT e.index, e.id, e.type, e.data, e."actorName", e.at, p.key, p.name,
    encode(e."leafHash", 'hex') AS leaf
  FROM audit_events e LEFT JOIN projects p ON p.id = e."projectId"
  WHERE e."workspaceId" = $1 ORDER BY e.index DESC LIMIT 51`;

/**
 * Pages of one workspace; `rows` says how many list rows an answer of the data query holds. Where
 * `around` stands, `bare` and `around` together are all that the page shows.
 */
export function pagesOf({ workspaceId, readerId, projectId, stageId, gateId }) {
  const ofWorkspace = (text) => ({ text, values: [workspaceId] });
  const ofProject = (text) => ({ text, values: [projectId] });
  const ofStage = (text) => ({ text, values: [stageId] });
  const project = `/projects/${projectId}`;
  return [
    {
      name: "portfolio",
      path: "/portfolio",
      query: `/workspaces/${workspaceId}/portfolio`,
      bare: [ofWorkspace(PORTFOLIO)],
      rows: (view) => view.rows.length,
    },
    {
      name: "my work",
      path: "/my-work",
      query: `/workspaces/${workspaceId}/waiting`,
      bare: [{ text: WAITING, values: [readerId, workspaceId] }],
      rows: (view) => view.rows.length,
    },
    {
      name: "project overview",
      path: project,
      query: `${project}/overview?stageId=${stageId}`,
      bare: [
        ...[TASKS_OF_STAGE, OUTPUTS_OF_STAGE].map(ofStage),
        ...[LOG, RISKS_OF_PROJECT, TEAM].map(ofProject),
      ],
      rows: (view) => view.stage?.tasks.length ?? 0,
    },
    {
      name: "stage workspace",
      path: `${project}/stages/${stageId}`,
      query: `/stages/${stageId}`,
      bare: [...[STAGE, TASKS_OF_STAGE, OUTPUTS_OF_STAGE].map(ofStage), ofProject(TEAM)],
      rows: (view) => view.tasks.length,
    },
    {
      name: "gate",
      path: `${project}/gates/${gateId}`,
      query: `/gates/${gateId}`,
      bare: [
        { text: GATE, values: [gateId] },
        ...[TASKS_OF_PROJECT, OUTPUTS_OF_PROJECT, EVIDENCE_OF_PROJECT, RISKS_OF_PROJECT, TEAM].map(
          ofProject,
        ),
      ],
      rows: (view) => view.criteria.length,
    },
    ...registersOf({ workspaceId, readerId }),
    {
      name: "audit",
      path: "/audit",
      query: `/workspaces/${workspaceId}/audit`,
      bare: [ofWorkspace(AUDIT)],
      rows: (view) => view.rows.length,
    },
  ];
}

/** Lists and pictures of one register; the picture follows the category and not the state. */
function registersOf({ workspaceId, readerId }) {
  const ofWorkspace = (text) => ({ text, values: [workspaceId] });
  const rows = (view) => view.rows.length;
  const list = `/workspaces/${workspaceId}/risks`;
  const byDue = `COALESCE(r."dueOn", 'infinity'::date)`;
  const around = aroundRegister({ workspaceId, readerId });
  const registers = [
    {
      name: "risk register",
      path: "/risks",
      query: list,
      bare: [risks({ order: "r.score DESC" }), heatMap()].map(ofWorkspace),
      rows,
    },
    {
      name: "risks by due day",
      path: "/risks?status=all&sort=due",
      query: `${list}?sort=due`,
      bare: [risks({ order: byDue }), heatMap()].map(ofWorkspace),
      rows,
    },
    {
      name: "risks, filtered",
      path: "/risks?category=data",
      query: `${list}?category=data&status=open`,
      bare: [
        risks({ order: "r.score DESC", narrowed: NARROWED }),
        heatMap("AND category = 'data'"),
      ].map(ofWorkspace),
      rows,
    },
    {
      // No door answers the picture alone: one row comes with it.
      name: "risk heat map",
      path: "/risks?likelihood=2&impact=3",
      query: `${list}?limit=1`,
      bare: [heatMap()].map(ofWorkspace),
      rows,
    },
  ];
  return registers.map((register) => ({ ...register, around }));
}
