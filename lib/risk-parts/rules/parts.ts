import { contentSha256 } from "@/lib/ledger/content-hash";
import { type RiskPart, riskParts } from "@/lib/risk-parts/rules/risk-parts";
import type { WordOf } from "@/lib/risk-parts/schema";

export type Assignment = { userId: string; part: RiskPart };

/** The parts of a stage stand for its risks, unless the risk says otherwise: then the stage says nothing of it. */
export function partsThatCount<Held extends Assignment>(
  own: readonly Held[],
  ofStage: readonly Held[],
): { wordOf: WordOf; parts: readonly Held[] } {
  if (own.length > 0) {
    return { wordOf: "risk", parts: own };
  }
  return ofStage.length > 0 ? { wordOf: "stage", parts: ofStage } : { wordOf: "nobody", parts: [] };
}

type Wanted = {
  responsible: readonly string[];
  accountable: string | null;
  consulted: readonly string[];
  informed: readonly string[];
};

export function assignmentsOf(wanted: Wanted): Assignment[] {
  const { responsible, accountable, consulted, informed } = wanted;
  const of = (part: RiskPart, ids: readonly string[]) =>
    [...new Set(ids)].map((userId) => ({ userId, part }));
  return [
    ...of("responsible", responsible),
    ...of("accountable", accountable === null ? [] : [accountable]),
    ...of("consulted", consulted),
    ...of("informed", informed),
  ];
}

type Issue = { path: RiskPart; message: string };

/** Everybody is part of the project, and has one part; who answers for it may also do it. */
export function issuesOf(
  assignments: readonly Assignment[],
  people: ReadonlyMap<string, string>,
): Issue[] {
  const first = new Map<string, RiskPart>();
  return assignments.flatMap(({ userId, part }) => {
    const name = people.get(userId);
    if (name === undefined) {
      return [{ path: part, message: "Choose people who are part of this project." }];
    }
    const before = first.get(userId);
    first.set(userId, part);
    const isTwice = before !== undefined && !(before === "responsible" && part === "accountable");
    const message = `${name} has two parts, ${before} and ${part}. One is enough.`;
    return isTwice ? [{ path: part, message }] : [];
  });
}

/** Changes with every change of a table, so that nobody overwrites what they did not see. */
export function seenOf(assignments: readonly Assignment[]): string {
  return contentSha256(
    assignments.map(({ part, userId }) => `${part} ${userId}`).toSorted((a, b) => (a < b ? -1 : 1)),
  );
}

/** Names by part, as the trail keeps them; null for a part nobody has. */
export function namesByPart(
  assignments: readonly Assignment[],
  people: ReadonlyMap<string, string>,
): Record<RiskPart, string | null> {
  const named = (part: RiskPart) => {
    const names = assignments
      .filter((each) => each.part === part)
      .map(({ userId }) => people.get(userId) ?? "somebody who left");
    return names.length === 0 ? null : names.toSorted((a, b) => a.localeCompare(b)).join(", ");
  };
  return Object.fromEntries(riskParts.map((part) => [part, named(part)])) as Record<
    RiskPart,
    string | null
  >;
}
