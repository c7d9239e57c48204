import {
  addControlAction,
  answerProposalAction,
  changeActionAction,
  changeControlAction,
  planActionAction,
  proveControlAction,
  removeActionAction,
  removeProofAction,
  retireControlAction,
} from "./answer-treatment";

/** For the drawer of a risk, in its project and across projects. */
export const treatmentActions = {
  planAction: planActionAction,
  changeAction: changeActionAction,
  removeAction: removeActionAction,
  answerProposal: answerProposalAction,
  addControl: addControlAction,
  changeControl: changeControlAction,
  retireControl: retireControlAction,
  proveControl: proveControlAction,
  removeProof: removeProofAction,
};
