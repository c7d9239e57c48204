import type { FormAction } from "@/components/ui/action-form";

/** What can be done in the sections of a risk's treatment. */
export type TreatmentActions = {
  planAction: FormAction;
  changeAction: FormAction;
  removeAction: FormAction;
  answerProposal: FormAction;
  addControl: FormAction;
  changeControl: FormAction;
  retireControl: FormAction;
  proveControl: FormAction;
  removeProof: FormAction;
};
