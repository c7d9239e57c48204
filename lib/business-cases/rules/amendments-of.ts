import type { AmendmentFacts } from "@/lib/business-cases/rules/amendment";
import type { CaseFacts } from "@/lib/business-cases/rules/case-facts";
import type { ScopeFacts } from "@/lib/business-cases/rules/scope-additions";
import { type ScopeAddition, scopeAdditions } from "@/lib/business-cases/rules/scope-additions";
import type { CaseContent } from "@/lib/business-cases/schema";

export type ScopeOnRecord = Pick<ScopeFacts, "tasks" | "gates" | "gatesThen"> & {
  amendments: readonly AmendmentFacts[];
};

export type AdditionInView = ScopeAddition & { isProposed: boolean };

/** Empty while nothing is signed: then everything is still open, and nothing is an addition. */
export function additionsOf(
  facts: Pick<CaseFacts, "signedAt" | "latest">,
  at: { scope: ScopeOnRecord; signed: CaseContent | null },
): AdditionInView[] {
  const { signedAt, latest } = facts;
  const { scope, signed } = at;
  if (signedAt === null || signed === null) {
    return [];
  }
  const keysOf = (status: AmendmentFacts["status"]) =>
    scope.amendments
      .filter((amendment) => amendment.status === status)
      .flatMap((amendment) => amendment.additions.map(({ key }) => key));
  const proposed = new Set(keysOf("proposed"));
  return scopeAdditions({
    signed,
    signedAt,
    latest: latest?.content ?? signed,
    tasks: scope.tasks,
    gates: scope.gates,
    gatesThen: scope.gatesThen,
    accepted: keysOf("accepted"),
  }).map((addition) => ({ ...addition, isProposed: proposed.has(addition.key) }));
}
