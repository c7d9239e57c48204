import "server-only";
import type { WorkspaceAccess } from "@/lib/authz/access";
import type { RiskCategory, RiskStatus, RiskTreatment } from "@/lib/risks/schema";
import type { MappedLevel, RegisterSort } from "@/lib/risks/schema/register-words";
import type { SortPlace } from "@/lib/risks/store/register-order";
import { Prisma } from "@/prisma/generated/client";

export type RegisterFilter = {
  workspaceId: string;
  projectId: string | null;
  /** Narrows a register across projects to those this person takes part in; absent reads all. */
  readerId?: string | null;
  status?: RiskStatus | undefined;
  category?: RiskCategory | undefined;
  treatment?: RiskTreatment | undefined;
  source?: string | undefined;
  band?: number | undefined;
  gateId?: string | undefined;
  ownerId?: string | undefined;
  stageId?: string | undefined;
  stageNumber?: number | undefined;
  likelihood?: number | undefined;
  impact?: number | undefined;
  /** The level that places a risk in a cell, the current one unless said otherwise. */
  map?: MappedLevel | undefined;
  aboveAppetite: boolean;
  overdue: boolean;
  reviewOverdue: boolean;
  today: string;
  sort: RegisterSort;
  after: SortPlace | null;
  limit: number;
};

/** Whose projects are read: a member's own, or everybody's. */
export function readerOf({ member }: WorkspaceAccess): string | null {
  return member.workspaceRole === "member" ? member.userId : null;
}

export function isOverdue(today: string): Prisma.Sql {
  return Prisma.sql`r.status = 'open' AND r."dueOn" < ${today}::date`;
}

export function isReviewOverdue(today: string): Prisma.Sql {
  return Prisma.sql`r.status <> 'closed' AND r."reviewDueOn" < ${today}::date`;
}

/** By the end of today: what a meeting takes up. */
export function isReviewDue(today: string): Prisma.Sql {
  return Prisma.sql`r.status <> 'closed' AND r."reviewDueOn" <= ${today}::date`;
}

/** Where a risk stands in the heat map. */
export function placeOn(map: MappedLevel | undefined) {
  return map === "residual"
    ? {
        likelihood: Prisma.sql`COALESCE(r."residualLikelihood", r.likelihood)`,
        impact: Prisma.sql`COALESCE(r."residualImpact", r.impact)`,
      }
    : { likelihood: Prisma.sql`r.likelihood`, impact: Prisma.sql`r.impact` };
}

export type PeopleAndPlaces = Pick<
  RegisterFilter,
  | "workspaceId"
  | "projectId"
  | "readerId"
  | "category"
  | "treatment"
  | "source"
  | "gateId"
  | "ownerId"
  | "stageId"
  | "stageNumber"
>;

export function conditionsOfPeopleAndPlaces(filter: PeopleAndPlaces): Prisma.Sql[] {
  const conditions = [Prisma.sql`r."workspaceId" = ${filter.workspaceId}::uuid`];
  const add = (
    value: string | number | null | undefined,
    sql: (given: typeof value) => Prisma.Sql,
  ) => {
    if (value !== undefined && value !== null) {
      conditions.push(sql(value));
    }
  };
  add(filter.projectId, (id) => Prisma.sql`r."projectId" = ${id}::uuid`);
  add(
    filter.readerId,
    (id) => Prisma.sql`EXISTS (SELECT 1 FROM project_members pm WHERE pm."projectId" = r."projectId"
      AND pm."userId" = ${id}::uuid AND pm."removedAt" IS NULL)`,
  );
  add(filter.category, (category) => Prisma.sql`r.category = ${category}::"RiskCategory"`);
  add(filter.treatment, (treatment) => Prisma.sql`r.treatment = ${treatment}::"RiskTreatment"`);
  add(filter.source, (source) => Prisma.sql`r.source = ${source}::"RiskSource"`);
  add(filter.gateId, (id) => Prisma.sql`r."gateId" = ${id}::uuid`);
  add(filter.ownerId, (id) => Prisma.sql`r."ownerId" = ${id}::uuid`);
  add(filter.stageId, (id) => Prisma.sql`r."stageId" = ${id}::uuid`);
  add(
    filter.stageNumber,
    (number) => Prisma.sql`EXISTS (SELECT 1 FROM stages st WHERE st.id = r."stageId"
      AND st.number = ${number})`,
  );
  return conditions;
}

export type RegisterConditions = Omit<RegisterFilter, "sort" | "after" | "limit">;

export function conditionsOf(filter: RegisterConditions): Prisma.Sql[] {
  const { status, likelihood, impact, aboveAppetite, overdue, reviewOverdue, today } = filter;
  const { band } = filter;
  const place = placeOn(filter.map);
  return [
    ...conditionsOfPeopleAndPlaces(filter),
    ...(status === undefined ? [] : [Prisma.sql`r.status = ${status}::"RiskStatus"`]),
    ...(band === undefined ? [] : [Prisma.sql`r.level = ${band}`]),
    ...(likelihood === undefined ? [] : [Prisma.sql`${place.likelihood} = ${likelihood}`]),
    ...(impact === undefined ? [] : [Prisma.sql`${place.impact} = ${impact}`]),
    ...(aboveAppetite ? [Prisma.sql`r.status = 'open' AND r."isAboveAppetite"`] : []),
    ...(overdue ? [isOverdue(today)] : []),
    ...(reviewOverdue ? [isReviewOverdue(today)] : []),
  ];
}
