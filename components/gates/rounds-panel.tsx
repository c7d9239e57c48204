import { DownloadPdf } from "@/components/documents/download-pdf";
import { ReceiptLink } from "@/components/documents/receipt-link";
import { HashText } from "@/components/ui/hash-text";
import { Panel } from "@/components/ui/panel";
import { Timestamp } from "@/components/ui/timestamp";
import type { RoundView } from "@/lib/gates/schema/rounds";
import { feedbackWords, outcomeWords, verdictWords } from "./gate-words";

type RoundsPanelProps = { rounds: readonly RoundView[]; pdfHref: string };

/** Every round stays: who asked, who decided how and why. */
export function RoundsPanel({ rounds, pdfHref }: RoundsPanelProps) {
  const [latest] = rounds;
  if (latest === undefined) {
    return null;
  }
  return (
    <Panel
      title="Rounds"
      padding="none"
      action={
        <DownloadPdf
          href={`${pdfHref}?round=${latest.number}`}
          of={`round ${latest.number}`}
          size="sm"
        />
      }
    >
      <ol className="divide-y divide-line">
        {rounds.map((round) => (
          <li key={round.id} className="space-y-1.5 px-3.5 py-2.5 text-sm">
            <p>
              <b className="font-semibold">Round {round.number}</b>,{" "}
              {round.outcome === null ? "open" : outcomeWords[round.outcome]}{" "}
              <span className="text-ink-2 text-xs">
                {round.closedAt === null ? (
                  <Timestamp at={round.requestedAt} show="day" />
                ) : (
                  <Timestamp at={round.closedAt} show="day" />
                )}
                , iteration {round.iteration}
              </span>{" "}
              {round !== latest && (
                <a
                  href={`${pdfHref}?round=${round.number}`}
                  className="text-spruce text-xs underline"
                  download
                >
                  PDF<span className="sr-only"> of round {round.number}</span>
                </a>
              )}
            </p>
            {round.closedReason !== "" && (
              <p className="text-ink-2 text-xs">{round.closedReason}</p>
            )}
            {round.changes.map((change) => (
              <p key={change} className="text-ink-2 text-xs">
                {change}
              </p>
            ))}
            {round.outcome !== null &&
              round.feedback.map((said) => (
                <p key={said.id} className="text-ink-2 text-xs">
                  Feedback of {said.person.name}, {said.title}: {feedbackWords[said.level]}.{" "}
                  {said.text}
                </p>
              ))}
            {round.decisions.map((decision) => (
              <div key={decision.id} className="text-xs">
                <p>
                  {decision.inWords.signer}, {decision.inWords.role}:{" "}
                  {verdictWords[decision.verdict]}{" "}
                  <time dateTime={decision.decidedAt}>{decision.inWords.signedAt}</time>
                </p>
                {round.outcome === "voided" && (
                  <p className="text-warn-ink">Stale: the round is void, so it counts no more.</p>
                )}
                {decision.reason !== "" && <p className="text-ink-2">{decision.reason}</p>}
                <p className="text-ink-3">
                  {decision.inWords.meaning} Confirmed by {decision.inWords.method}.{" "}
                  <HashText hash={decision.statementSha256} />{" "}
                  <ReceiptLink signatureId={decision.signatureId} of={decision.inWords.signer} />
                </p>
              </div>
            ))}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
