import "server-only";
import type { ReadDb } from "@/lib/platform/db";
import type { SeenFacts } from "@/lib/risk-watches/rules/look";
import type { WatchRule } from "@/lib/risk-watches/rules/watch-words";
import { columnsOfRule, ruleOfRow } from "@/lib/risk-watches/store/watch-rows";
import { Prisma, type RiskWatch } from "@/prisma/generated/client";

type FactColumns = {
  value: number | null;
  unit: string | null;
  measuredAt: Date | null;
  title: string | null;
  effectiveOn: string | null;
  wasAttached: boolean;
};

/** What the project has of what a watch is about; evidence counts while it is living on that day. */
function factsOf(today: string): Prisma.Sql {
  return Prisma.sql`
    LEFT JOIN LATERAL (SELECT m.value, m.unit, m."measuredAt" FROM metrics m
      WHERE m."projectId" = w."projectId" AND m.name = w."metricName" AND m.slice = w.slice
      ORDER BY m."measuredAt" DESC, m.id DESC LIMIT 1) measured ON true
    LEFT JOIN LATERAL (SELECT e.title, e."effectiveOn"::text AS "effectiveOn" FROM evidence e
      WHERE e."projectId" = w."projectId" AND e.kind = w."evidenceKind"
        AND e."withdrawnAt" IS NULL AND e."supersededAt" IS NULL
        AND (e."validUntil" IS NULL OR e."validUntil" >= ${today}::date)
      ORDER BY e."effectiveOn" DESC, e.id DESC LIMIT 1) living ON true
    CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM evidence e
      WHERE e."projectId" = w."projectId" AND e.kind = w."evidenceKind") AS "wasAttached") ever`;
}

const factColumns = Prisma.sql`measured.value, measured.unit, measured."measuredAt", living.title,
  living."effectiveOn", ever."wasAttached"`;

function seenFacts(row: FactColumns): SeenFacts {
  const { value, unit, measuredAt, title, effectiveOn, wasAttached } = row;
  return {
    latest: value === null || measuredAt === null ? null : { value, unit: unit ?? "", measuredAt },
    living: title === null || effectiveOn === null ? null : { title, effectiveOn },
    wasAttached,
  };
}

type WatchColumns = Pick<
  RiskWatch,
  | "id"
  | "riskId"
  | "kind"
  | "metricName"
  | "slice"
  | "operator"
  | "threshold"
  | "evidenceKind"
  | "maxAgeDays"
  | "likelihoodEffect"
  | "impactEffect"
  | "state"
  | "seen"
>;

export type LivingWatch = Pick<WatchColumns, "id" | "riskId" | "state" | "seen"> & {
  rule: WatchRule;
  effect: { likelihood: number; impact: number };
  facts: SeenFacts;
};

/** Every watch of a project that is neither ended nor asleep with its risk, in one statement. */
export async function listLivingWatches(
  db: ReadDb,
  at: { projectId: string; today: string },
): Promise<LivingWatch[]> {
  const rows = await db.$queryRaw<(WatchColumns & FactColumns)[]>`
    SELECT w.id, w."riskId", w.kind::text, w."metricName", w.slice, w.operator::text, w.threshold,
      w."evidenceKind"::text, w."maxAgeDays", w."likelihoodEffect", w."impactEffect",
      w.state::text, w.seen, ${factColumns}
    FROM risk_watches w JOIN risks r ON r.id = w."riskId" AND r.status <> 'closed'
    ${factsOf(at.today)}
    WHERE w."projectId" = ${at.projectId}::uuid AND w."endedAt" IS NULL
    ORDER BY w."riskId", w.id`;
  return rows.map((row) => ({
    id: row.id,
    riskId: row.riskId,
    state: row.state,
    seen: row.seen,
    rule: ruleOfRow(row),
    effect: { likelihood: row.likelihoodEffect, impact: row.impactEffect },
    facts: seenFacts(row),
  }));
}

/** The same for a rule nobody saved yet. */
export async function factsOfRule(
  db: ReadDb,
  at: { projectId: string; rule: WatchRule; today: string },
): Promise<SeenFacts> {
  const { metricName, slice, evidenceKind } = columnsOfRule(at.rule);
  const [row] = await db.$queryRaw<FactColumns[]>`
    SELECT ${factColumns}
    FROM (SELECT ${at.projectId}::uuid AS "projectId", ${metricName}::text AS "metricName",
      ${slice}::text AS slice, ${evidenceKind}::"EvidenceKind" AS "evidenceKind") w
    ${factsOf(at.today)}`;
  return row === undefined ? { latest: null, living: null, wasAttached: false } : seenFacts(row);
}

/**
 * Living evidence watches that held until the newest of their evidence grew too old, as part of a
 * statement. What ends on a day of its own is found with what ran out.
 */
export function projectsWithAgedWatches(today: string): Prisma.Sql {
  return Prisma.sql`
    SELECT w."projectId", ((newest.on + w."maxAgeDays" + 1)::timestamp AT TIME ZONE 'UTC') AS "dueAt"
    FROM risk_watches w
    JOIN risks r ON r.id = w."riskId" AND r.status <> 'closed'
    JOIN projects p ON p.id = w."projectId" AND p.status <> 'closed'
    CROSS JOIN LATERAL (SELECT max(e."effectiveOn") AS on FROM evidence e
      WHERE e."projectId" = w."projectId" AND e.kind = w."evidenceKind"
        AND e."withdrawnAt" IS NULL AND e."supersededAt" IS NULL
        AND (e."validUntil" IS NULL OR e."validUntil" >= ${today}::date)) newest
    WHERE w."endedAt" IS NULL AND w."maxAgeDays" IS NOT NULL AND w.state <> 'breached'
      AND newest.on + w."maxAgeDays" < ${today}::date`;
}
