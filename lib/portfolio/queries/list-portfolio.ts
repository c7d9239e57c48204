import "server-only";
import * as z from "zod";
import { defineQuery } from "@/lib/execution/query";
import { dayOf } from "@/lib/kernel/calendar";
import { cutPage, decodeCursor } from "@/lib/kernel/page-cursor";
import { miniTrailOf } from "@/lib/portfolio/rules/mini-trail";
import { standingOf } from "@/lib/portfolio/rules/standing";
import { loopViewsOf } from "@/lib/portfolio/rules/trail-view";
import { listPortfolioInput, type PortfolioRowView, portfolioView } from "@/lib/portfolio/schema";
import { type ListRow, listRows } from "@/lib/portfolio/store/list-rows";
import { riskKey } from "@/lib/risks/rules";

const sortKeyOf = {
  due: z.union([z.iso.date(), z.literal("infinity")]),
  name: z.string(),
  slip: z.string().regex(/^-?\d{1,9}$/),
  risk: z.string().regex(/^\d{1,9}$/),
};

export const listPortfolio = defineQuery({
  name: "portfolio.list",
  permission: "workspace:read",
  input: listPortfolioInput,
  output: portfolioView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/portfolio",
    summary: "Projects you may see, with trail, health, slip and next gate",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async fetch({ db, access, input, now }) {
    const { cursor, workspaceId: _, ...filter } = input;
    const today = dayOf(now);
    const parts = z.tuple([z.literal(filter.sort), sortKeyOf[filter.sort], z.uuid()]);
    const last = decodeCursor(parts, cursor);
    const after = last === null ? null : { key: last[1], id: last[2] };
    const rows = await listRows(db, { access, filter, after, today });
    const page = cutPage(rows, filter.limit, (row) => [filter.sort, row.sortKey, row.id]);
    return { rows: page.rows.map((row) => viewOf(row, today)), nextCursor: page.nextCursor };
  },
});

function viewOf(row: ListRow, today: string): PortfolioRowView {
  const { stages, topRisk } = row;
  const standing = standingOf(row, today);
  const gate = standing.next?.gate ?? null;
  const dueOn = standing.next?.planEndOn ?? today;
  const loops = loopViewsOf(row.loops, { stages, today });
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    status: row.status,
    strictness: row.strictness,
    unit: row.unit,
    iteration: row.iteration,
    owner: { id: row.ownerId, name: row.ownerName },
    myRoles: row.myRoles,
    health: standing.health,
    slipDays: standing.slipDays,
    stageNumber: standing.current?.number ?? 0,
    trail: miniTrailOf(stages, { standing, loops }),
    nextGate:
      gate === null
        ? null
        : {
            id: gate.id,
            code: gate.code,
            name: gate.name,
            state: gate.state,
            dueOn,
            isOverdue: dueOn < today,
          },
    topRisk:
      topRisk === null
        ? null
        : {
            id: topRisk.id,
            key: riskKey(topRisk.number),
            title: topRisk.title,
            score: topRisk.score,
            shade: topRisk.shade,
            isAboveAppetite: topRisk.isAboveAppetite,
          },
  };
}
