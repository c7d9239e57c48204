import * as z from "zod";
import { changes, event } from "@/lib/audit/event-shape";

const id = z.string();
const label = z.string();
const reason = z.string();
const ofRisk = { riskId: id, key: label };
/** The task as it was called then: CEW-12 Drop the notes column. */
const ofAction = { ...ofRisk, actionId: id, task: label };
const ofControl = { ...ofRisk, controlId: id, name: label };

/** What is done about a risk: actions that are tasks, what they propose, and controls with proof. */
export const treatmentEvents = [
  event("risk.action-planned", {
    ...ofAction,
    taskId: id,
    cost: z.number().nullable(),
    likelihoodEffect: z.number(),
    impactEffect: z.number(),
  }),
  event("risk.action-changed", { ...ofAction, changed: z.array(label), changes }),
  event("risk.action-removed", { ...ofAction, reason }),
  event("risk.action-done", { ...ofAction, proposes: label.nullable() }),
  event("risk.proposal-withdrawn", ofAction),
  event("risk.proposal-taken", {
    ...ofRisk,
    tasks: z.array(label),
    to: label,
    alsoCurrent: z.boolean(),
  }),
  event("risk.proposal-rejected", { ...ofRisk, tasks: z.array(label), reason }),
  event("risk.control-added", { ...ofControl, state: label }),
  event("risk.control-changed", { ...ofControl, changed: z.array(label), changes }),
  event("risk.control-retired", { ...ofControl, reason }),
  event("risk.control-proved", { ...ofControl, evidenceId: id, evidence: label }),
  event("risk.proof-removed", { ...ofControl, evidenceId: id, evidence: label, reason }),
] as const;
