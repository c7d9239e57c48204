import type { Assignment } from "@/lib/risk-parts/rules/parts";
import type { RiskPart } from "@/lib/risk-parts/rules/risk-parts";
import type { PartPerson, PartsTable } from "@/lib/risk-parts/schema";

/** The same by part, with names. */
export function tableOf(held: readonly (Assignment & { person: PartPerson })[]): PartsTable {
  const of = (part: RiskPart) =>
    held.filter((each) => each.part === part).map(({ person }) => person);
  return {
    responsible: of("responsible"),
    accountable: of("accountable")[0] ?? null,
    consulted: of("consulted"),
    informed: of("informed"),
  };
}
