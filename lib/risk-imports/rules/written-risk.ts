import type { Level } from "@/lib/risks/rules";
import type {
  KnowledgeStrength,
  RiskCategory,
  RiskSource,
  RiskTreatment,
} from "@/lib/risks/schema";
import type { ImportField } from "./import-fields";
import type { ImportRow, RiskToImport } from "./import-row";

/** The columns an import writes, days as text: also what an update keeps of before. */
export type RiskColumns = {
  title: string;
  cause: string;
  event: string;
  consequence: string;
  category: RiskCategory;
  stageId: string | null;
  ownerId: string | null;
  identifiedOn: string;
  source: RiskSource;
  inherentLikelihood: number;
  inherentImpact: number;
  likelihood: number;
  impact: number;
  residualLikelihood: number | null;
  residualImpact: number | null;
  knowledge: KnowledgeStrength;
  treatment: RiskTreatment;
  treatmentNote: string;
  dueOn: string | null;
  reviewDueOn: string | null;
};

export type RiskBefore = RiskColumns & {
  id: string;
  projectId: string;
  number: number;
  version: number;
};

/** What one row became in the register. */
export type WrittenRisk = {
  id: string;
  projectId: string;
  number: number;
  /** The version it has through the import; another one means that somebody worked on it since. */
  version: number;
  columns: RiskColumns;
  before: RiskBefore | null;
};

export function columnsOf(risk: RiskToImport): Omit<RiskColumns, "reviewDueOn"> {
  const { projectId: _, inherent, current, residual, ...facts } = risk;
  return {
    ...facts,
    inherentLikelihood: inherent.likelihood,
    inherentImpact: inherent.impact,
    ...current,
    residualLikelihood: residual?.likelihood ?? null,
    residualImpact: residual?.impact ?? null,
  };
}

const columnsOfField: Record<ImportField, readonly (keyof RiskColumns)[]> = {
  project: [],
  key: [],
  status: [],
  title: ["title"],
  cause: ["cause"],
  event: ["event"],
  consequence: ["consequence"],
  category: ["category"],
  stage: ["stageId"],
  owner: ["ownerId"],
  identifiedOn: ["identifiedOn"],
  source: ["source"],
  inherentLikelihood: ["inherentLikelihood"],
  inherentImpact: ["inherentImpact"],
  likelihood: ["likelihood"],
  impact: ["impact"],
  residualLikelihood: ["residualLikelihood"],
  residualImpact: ["residualImpact"],
  knowledge: ["knowledge"],
  treatment: ["treatment"],
  treatmentNote: ["treatmentNote"],
  dueOn: ["dueOn"],
};

/** An update writes what the row says. What the file has no column for, or leaves empty, stays. */
export function updatedColumns(
  row: ImportRow,
  risk: RiskToImport,
  before: RiskBefore,
): RiskColumns {
  const given = columnsOf(risk);
  const fields = Object.entries(row.texts) as [ImportField, string][];
  const named = fields
    .filter(([, text]) => text !== "")
    .flatMap(([field]) => columnsOfField[field]);
  const changes = Object.fromEntries(
    named.map((name) => [name, given[name as keyof typeof given]]),
  ) as Partial<RiskColumns>;
  const { id: _, projectId: __, number: ___, version: ____, ...kept } = before;
  return { ...kept, ...changes };
}

type LevelRow = { kind: "inherent" | "current" | "residual" } & Level;

/** The levels of a risk that are new to the register, each of which leaves a line in its history. */
export function levelChangesOf(after: RiskColumns, before: RiskColumns | null): LevelRow[] {
  const kinds = [
    ["inherent", "inherentLikelihood", "inherentImpact"],
    ["current", "likelihood", "impact"],
    ["residual", "residualLikelihood", "residualImpact"],
  ] as const;
  return kinds.flatMap(([kind, likelihoodAt, impactAt]) => {
    const likelihood = after[likelihoodAt];
    const impact = after[impactAt];
    if (likelihood === null || impact === null) {
      return [];
    }
    const was = before ?? (kind === "current" ? inherentOf(after) : null);
    const isSame = was !== null && was[likelihoodAt] === likelihood && was[impactAt] === impact;
    return isSame ? [] : [{ kind, likelihood, impact }];
  });
}

/** A risk that is new and stands where it began has one line, as one raised by hand. */
function inherentOf({ inherentLikelihood, inherentImpact, ...rest }: RiskColumns): RiskColumns {
  const level = { likelihood: inherentLikelihood, impact: inherentImpact };
  return { ...rest, inherentLikelihood, inherentImpact, ...level };
}
