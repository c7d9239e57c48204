import { paperDay } from "@/components/business-cases/paper-day";
import { DueDay } from "@/components/ui/due-day";
import { Markdown } from "@/components/ui/markdown";
import { StateLabel } from "@/components/ui/state-label";
import type { GateView } from "@/lib/gates/schema";

/** What is asked, by whom, and what follows: the paper an approver reads first. */
export function QuestionPaper({ gate }: { gate: GateView }) {
  const { round } = gate;
  return (
    <section
      aria-labelledby="gate-question"
      className="border border-paper-line bg-paper p-5 shadow-paper sm:p-6"
    >
      <p className="flex flex-wrap justify-between gap-2 text-ink-2 text-sm">
        <StateLabel kind="gate" state={gate.state} />
        <span>
          {round === null
            ? `Gate ${gate.code}, ${gate.name}`
            : `Round ${round.number}${round.isRenewal ? ", to renew the approval" : ""}, asked ${paperDay(round.requestedAt)} by ${round.requestedBy.name}`}
        </span>
      </p>
      <h2 id="gate-question" className="mt-2 font-semibold text-xl">
        {gate.question}
      </h2>
      <p className="mt-2 max-w-measure text-doc">{gate.explanation.sentence}</p>
      {round !== null && round.statement !== "" && (
        <div className="mt-2 max-w-measure">
          <Markdown text={round.statement} size="doc" />
        </div>
      )}
      {round !== null && round.earlyReason !== "" && (
        <p className="mt-2 text-sm text-warn-ink">
          Asked before every criterion was met, because: {round.earlyReason}
        </p>
      )}
      {round !== null && round.changes.length > 0 && (
        <div className="mt-2 max-w-measure text-sm text-warn-ink">
          <p>Opened anew because what it covers changed:</p>
          <ul className="ml-5 list-disc">
            {round.changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        </div>
      )}
      <dl className="mt-4 flex flex-wrap gap-x-8 gap-y-2 border-paper-line border-t pt-3 text-sm">
        <Fact name={isBehind(gate) ? "Was planned for" : "Decision due"}>
          <DueDay on={round?.dueOn ?? gate.plannedOn} show={round === null ? "plain" : "due"} />
        </Fact>
        {!isBehind(gate) && (
          <>
            <Fact name="Passing">{gate.onPass}</Fact>
            <Fact name="Rejecting">{gate.onReject}</Fact>
          </>
        )}
        {gate.expiresAt !== null && <Fact name="Approval ends">{paperDay(gate.expiresAt)}</Fact>}
        {gate.renewsAt !== null && (
          <Fact name="Next re-approval opens">{paperDay(gate.renewsAt)}</Fact>
        )}
      </dl>
    </section>
  );
}

/** What passing or rejecting would bring is of no use once it is decided. */
function isBehind({ state, round }: GateView): boolean {
  return round === null && (state === "passed" || state === "passed_with_conditions");
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="min-w-32 flex-1">
      <dt className="text-2xs text-ink-2">{name}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}
