import "server-only";
import { type DayCount, inBars } from "@/lib/audit/day-bars";
import type { AuditDaysView } from "@/lib/audit/schema";
import { conditionsOf, startOf, type TrailFilter } from "@/lib/audit/store";
import { addDays } from "@/lib/kernel/calendar";
import type { ReadDb } from "@/lib/platform/db";

/** As far as somebody looks back who names no day. */
const USUAL_DAYS = 60;

type Extent = { first: string | null; last: string | null };

/** Bars of the period the filter names, or of the last days in which something was recorded. */
export async function loadAuditDays(db: ReadDb, filter: TrailFilter): Promise<AuditDaysView> {
  const [extent] = await db.$queryRaw<Extent[]>`
    SELECT (min(e.at) AT TIME ZONE 'UTC')::date::text AS first,
      (max(e.at) AT TIME ZONE 'UTC')::date::text AS last
    FROM ledger_heads h JOIN audit_events e ON e."workspaceId" = h."workspaceId"
      AND e.index IN (0, h.size - 1)
    WHERE h."workspaceId" = ${filter.workspaceId}::uuid`;
  const { first = null, last = null } = extent ?? {};
  if (first === null || last === null) {
    return { from: null, to: null, daysPerBar: 1, entries: 0, bars: [] };
  }
  const to = filter.to === undefined || filter.to > last ? last : filter.to;
  const wanted = filter.from ?? addDays(to, 1 - USUAL_DAYS);
  const isBeforeAll = wanted < first;
  const from = isBeforeAll ? first : wanted;
  return inBars({ from, to }, await countDays(db, filter, { from, to }));
}

/** Heads are those of the whole ledger, whatever the entries are narrowed to. */
function countDays(
  db: ReadDb,
  filter: TrailFilter,
  { from, to }: { from: string; to: string },
): Promise<DayCount[]> {
  return db.$queryRaw<DayCount[]>`
    SELECT (e.at AT TIME ZONE 'UTC')::date::text AS day,
      count(*) FILTER (WHERE ${conditionsOf(filter)})::int AS entries,
      count(c.size)::int AS checkpoints
    FROM audit_events e
    LEFT JOIN ledger_checkpoints c ON c."workspaceId" = e."workspaceId" AND c.size = e.index + 1
    WHERE e."workspaceId" = ${filter.workspaceId}::uuid
      AND e.at >= ${startOf(from)} AND e.at < ${startOf(addDays(to, 1))}
    GROUP BY 1`;
}
