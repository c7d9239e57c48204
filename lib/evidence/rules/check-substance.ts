import { type EvidenceKind, titleOfEvidenceKind } from "@/lib/evidence/rules/evidence-kinds";

export type Substance = {
  kind: EvidenceKind;
  note: string;
  url: string | null;
  fileId: string | null;
  data: Readonly<Record<string, unknown>> | null;
  effectiveOn: string;
  validUntil: string | null;
};

export type SubstanceProblem = { path: string; message: string };

/** Null when it is evidence: something to look at, about a day that has come. */
export function problemOfSubstance(
  evidence: Substance,
  latestDay: string,
): SubstanceProblem | null {
  const { kind, note, url, fileId, data, effectiveOn, validUntil } = evidence;
  if (kind === "signature") {
    return { path: "kind", message: "A signature is given by signing, not by attaching one." };
  }
  if (kind === "link" && url === null) {
    return { path: "url", message: "A link needs its address." };
  }
  if (kind === "file" && fileId === null) {
    return { path: "fileId", message: "Choose the file." };
  }
  if (url === null && fileId === null && data === null && note === "") {
    return { path: "note", message: "Attach a file or a link, or write down what was found." };
  }
  if (effectiveOn > latestDay) {
    return { path: "effectiveOn", message: "Evidence cannot speak about a day that has not come." };
  }
  if (validUntil !== null && validUntil < effectiveOn) {
    return { path: "validUntil", message: "The last day lies before the day it speaks about." };
  }
  return null;
}

/** An output that asks for one kind of evidence is not met by another. */
export function whyNotForOutput(
  output: { name: string; kind: string; field: string | null },
  kind: EvidenceKind,
): string | null {
  if (output.kind === "case_field") {
    return `${output.name} is written in the business case, not attached.`;
  }
  const wanted = output.kind === "evidence" ? kindAsStored(output.field) : null;
  return wanted === null || wanted === kind
    ? null
    : `${output.name} asks for a ${titleOfEvidenceKind[wanted]}, not a ${titleOfEvidenceKind[kind]}.`;
}

/** A playbook writes kinds with hyphens, and the form as structured-form. */
export function kindAsStored(kind: string | null): EvidenceKind | null {
  const stored = kind === "structured-form" ? "form" : (kind ?? "").replaceAll("-", "_");
  return Object.hasOwn(titleOfEvidenceKind, stored) ? (stored as EvidenceKind) : null;
}
