import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { dayOf } from "@/lib/kernel/calendar";
import { cutPage } from "@/lib/kernel/page-cursor";
import type { ReadDb } from "@/lib/platform/db";
import { whyNotRaise } from "@/lib/risks/policy";
import { countsAboveAppetite, type Level, riskKey, scoreOf } from "@/lib/risks/rules";
import { levelOf, shadeAt } from "@/lib/risks/rules/matrix";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";
import {
  listProjectRisksInput,
  listWorkspaceRisksInput,
  type RiskRegisterView,
  type RiskRowView,
  riskFacetsInput,
  riskFacetsView,
  riskOptionsInput,
  riskOptionsView,
  riskRef,
  riskRegisterView,
  riskView,
} from "@/lib/risks/schema";
import type { Matrix } from "@/lib/risks/schema/matrix";
import {
  listRegisterRows,
  listRiskFacets,
  loadPicture,
  type RegisterRow,
} from "@/lib/risks/store/register";
import { type RegisterFilter, readerOf } from "@/lib/risks/store/register-filter";
import { placeAt, placeOf } from "@/lib/risks/store/register-order";
import { loadRiskDetail, loadRiskOptions } from "@/lib/risks/store/risk-detail";
import { projectScopeOfRisk } from "@/lib/risks/store/risk-rows";

export const listProjectRisks = defineQuery({
  name: "risk.list",
  permission: "risk:read",
  input: listProjectRisksInput,
  output: riskRegisterView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/risks",
    summary: "The risk register of a project, highest score first",
  },
  scope: ({ input }) => Promise.resolve({ kind: "project", projectId: input.projectId }),

  fetch({ db, access, input, now }) {
    const { cursor, ...filter } = input;
    const { workspaceId, projectId } = access;
    const today = dayOf(now);
    return registerOf(
      db,
      { ...filter, after: placeAt(cursor, input.sort), workspaceId, projectId, today },
      now,
    );
  },
});

export const listWorkspaceRisks = defineQuery({
  name: "risk.list-workspace",
  permission: "workspace:read",
  input: listWorkspaceRisksInput,
  output: riskRegisterView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/risks",
    summary: "Risks of every project the reader may see, highest score first",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  fetch({ db, access, input, now }) {
    const { cursor, projectId = null, ...filter } = input;
    const { workspaceId } = access;
    const readerId = readerOf(access);
    const across = { workspaceId, projectId, readerId, today: dayOf(now) };
    return registerOf(db, { ...filter, after: placeAt(cursor, input.sort), ...across }, now);
  },
});

export const getRiskFacets = defineQuery({
  name: "risk.facets",
  permission: "workspace:read",
  input: riskFacetsInput,
  output: riskFacetsView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/risks/facets",
    summary: "Projects, owners and stages the risks the reader may see belong to",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  fetch: ({ db, access, input }) =>
    listRiskFacets(db, { ...input, workspaceId: access.workspaceId, readerId: readerOf(access) }),
});

export const getRisk = defineQuery({
  name: "risk.get",
  permission: "risk:read",
  input: riskRef,
  output: riskView,
  operation: { method: "GET", path: "/risks/{riskId}", summary: "One risk with its history" },
  scope: ({ db, input }) => projectScopeOfRisk(db, input.riskId),

  async fetch({ db, access, input, now }) {
    const detail = await loadRiskDetail(db, { id: input.riskId, projectId: access.projectId });
    const { row, facts, matrix } = detail;
    return {
      ...rowView(row, { matrix, now }),
      ...facts,
      matrix,
      whyNotEdit: whyNotWorkOn(facts, access.member),
    };
  },
});

export const getRiskOptions = defineQuery({
  name: "risk.options",
  permission: "risk:read",
  input: riskOptionsInput,
  output: riskOptionsView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/risks/options",
    summary: "People and stages a risk of this project may name, and whether you may raise one",
  },
  scope: ({ input }) => Promise.resolve({ kind: "project", projectId: input.projectId }),

  async fetch({ db, access }) {
    const { projectId, member } = access;
    const options = await loadRiskOptions(db, projectId);
    return { ...options, readerId: member.userId, whyNotRaise: whyNotRaise(member) };
  },
});

async function registerOf(
  db: ReadDb,
  filter: RegisterFilter,
  now: Date,
): Promise<RiskRegisterView> {
  const [rows, picture] = await Promise.all([
    listRegisterRows(db, filter),
    loadPicture(db, filter),
  ]);
  const page = cutPage(rows, filter.limit, (row) => placeOf(filter.sort, row));
  return {
    rows: page.rows.map((row) => rowView(row, { matrix: picture.matrix, now })),
    nextCursor: page.nextCursor,
    ...picture,
  };
}

function rowView(row: RegisterRow, { matrix, now }: { matrix: Matrix; now: Date }): RiskRowView {
  const inherent = { likelihood: row.inherentLikelihood, impact: row.inherentImpact };
  const dueOn = dayOrNone(row.dueOn);
  const reviewDueOn = dayOrNone(row.reviewDueOn);
  const today = dayOf(now);
  return {
    id: row.id,
    key: riskKey(row.number),
    title: row.title,
    category: row.category,
    projectId: row.projectId,
    projectKey: row.projectKey,
    projectName: row.projectName,
    stageNumber: row.stageNumber,
    stageName: row.stageName,
    gateCode: row.gateCode,
    ownerName: row.ownerName,
    current: levelView(matrix, row),
    inherent: levelView(matrix, inherent),
    residual: residualOf(matrix, row),
    isAboveAppetite: countsAboveAppetite(row),
    treatment: row.treatment,
    dueOn,
    isOverdue: row.status === "open" && dueOn !== null && dueOn < today,
    reviewDueOn,
    isReviewOverdue: row.status !== "closed" && reviewDueOn !== null && reviewDueOn < today,
    isWatched: row.isWatched,
    status: row.status,
  };
}

function dayOrNone(date: Date | null): string | null {
  return date === null ? null : dayOf(date);
}

function levelView(matrix: Matrix, { likelihood, impact }: Level) {
  const level = { likelihood, impact };
  const shade = shadeAt(matrix, level);
  return { ...level, score: scoreOf(level), name: levelOf(matrix, level).label, shade };
}

function residualOf(matrix: Matrix, row: RegisterRow) {
  const { residualLikelihood: likelihood, residualImpact: impact } = row;
  return likelihood === null || impact === null ? null : levelView(matrix, { likelihood, impact });
}
