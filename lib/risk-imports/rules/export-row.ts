import type { ExportRow } from "@/lib/risk-imports/schema/export";
import { riskKey } from "@/lib/risks/rules";
import type {
  KnowledgeStrength,
  RiskCategory,
  RiskSource,
  RiskStatus,
  RiskTreatment,
} from "@/lib/risks/schema";
import {
  categoryWords,
  fieldTitles,
  importFields,
  knowledgeWords,
  sourceWords,
  treatmentWords,
} from "./import-fields";

/** A risk of the register with all that a row of the export holds. */
export type RegisteredRow = {
  projectKey: string;
  number: number;
  title: string;
  cause: string;
  event: string;
  consequence: string;
  category: RiskCategory;
  stageNumber: number | null;
  stageName: string | null;
  ownerName: string | null;
  ownerEmail: string | null;
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
  status: RiskStatus;
};

const statusWords = {
  open: "Open",
  accepted: "Accepted",
  closed: "Closed",
} satisfies Record<RiskStatus, string>;

/** By field, in the words that an import understands without being told anything. */
export function exportRow(risk: RegisteredRow): ExportRow {
  const { ownerName, ownerEmail, stageNumber, stageName } = risk;
  return {
    project: risk.projectKey,
    key: riskKey(risk.number),
    title: risk.title,
    cause: risk.cause,
    event: risk.event,
    consequence: risk.consequence,
    category: categoryWords[risk.category][0],
    stage: stageNumber === null ? "" : `${stageNumber} ${stageName ?? ""}`,
    owner: ownerName === null ? "" : `${ownerName} <${ownerEmail ?? ""}>`,
    identifiedOn: risk.identifiedOn,
    source: sourceWords[risk.source][0],
    inherentLikelihood: risk.inherentLikelihood,
    inherentImpact: risk.inherentImpact,
    likelihood: risk.likelihood,
    impact: risk.impact,
    residualLikelihood: risk.residualLikelihood ?? "",
    residualImpact: risk.residualImpact ?? "",
    knowledge: knowledgeWords[risk.knowledge][0],
    treatment: treatmentWords[risk.treatment][0],
    treatmentNote: risk.treatmentNote,
    dueOn: risk.dueOn ?? "",
    status: statusWords[risk.status],
  };
}

export const exportHead: readonly string[] = importFields.map((field) => fieldTitles[field]);

export function exportCells(row: ExportRow): (string | number)[] {
  return importFields.map((field) => row[field] ?? "");
}
