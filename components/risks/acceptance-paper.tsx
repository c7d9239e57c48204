import { roleWord } from "@/components/tasks/task-words";
import { Facts } from "@/components/ui/facts";
import { formatDay } from "@/components/ui/format-date";
import { Panel } from "@/components/ui/panel";
import { ScoreTile } from "@/components/ui/score-tile";
import { levelWords } from "@/lib/risks/rules/matrix";
import type { RiskView } from "@/lib/risks/schema";
import type { RiskAcceptancesView } from "@/lib/risks/schema/acceptances";
import { categoryWords, treatmentWords } from "./risk-words";

type AcceptancePaperProps = { risk: RiskView; view: RiskAcceptancesView; now: Date };

function Said({ name, text }: { name: string; text: string }) {
  return text === "" ? null : (
    <div>
      <dt className="text-ink-3 text-xs">{name}</dt>
      <dd className="whitespace-pre-line">{text}</dd>
    </div>
  );
}

/** Everything the signature covers, before the box to sign. */
export function AcceptancePaper({ risk, view, now }: AcceptancePaperProps) {
  const { waiting } = view;
  const { current, matrix } = risk;
  return (
    <>
      <Panel title={`${risk.key} ${risk.title}`}>
        <div className="grid gap-3">
          <p className="flex flex-wrap items-center gap-2">
            <ScoreTile score={current.score} shade={current.shade} label="Current" />
            <span>{levelWords(matrix, current)}</span>
          </p>
          <dl className="grid max-w-measure gap-2">
            <Said name="Cause" text={risk.cause} />
            <Said name="Event" text={risk.event} />
            <Said name="Consequence" text={risk.consequence} />
            <Said name="What is done about it" text={risk.treatmentNote} />
          </dl>
          <Facts
            facts={[
              { name: "Owner", value: risk.ownerName ?? "Nobody" },
              { name: "Category", value: categoryWords[risk.category] },
              { name: "Treatment", value: treatmentWords[risk.treatment] },
            ]}
          />
        </div>
      </Panel>
      {waiting !== null && (
        <Panel title="What you are asked to accept">
          <div className="grid max-w-measure gap-2">
            <p>
              {waiting.requestedByName} asks {waiting.approverName}, as {roleWord(waiting.role)}, to
              live with this risk at level {view.levelName} until{" "}
              <b>{formatDay(waiting.expiresOn, { now })}</b>. After that day it returns to review by
              itself.
            </p>
            <p className="whitespace-pre-line text-ink-2">{waiting.justification}</p>
          </div>
        </Panel>
      )}
    </>
  );
}
