import { closeFindingAction, endWatchAction, watchRiskAction } from "./answer-watches";

/** For the drawer of a risk, in its project and across projects. */
export const watchActions = {
  watch: watchRiskAction,
  endWatch: endWatchAction,
  closeFinding: closeFindingAction,
};
