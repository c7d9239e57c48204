import type * as z from "zod";
import type { treatmentEvents } from "@/lib/audit/treatment-events";

type TreatmentEvent = z.infer<(typeof treatmentEvents)[number]>;
type SentenceOf = {
  [Type in TreatmentEvent["type"]]: (event: Extract<TreatmentEvent, { type: Type }>) => string;
};

const fieldWords: Readonly<Record<string, string>> = {
  likelihoodEffect: "effect on likelihood",
  impactEffect: "effect on impact",
};

/** Of actions and controls, to be read after the name of whoever did it. */
export const treatmentSentences: SentenceOf = {
  "risk.action-planned": (e) => `planned ${e.task} to treat ${e.key}${effect(e)}`,
  "risk.action-changed": (e) =>
    `changed what ${e.task} is to bring for ${e.key}: ${e.changed.map((field) => fieldWords[field] ?? field).join(", ")}`,
  "risk.action-removed": (e) => `took ${e.task} off the actions of ${e.key}, because: ${e.reason}`,
  "risk.action-done": (e) =>
    e.proposes === null
      ? `finished ${e.task}, which treats ${e.key}`
      : `finished ${e.task}, which proposes the residual level ${e.proposes} for ${e.key}`,
  "risk.proposal-withdrawn": (e) => `reopened ${e.task}, which withdraws its proposal for ${e.key}`,
  "risk.proposal-taken": (e) =>
    `took over ${e.to} as residual${e.alsoCurrent ? " and current" : ""} level of ${e.key}, as proposed by ${e.tasks.join(" and ")}`,
  "risk.proposal-rejected": (e) =>
    `rejected the level of ${e.key} that ${e.tasks.join(" and ")} proposed, because: ${e.reason}`,
  "risk.control-added": (e) => `named the control “${e.name}” of ${e.key} (${e.state})`,
  "risk.control-changed": (e) =>
    `changed the control “${e.name}” of ${e.key}: ${e.changed.join(", ")}`,
  "risk.control-retired": (e) =>
    `took the control “${e.name}” of ${e.key} out of use, because: ${e.reason}`,
  "risk.control-proved": (e) => `proved the control “${e.name}” of ${e.key} with ${e.evidence}`,
  "risk.proof-removed": (e) =>
    `said that ${e.evidence} does not prove the control “${e.name}” of ${e.key}, because: ${e.reason}`,
};

function effect(event: { likelihoodEffect: number; impactEffect: number }): string {
  const parts = [
    { steps: event.likelihoodEffect, word: "likelihood" },
    { steps: event.impactEffect, word: "impact" },
  ]
    .filter(({ steps }) => steps > 0)
    .map(({ steps, word }) => `${word} by ${steps}`);
  return parts.length === 0 ? "" : `, to lower ${parts.join(" and ")}`;
}
