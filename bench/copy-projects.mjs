/**
 * Bulk statements that turn one project into many. Only the bench writes rows this way: the
 * application knows no other door than its commands. Columns come from the template's own rows,
 * so a new column needs no change here; what stores keep up to date is brought up to date below.
 */

// Like the ids the database gives: ordered by time, here by project, and the same in every run.
const FUNCTIONS = `
  CREATE OR REPLACE FUNCTION pg_temp.copy_of(source text, n int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(1767225600000 + n * 60000::bigint), 12, '0') || '7'
      || substr(md5(:template::text || source || n), 1, 3) || '8' || substr(md5(:template::text || source || n), 4, 15))::uuid $$;
  CREATE OR REPLACE FUNCTION pg_temp.days_ago(n int) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT 20 + n * 13 % 300 $$`;

function copies({ table, alias, from, changes }) {
  return `
    INSERT INTO ${table} SELECT x.* FROM ${from} CROSS JOIN generate_series(:from, :to) n
    CROSS JOIN LATERAL jsonb_populate_record(NULL::${table},
      to_jsonb(${alias}) || jsonb_build_object(${changes})) x`;
}

const SHAPE = [
  copies({
    table: "projects",
    alias: "p",
    from: "(SELECT * FROM projects WHERE id = :template) p",
    changes: `'id', pg_temp.copy_of(p.id::text, n), 'key', 'P' || n,
      'name', 'Project ' || lpad(n::text, 4, '0') || ' of the portfolio',
      'unit', (ARRAY['Claims', 'Pricing', 'Service', 'Fraud', 'Marketing', 'Operations'])[1 + n % 6],
      'startOn', p."startOn" - pg_temp.days_ago(n), 'lastRiskNumber', 11,
      'status', CASE WHEN n % 25 = 7 THEN 'paused' ELSE 'active' END,
      'ownerId', CASE WHEN n % 50 = 1 THEN :reader ELSE (SELECT id FROM bench_people
        WHERE place = (n * 7) % :people) END`,
  }),
  `INSERT INTO project_members ("projectId", "userId", roles)
    SELECT pg_temp.copy_of(:template::text, n), u.id, array_agg(r.role::"ProjectRole")
    FROM generate_series(:from, :to) n
    CROSS JOIN unnest(ARRAY['lead', 'sponsor', 'data_scientist', 'ml_engineer', 'risk_reviewer',
      'domain_expert', 'operations']) WITH ORDINALITY r(role, place)
    JOIN bench_people u ON u.place = CASE WHEN n % 50 = r.place THEN 0
      ELSE 1 + (n * 7 + r.place) % (:people - 1) END
    GROUP BY n, u.id`,
  copies({
    table: "stages",
    alias: "s",
    from: `(SELECT * FROM stages WHERE "projectId" = :template) s`,
    changes: `'id', pg_temp.copy_of(s.id::text, n), 'projectId', pg_temp.copy_of(:template::text, n),
      'planStartOn', s."planStartOn" - pg_temp.days_ago(n),
      'planEndOn', s."planEndOn" - pg_temp.days_ago(n),
      'firstPlanStartOn', s."firstPlanStartOn" - pg_temp.days_ago(n),
      'firstPlanEndOn', s."firstPlanEndOn" - pg_temp.days_ago(n)`,
  }),
  copies({
    table: "gates",
    alias: "g",
    from: `(SELECT * FROM gates WHERE "projectId" = :template) g`,
    changes: `'id', pg_temp.copy_of(g.id::text, n), 'projectId', pg_temp.copy_of(:template::text, n),
      'stageId', pg_temp.copy_of(g."stageId"::text, n)`,
  }),
  copies({
    table: "business_cases",
    alias: "b",
    from: `(SELECT * FROM business_cases WHERE "projectId" = :template) b`,
    changes: `'id', pg_temp.copy_of(b.id::text, n), 'projectId', pg_temp.copy_of(:template::text, n)`,
  }),
  `INSERT INTO tasks SELECT x.* FROM (
      SELECT t.*, row_number() OVER (ORDER BY s.number, t.position) AS rank, s."planEndOn" AS ends
      FROM tasks t JOIN stages s ON s.id = t."stageId" WHERE t."projectId" = :template) t
    CROSS JOIN generate_series(:from, :to) n
    CROSS JOIN LATERAL (SELECT t.rank - n * 37 % 100 AS ahead) place
    CROSS JOIN LATERAL jsonb_populate_record(NULL::tasks, (to_jsonb(t) - 'rank' - 'ends')
      || jsonb_build_object('id', pg_temp.copy_of(t.id::text, n),
        'projectId', pg_temp.copy_of(:template::text, n),
        'stageId', pg_temp.copy_of(t."stageId"::text, n),
        'status', CASE WHEN ahead <= 0 THEN 'done' WHEN ahead <= 4 THEN 'doing'
          WHEN ahead = 5 THEN 'blocked' ELSE 'todo' END,
        'blockedReason', CASE WHEN ahead = 5 THEN 'Waits for access to the data.' ELSE '' END,
        'startedAt', CASE WHEN ahead <= 5 THEN now() - make_interval(days => 20 + n % 90) END,
        'doneAt', CASE WHEN ahead <= 0 THEN now() - make_interval(days => 1 + n % 20) END,
        'loggedDays', CASE WHEN ahead <= 0 THEN t."estimateLikelyDays" ELSE 0 END,
        'dueOn', t.ends - pg_temp.days_ago(n),
        'assigneeId', (SELECT m."userId" FROM project_members m
          WHERE m."projectId" = pg_temp.copy_of(:template::text, n) AND t.role = ANY (m.roles)
          LIMIT 1))) x`,
  copies({
    table: "checklist_entries",
    alias: "c",
    from: `(SELECT c.* FROM checklist_entries c JOIN tasks t ON t.id = c."taskId"
      WHERE t."projectId" = :template) c`,
    changes: `'id', pg_temp.copy_of(c.id::text, n), 'taskId', pg_temp.copy_of(c."taskId"::text, n)`,
  }),
  copies({
    table: "outputs",
    alias: "o",
    from: `(SELECT * FROM outputs WHERE "projectId" = :template) o`,
    changes: `'id', pg_temp.copy_of(o.id::text, n), 'projectId', pg_temp.copy_of(:template::text, n),
      'stageId', pg_temp.copy_of(o."stageId"::text, n)`,
  }),
  `INSERT INTO task_outputs ("taskId", "outputId")
    SELECT pg_temp.copy_of(l."taskId"::text, n), pg_temp.copy_of(l."outputId"::text, n)
    FROM task_outputs l JOIN tasks t ON t.id = l."taskId" AND t."projectId" = :template
    CROSS JOIN generate_series(:from, :to) n`,
];

const COPIED = `(SELECT id, substr(key, 2)::int AS n FROM projects WHERE "workspaceId" = :workspace
  AND substr(key, 2)::int BETWEEN :from AND :to)`;

const READ_MODELS = [
  `UPDATE stages s SET "tasksTotal" = c.total, "tasksStarted" = c.started, "tasksDone" = c.done,
      "tasksBlocked" = c.blocked, "estimateDays" = c.estimate, "estimateDoneDays" = c.finished,
      "actualStartOn" = CASE WHEN c.started > 0 THEN s."planStartOn" END,
      "actualEndOn" = CASE WHEN c.done = c.total THEN s."planEndOn" END
    FROM (SELECT t."stageId", count(*) AS total,
        count(*) FILTER (WHERE t."startedAt" IS NOT NULL) AS started,
        count(*) FILTER (WHERE t.status = 'done') AS done,
        count(*) FILTER (WHERE t.status = 'blocked') AS blocked,
        sum(t."estimateLikelyDays") AS estimate,
        COALESCE(sum(t."estimateLikelyDays") FILTER (WHERE t.status = 'done'), 0) AS finished
      FROM tasks t JOIN ${COPIED} p ON p.id = t."projectId"
      WHERE t.status <> 'tailored_out' GROUP BY t."stageId") c
    WHERE s.id = c."stageId"`,
  `UPDATE gates g SET state = 'passed', "passedAt" = s."planEndOn", "stateSince" = s."planEndOn"
    FROM stages s JOIN ${COPIED} p ON p.id = s."projectId"
    WHERE g."stageId" = s.id AND s."tasksTotal" = s."tasksDone"`,
  `UPDATE gates g SET state = CASE WHEN f.n % 4 = 1 THEN 'in_review' ELSE 'ready' END::"GateState",
      "roundNumber" = CASE WHEN f.n % 4 = 1 THEN 1 ELSE 0 END
    FROM (SELECT DISTINCT ON (s."projectId") g.id, p.n FROM gates g
      JOIN stages s ON s.id = g."stageId" JOIN ${COPIED} p ON p.id = s."projectId"
      WHERE g.state <> 'passed' ORDER BY s."projectId", s.number) f
    WHERE g.id = f.id AND f.n % 4 IN (1, 2)`,
  `INSERT INTO gate_rounds (id, "gateId", number, iteration, "requestedById", "requestedRole",
      "requestedAt", statement, policy, "policySha256", trace, subjects, eligible, "dueOn")
    SELECT pg_temp.copy_of('round' || g.code, p.n), g.id, 1, 1, m."userId", 'lead', now(),
      'Everything the playbook asks for is there.', g.policy, g."policySha256",
      COALESCE(g."lastTrace", '[]'), '[]', (SELECT jsonb_object_agg(role, ids) FROM (
        SELECT role, jsonb_agg(e."userId") AS ids FROM project_members e, unnest(e.roles) role
        WHERE e."projectId" = p.id GROUP BY role) x), CURRENT_DATE + p.n % 14
    FROM gates g JOIN ${COPIED} p ON p.id = g."projectId"
    JOIN project_members m ON m."projectId" = p.id AND 'lead' = ANY (m.roles)
    WHERE g.state = 'in_review'`,
];

const AROUND = [
  `INSERT INTO effort_entries (id, "taskId", "personId", days, "workedOn", note)
    SELECT pg_temp.copy_of('effort' || t.number, p.n), t.id, t."assigneeId",
      LEAST(31, t."loggedDays"), t."doneAt"::date, 'Done as planned.'
    FROM tasks t JOIN ${COPIED} p ON p.id = t."projectId"
    WHERE t.status = 'done' AND t."assigneeId" IS NOT NULL AND t."loggedDays" > 0`,
  `INSERT INTO evidence (id, "projectId", "stageId", "outputId", kind, title, url, "effectiveOn",
      "addedById")
    SELECT pg_temp.copy_of('evidence' || o.id, p.n), p.id, o."stageId", o.id, 'link', o.name,
      'https://files.example.com/' || o.key, CURRENT_DATE - 30, m."userId"
    FROM outputs o JOIN ${COPIED} p ON p.id = o."projectId"
    JOIN stages s ON s.id = o."stageId" AND s."tasksDone" > 0
    JOIN project_members m ON m."projectId" = p.id AND 'lead' = ANY (m.roles)
    WHERE o.kind <> 'case_field'`,
  `INSERT INTO comments (id, "projectId", subject, "subjectId", "authorId", body)
    SELECT pg_temp.copy_of('comment' || t.number, p.n), p.id, 'task', t.id, t."assigneeId",
      'Please look at the second table again.'
    FROM tasks t JOIN ${COPIED} p ON p.id = t."projectId"
    WHERE t.number % 10 = 0 AND t."assigneeId" IS NOT NULL`,
  `INSERT INTO journal_entries (id, "projectId", "stageId", "authorId", kind, body, iteration,
      "entryOn")
    SELECT pg_temp.copy_of('entry' || k, p.n), p.id, s.id, m."userId",
      (ARRAY['note', 'decision', 'hypothesis'])[1 + k % 3]::"EntryKind",
      'Compared both samples; the newer one has fewer gaps.', 1, CURRENT_DATE - k
    FROM ${COPIED} p CROSS JOIN generate_series(1, 12) k
    JOIN project_members m ON m."projectId" = p.id AND 'data_scientist' = ANY (m.roles)
    JOIN stages s ON s."projectId" = p.id AND s.number = 1 + k % 4`,
  `INSERT INTO risks (id, "workspaceId", "projectId", number, title, cause, event, consequence,
      category, "stageId", "ownerId", "identifiedOn", "inherentLikelihood", "inherentImpact",
      likelihood, impact, score, treatment, "dueOn", "reviewDueOn", "raisedAt", status,
      "closedReason", "closedAt", "raisedById")
    SELECT pg_temp.copy_of('risk' || k, p.n), :workspace, p.id, k, 'Risk ' || k || ' of ' || p.n,
      'Sources change without notice.', 'The model sees values it never learnt.',
      'Decisions get worse unnoticed.',
      (enum_range(NULL::"RiskCategory"))[1 + (p.n + k) % 11], s.id, m."userId",
      CURRENT_DATE - 60, 1 + (p.n + k) % 5, 1 + (p.n * 3 + k) % 5, l, i, l * i, 'mitigate',
      CURRENT_DATE + (p.n * 7 + k * 5) % 90 - 20, CURRENT_DATE + (p.n * 11 + k * 3) % 120 - 20,
      now() - make_interval(hours => (p.n * 13 + k * 7) % 2000),
      CASE WHEN k = 11 THEN 'closed' ELSE 'open' END::"RiskStatus",
      CASE WHEN k = 11 THEN 'The source was replaced.' ELSE '' END,
      CASE WHEN k = 11 THEN now() END, m."userId"
    FROM ${COPIED} p CROSS JOIN generate_series(1, 11) k
    CROSS JOIN LATERAL (SELECT 1 + (p.n * 2 + k) % 4 AS l, 1 + (p.n + k * 3) % 4 AS i) level
    JOIN project_members m ON m."projectId" = p.id AND 'risk_reviewer' = ANY (m.roles)
    JOIN stages s ON s."projectId" = p.id AND s.number = 1 + k % 6`,
  `INSERT INTO risk_level_changes (id, "riskId", kind, likelihood, impact, reason, "changedById",
      "changedAt")
    SELECT pg_temp.copy_of('level' || r.number, p.n), r.id, 'current', r.likelihood, r.impact,
      'Rated in the weekly meeting.', r."ownerId", r."raisedAt"
    FROM risks r JOIN ${COPIED} p ON p.id = r."projectId"`,
  `INSERT INTO notifications (id, "userId", "workspaceId", "projectId", kind, title, because, href)
    SELECT pg_temp.copy_of('notice', p.n), :reader, :workspace, p.id, 'task_assigned',
      'Task P' || p.n || '-1 is yours', 'because it was given to you', '/projects/' || p.id
    FROM ${COPIED} p WHERE p.n % 5 = 0`,
  `INSERT INTO pinned_projects ("userId", "projectId")
    SELECT :reader, p.id FROM ${COPIED} p WHERE p.n <= 5`,
];

// One event per task; position, leaf and head as the ledger keeps them.
const TRAIL = [
  `INSERT INTO audit_events ("workspaceId", index, id, "projectId", type, "actorKind", "actorId",
      "actorName", data, at, canonical, "leafHash")
    SELECT :workspace, h.size + row_number() OVER (ORDER BY e.at, e.id) - 1, e.id, e."projectId",
      'task.moved', 'user', e."userId", e.name, e.data, e.at, c.text,
      sha256('\\x00'::bytea || convert_to(c.text, 'UTF8'))
    FROM ledger_heads h CROSS JOIN (
      SELECT pg_temp.copy_of('event' || t.number, p.n) AS id, p.id AS "projectId",
        u.id AS "userId", u.name, now() - make_interval(mins => p.n * 7 + t.number * 90) AS at,
        jsonb_build_object('from', 'todo', 'key', 'P' || p.n || '-' || t.number, 'name', t.name,
          'reason', '', 'taskId', t.id, 'to', 'doing') AS data
      FROM tasks t JOIN ${COPIED} p ON p.id = t."projectId"
      JOIN bench_people u ON u.place = (p.n + t.number) % :people) e
    CROSS JOIN LATERAL (SELECT jsonb_build_object('at', e.at, 'by', e."userId", 'data', e.data,
      'id', e.id, 'projectId', e."projectId", 'type', 'task.moved')::text AS text) c
    WHERE h."workspaceId" = :workspace`,
  `SELECT complete_ledger(:workspace)`,
];

const PEOPLE = `CREATE TEMP TABLE bench_people ON COMMIT DROP AS
  SELECT u.id, u.name, (row_number() OVER (ORDER BY u.name) - 1)::int AS place
  FROM users u JOIN memberships m ON m."userId" = u.id WHERE m."workspaceId" = :workspace`;

function withValues(sql, { workspaceId, templateId, readerId, people, from, to }) {
  const values = {
    workspace: `'${workspaceId}'::uuid`,
    template: `'${templateId}'::uuid`,
    reader: `'${readerId}'::uuid`,
    people,
    from,
    to,
  };
  return sql.replaceAll(/(?<!:):(\w+)\b/g, (all, name) => values[name] ?? all);
}

/** Makes projects `from` to `to` of a workspace out of its template, all or none. */
export async function copyProjects(client, wanted) {
  // What was just copied has no statistics yet, and the rest joins it by the hundred thousand.
  const statements = [PEOPLE, FUNCTIONS, ...SHAPE, "ANALYZE", ...READ_MODELS, ...AROUND, ...TRAIL];
  await client.query("BEGIN");
  try {
    for (const statement of statements) {
      await client.query(withValues(statement, wanted));
    }
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
