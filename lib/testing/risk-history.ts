import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { dateOf, dayOf } from "@/lib/kernel/calendar";
import type { Level } from "@/lib/risks/rules";
import { mappedLevel } from "@/lib/risks/rules/matrix";
import { type RiskStatus, riskCategories } from "@/lib/risks/schema";
import type { Matrix } from "@/lib/risks/schema/matrix";
import type { TestProject, World } from "@/lib/testing/world";

const DAY_MS = 86_400_000;

type Rating = Level & { kind: "inherent" | "current" | "residual"; version: number; at: Date };

/** A risk with everything that ever happened to it; the newest matrix is the last one. */
export type PastRisk = {
  raisedAt: Date;
  identifiedOn: string;
  category: (typeof riskCategories)[number];
  ratings: Rating[];
  statuses: { status: RiskStatus; at: Date }[];
};

type Raw = {
  daysAgo: number;
  knownFor: number;
  category: PastRisk["category"];
  first: { version: number; level: [number, number] };
  ratings: { gap: number; kind: Rating["kind"]; version: number; level: [number, number] }[];
  statuses: { gap: number; status: RiskStatus }[];
  ends: "open" | "closed";
};

const level = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }));

const raw = (versions: number): fc.Arbitrary<Raw> => {
  const version = fc.integer({ min: 1, max: versions });
  return fc.record({
    daysAgo: fc.integer({ min: 1, max: 420 }),
    knownFor: fc.integer({ min: 0, max: 120 }),
    category: fc.constantFrom(...riskCategories.slice(0, 3)),
    first: fc.record({ version, level }),
    ratings: fc.array(
      fc.record({
        gap: fc.integer({ min: 1, max: 90 }),
        kind: fc.constantFrom("inherent", "current", "current", "residual"),
        version,
        level,
      }),
      { maxLength: 4 },
    ),
    statuses: fc.array(
      fc.record({
        gap: fc.integer({ min: 1, max: 120 }),
        status: fc.constantFrom("open", "accepted", "closed"),
      }),
      { maxLength: 3 },
    ),
    ends: fc.constantFrom("open", "open", "closed"),
  });
};

/** What is left of steps that lie in the past, each at a moment of its own. */
function pastOf<T extends { gap: number }>(list: readonly T[], from: Date, offset: number) {
  let at = from.getTime();
  return list.flatMap(({ gap, ...rest }, index) => {
    at += gap * DAY_MS;
    const moment = new Date(at + offset + index);
    return moment.getTime() < Date.now() - DAY_MS ? [{ ...rest, at: moment }] : [];
  });
}

function inside(version: number, [likelihood, impact]: [number, number], matrices: Matrix[]) {
  const matrix = matrices[version - 1];
  return {
    version,
    likelihood: Math.min(likelihood, matrix?.likelihoods.length ?? 1),
    impact: Math.min(impact, matrix?.impacts.length ?? 1),
  };
}

function told({ daysAgo, knownFor, category, first, ...rest }: Raw, matrices: Matrix[]): PastRisk {
  const raisedAt = new Date(Date.now() - daysAgo * DAY_MS - 3_600_000);
  const ratings = pastOf(rest.ratings, raisedAt, 60_000).map(({ kind, version, level, at }) => ({
    ...inside(version, level, matrices),
    kind,
    at,
  }));
  const statuses = pastOf(rest.statuses, raisedAt, 120_000);
  const end = new Date(Date.now() - DAY_MS / 2);
  return {
    raisedAt,
    identifiedOn: dayOf(new Date(raisedAt.getTime() - knownFor * DAY_MS)),
    category,
    ratings: [
      { ...inside(first.version, first.level, matrices), kind: "inherent", at: raisedAt },
      ...ratings,
    ],
    statuses: [
      { status: "open", at: raisedAt },
      ...statuses.filter(({ status }, index) => status !== (statuses[index - 1]?.status ?? "open")),
      ...(rest.ends === (statuses.at(-1)?.status ?? "open")
        ? []
        : [{ status: rest.ends, at: end }]),
    ],
  };
}

/** Registers with a past, for one workspace with these matrices. */
export function pastRisks(matrices: Matrix[]): fc.Arbitrary<PastRisk[]> {
  return fc
    .array(raw(matrices.length), { minLength: 1, maxLength: 8 })
    .map((list) => list.map((each) => told(each, matrices)));
}

/** A level of an earlier matrix in the steps of the newest, from version to version. */
export function inToday(rating: Level & { version: number }, matrices: Matrix[]): Level {
  const { likelihood, impact } = rating;
  return matrices.slice(rating.version).reduce(
    (mapped, to, index) => {
      const from = matrices[rating.version - 1 + index];
      return from === undefined ? mapped : mappedLevel(mapped, { from, to });
    },
    { likelihood, impact },
  );
}

export type Stand = Level & { status: RiskStatus };

/** How a risk stood just before a moment, found by looking through all that is known of it. */
export function standBefore(risk: PastRisk, end: Date, matrices: Matrix[]): Stand | null {
  const status = risk.statuses.filter(({ at }) => at < end).at(-1)?.status;
  const rated = risk.ratings.filter(({ kind, at }) => kind === "current" && at < end).at(-1);
  const rating = rated ?? risk.ratings[0];
  return status === undefined || rating === undefined
    ? null
    : { status, ...inToday(rating, matrices) };
}

/** Writes the register as if it had been kept all along; the database adds the first status. */
export async function writePast(
  { db, workspaceId }: World,
  project: TestProject,
  { risks, matrices }: { risks: readonly PastRisk[]; matrices: Matrix[] },
): Promise<void> {
  for (const [index, risk] of risks.entries()) {
    const id = randomUUID();
    const end = new Date(Date.now() + DAY_MS);
    const present = standBefore(risk, end, matrices);
    const first = inToday(risk.ratings[0] ?? { likelihood: 1, impact: 1, version: 1 }, matrices);
    await db.risk.create({
      data: {
        id,
        workspaceId,
        projectId: project.id,
        number: index + 1,
        title: `Risk ${index + 1}`,
        category: risk.category,
        ownerId: project.lead.userId,
        identifiedOn: dateOf(risk.identifiedOn),
        inherentLikelihood: first.likelihood,
        inherentImpact: first.impact,
        likelihood: present?.likelihood ?? 1,
        impact: present?.impact ?? 1,
        treatment: "mitigate",
        raisedById: project.lead.userId,
        raisedAt: risk.raisedAt,
        statusSince: risk.raisedAt,
      },
    });
    await db.riskLevelChange.createMany({
      data: risk.ratings.map(({ version, at, ...rating }) => ({
        ...rating,
        riskId: id,
        reason: "As the test has it.",
        matrixVersion: version,
        changedById: project.lead.userId,
        changedAt: at,
      })),
    });
    const isClosed = present?.status === "closed";
    const later = isClosed ? risk.statuses.slice(1, -1) : risk.statuses.slice(1);
    await db.riskStatusChange.createMany({
      data: later.map((change) => ({ ...change, riskId: id })),
    });
    if (isClosed) {
      const statusSince = risk.statuses.at(-1)?.at ?? end;
      const closing = { closedReason: "It went away.", closedAt: statusSince };
      await db.risk.update({ where: { id }, data: { status: "closed", statusSince, ...closing } });
    }
  }
}
