import {
  type EvidenceKind,
  evidenceKinds,
  titleOfEvidenceKind,
} from "@/lib/evidence/rules/evidence-kinds";
import type { EvidenceStatus } from "@/lib/evidence/schema";

export const kindWord = (kind: EvidenceKind): string => sentenceCase(titleOfEvidenceKind[kind]);

/** These come about by deciding, attesting and signing, never by attaching. */
const madeElsewhere: readonly EvidenceKind[] = ["signature", "decision", "attestation"];

export const kindChoices = evidenceKinds
  .filter((kind) => !madeElsewhere.includes(kind))
  .map((kind) => ({ value: kind, label: kindWord(kind) }));

export const statusWords = {
  living: "Counts",
  superseded: "Superseded",
  withdrawn: "Withdrawn",
  expired: "Expired",
} satisfies Record<EvidenceStatus, string>;

export const statusTones = {
  living: "ok",
  superseded: "idle",
  withdrawn: "bad",
  expired: "warn",
} as const satisfies Record<EvidenceStatus, string>;

function sentenceCase(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** 1 kB is 1,000 bytes, as the file managers of our readers count. */
export function sizeWord(bytes: number): string {
  if (bytes < 1000) {
    return `${bytes} B`;
  }
  const isLarge = bytes >= 1_000_000;
  const value = isLarge ? bytes / 1_000_000 : bytes / 1000;
  return `${value.toFixed(value < 10 ? 1 : 0)} ${isLarge ? "MB" : "kB"}`;
}

const fileProblems: Readonly<Record<string, string>> = {
  none: "Choose a file first.",
  empty: "This file is empty. Choose another one.",
  large: "This file is too large: a file may have at most 200 MB. Attach a link to it instead.",
  refused: "You may not attach files to this project. Ask its lead for a role that may.",
  broken: "The upload broke off before the file was complete. Send it again.",
};

export function fileProblemSentence(code: string | undefined): string | undefined {
  return code === undefined ? undefined : (fileProblems[code] ?? fileProblems.broken);
}
