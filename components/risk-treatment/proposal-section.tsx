import { ScoreTile } from "@/components/ui/score-tile";
import type { ProposalView, RiskTreatmentView } from "@/lib/risk-treatment/schema";
import type { RiskView } from "@/lib/risks/schema";
import { RejectProposalForm, TakeProposalForm } from "./proposal-forms";
import type { TreatmentActions } from "./treatment-actions";
import { effectWords } from "./treatment-words";

type ProposalProps = {
  risk: Pick<RiskView, "id" | "current" | "ownerName">;
  view: RiskTreatmentView;
  actions: Pick<TreatmentActions, "answerProposal">;
};

function Said({ proposal, current }: { proposal: ProposalView; current: RiskView["current"] }) {
  const { tasks, effect, residual, isRatedSince } = proposal;
  const { likelihood, impact } = current;
  return (
    <>
      <p>
        <b className="font-medium">{tasks.join(" and ")}</b> {tasks.length === 1 ? "is" : "are"}{" "}
        done and {tasks.length === 1 ? "proposes" : "propose"} a residual level:
      </p>
      <p className="flex flex-wrap items-center gap-1.5">
        <ScoreTile score={residual.score} shade={residual.shade} label="Proposed residual level" />
        <span>
          {residual.likelihood} × {residual.impact}, {residual.name}
        </span>
      </p>
      <p className="text-ink-3 text-xs">
        The current {likelihood} × {impact} less {effectWords(effect)}, never below the first step.
        {isRatedSince &&
          " The current level was rated after the work was done and may know of it already."}
      </p>
    </>
  );
}

/** What finished actions propose, with the two answers; it stands above everything else of the risk. */
export function ProposalSection({ risk, view, actions }: ProposalProps) {
  const { proposal, version, whyNotTreat } = view;
  if (proposal === null) {
    return null;
  }
  const asked = { riskId: risk.id, version, proposal };
  return (
    <section
      aria-label="Proposed level"
      id="proposal"
      className="grid gap-1.5 rounded-control border border-review-line bg-review-soft px-3 py-2"
    >
      <Said proposal={proposal} current={risk.current} />
      {whyNotTreat === null ? (
        <div className="no-print">
          <TakeProposalForm {...asked} action={actions.answerProposal} />
          <RejectProposalForm {...asked} action={actions.answerProposal} />
        </div>
      ) : (
        <p className="text-ink-2 text-sm">
          {risk.ownerName ?? "A lead or a risk reviewer"} is asked to take or reject it.
        </p>
      )}
    </section>
  );
}
