import { addControl } from "@/lib/risk-treatment/commands/add-control";
import { answerProposal } from "@/lib/risk-treatment/commands/answer-proposal";
import { changeAction } from "@/lib/risk-treatment/commands/change-action";
import { changeControl } from "@/lib/risk-treatment/commands/change-control";
import { planAction } from "@/lib/risk-treatment/commands/plan-action";
import { proveControl } from "@/lib/risk-treatment/commands/prove-control";
import { removeAction } from "@/lib/risk-treatment/commands/remove-action";
import { removeProof } from "@/lib/risk-treatment/commands/remove-proof";
import { retireControl } from "@/lib/risk-treatment/commands/retire-control";

/** What is done about a risk: actions, what they propose, and controls. */
export const treatmentCommands = [
  addControl,
  answerProposal,
  changeAction,
  changeControl,
  planAction,
  proveControl,
  removeAction,
  removeProof,
  retireControl,
] as const;
