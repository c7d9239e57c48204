import "server-only";
import type { WorkspaceAccess } from "@/lib/authz/access";
import type { ProjectRole } from "@/lib/authz/permissions";
import type { ReadDb } from "@/lib/platform/db";
import type { Strictness } from "@/lib/playbooks/schema";
import { OFF_PLAN_DAYS } from "@/lib/portfolio/rules/slip-words";
import type { LoopFacts, StageFacts } from "@/lib/portfolio/rules/stage-facts";
import type { ListPortfolioInput, PortfolioSort } from "@/lib/portfolio/schema";
import { loopsOf, stageColumns } from "@/lib/portfolio/store/stage-json";
import { standingOn, visibleTo } from "@/lib/portfolio/store/standing-sql";
import { projectsWaitingFor } from "@/lib/portfolio/store/waiting-sql";
import type { ProjectStatus } from "@/lib/projects/schema";
import { Prisma } from "@/prisma/generated/client";

export type ListRow = {
  id: string;
  key: string;
  name: string;
  status: ProjectStatus;
  statusReason: string;
  closedOn: string | null;
  strictness: Strictness;
  unit: string;
  iteration: number;
  ownerId: string;
  ownerName: string;
  myRoles: ProjectRole[];
  stages: StageFacts[];
  loops: LoopFacts[];
  risksAboveAppetite: { count: number; firstNumber: number | null };
  overdueConditions: number;
  topRisk: {
    id: string;
    number: number;
    title: string;
    score: number;
    shade: number;
    isAboveAppetite: boolean;
  } | null;
  /** Value the list is sorted by, as the cursor carries it. */
  sortKey: string;
};

export type ListWanted = {
  access: WorkspaceAccess;
  filter: Omit<ListPortfolioInput, "cursor" | "workspaceId">;
  after: { key: string; id: string } | null;
  today: string;
};

type Order = { key: Prisma.Sql; type: Prisma.Sql; comes: Prisma.Sql; direction: Prisma.Sql };

const ascending = { comes: Prisma.raw(">"), direction: Prisma.raw("ASC") };
const descending = { comes: Prisma.raw("<"), direction: Prisma.raw("DESC") };

/** Projects without a next gate come after all others. */
const orders: Record<PortfolioSort, Order> = {
  due: {
    key: Prisma.sql`COALESCE(st."nextDueOn", 'infinity'::date)`,
    type: Prisma.raw("date"),
    ...ascending,
  },
  name: { key: Prisma.sql`lower(st.name)`, type: Prisma.raw("text"), ...ascending },
  slip: { key: Prisma.sql`st."slipDays"`, type: Prisma.raw("int"), ...descending },
  risk: { key: Prisma.sql`st."topScore"`, type: Prisma.raw("int"), ...descending },
};

/** One page of the portfolio and one row more, in one statement however many projects there are. */
export async function listRows(db: ReadDb, wanted: ListWanted): Promise<ListRow[]> {
  const { access, filter, today } = wanted;
  const { key, type, comes, direction } = orders[filter.sort];
  const conditions = [Prisma.sql`true`, ...standingConditions(filter, today)];
  const { after } = wanted;
  if (after !== null) {
    const last = Prisma.sql`${after.key}::text::${type}`;
    conditions.push(
      Prisma.sql`(${key} ${comes} ${last} OR (${key} = ${last} AND st.id > ${after.id}::uuid))`,
    );
  }
  const visible = Prisma.join([visibleTo(access), ...projectConditions(wanted)], " AND ");
  return db.$queryRaw<ListRow[]>`
    WITH chosen AS (
      SELECT st.id, ${key} AS "sortKey" FROM (${standingOn(today, visible)}) st
      WHERE ${Prisma.join(conditions, " AND ")}
      ORDER BY ${key} ${direction}, st.id
      LIMIT ${filter.limit + 1}
    )
    SELECT p.id, p.key, p.name, p.status::text AS status, p."statusReason",
      (p."closedAt" AT TIME ZONE 'UTC')::date::text AS "closedOn",
      p.strictness::text AS strictness, p.unit, p.iteration, p."ownerId", o.name AS "ownerName",
      COALESCE(m.roles::text[], '{}') AS "myRoles",
      COALESCE((SELECT json_agg(x ORDER BY x.number) FROM (SELECT ${stageColumns}
        FROM stages s WHERE s."projectId" = p.id) x), '[]') AS stages,
      ${loopsOf(Prisma.sql`p.id`)} AS loops,
      (SELECT json_build_object('count', count(*),
          'firstNumber', (array_agg(a.number ORDER BY a.score DESC, a.number))[1])
        FROM risks a WHERE a."projectId" = p.id AND a.status = 'open'
          AND a."isAboveAppetite") AS "risksAboveAppetite",
      (SELECT count(*)::int FROM gates g JOIN gate_conditions k ON k."gateId" = g.id
        WHERE g."projectId" = p.id AND k."metAt" IS NULL AND k."dueOn" < ${today}::date)
        AS "overdueConditions", c."sortKey"::text AS "sortKey",
      CASE WHEN r.id IS NOT NULL THEN json_build_object('id', r.id, 'number', r.number,
        'title', r.title, 'score', r.score, 'shade', r.shade,
        'isAboveAppetite', r.status = 'open' AND r."isAboveAppetite") END AS "topRisk"
    FROM chosen c
    JOIN projects p ON p.id = c.id
    JOIN users o ON o.id = p."ownerId"
    LEFT JOIN project_members m ON m."projectId" = p.id
      AND m."userId" = ${access.member.userId}::uuid AND m."removedAt" IS NULL
    LEFT JOIN LATERAL (
      SELECT r.id, r.number, r.title, r.score, r.shade, r."isAboveAppetite", r.status FROM risks r
      WHERE r."projectId" = p.id AND r.status <> 'closed'
      ORDER BY r.score DESC, r.status, r.number LIMIT 1
    ) r ON true
    ORDER BY c."sortKey" ${direction}, c.id`;
}

/** What can be said of a project by its own row and its people. */
function projectConditions({ access, filter, today }: ListWanted): Prisma.Sql[] {
  const { status, ownerId, unit, search } = filter;
  const conditions: Prisma.Sql[] = [];
  if (status !== "all") {
    conditions.push(Prisma.sql`p.status::text = ${status}`);
  }
  if (ownerId !== undefined) {
    conditions.push(Prisma.sql`p."ownerId" = ${ownerId}::uuid`);
  }
  if (unit !== undefined) {
    conditions.push(Prisma.sql`p.unit = ${unit}`);
  }
  if (search !== undefined && search !== "") {
    conditions.push(isNamedLike(search));
  }
  if (filter.waitingOnMe) {
    const { workspaceId, member } = access;
    conditions.push(
      Prisma.sql`p.id IN ${projectsWaitingFor({ userId: member.userId, workspaceId, today })}`,
    );
  }
  return conditions;
}

/** A part of the name, or the beginning of the key; `%` and `_` mean themselves. */
export function isNamedLike(text: string): Prisma.Sql {
  const plain = text.replaceAll(/[\\%_]/g, String.raw`\$&`);
  return Prisma.sql`(p.name ILIKE ${`%${plain}%`} OR p.key ILIKE ${`${plain}%`})`;
}

/** What follows from stages, gates and risks. */
function standingConditions(filter: ListWanted["filter"], today: string): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (filter.health !== undefined) {
    conditions.push(Prisma.sql`st.health = ${filter.health}`);
  }
  if (filter.stage !== undefined) {
    conditions.push(Prisma.sql`st."stageNumber" = ${filter.stage}`);
  }
  if (filter.offPlan) {
    conditions.push(Prisma.sql`st."slipDays" >= ${OFF_PLAN_DAYS}`);
  }
  switch (filter.gate) {
    case "overdue":
      conditions.push(Prisma.sql`st."nextDueOn" < ${today}::date`);
      break;
    case "open":
      conditions.push(Prisma.sql`st."nextGateState" IN ('ready', 'in_review')`);
      break;
    case "ready":
    case "in_review":
      conditions.push(Prisma.sql`st."nextGateState"::text = ${filter.gate}`);
      break;
    default:
      break;
  }
  return conditions;
}
