"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { Panel } from "@/components/ui/panel";
import { SelectField } from "@/components/ui/select-field";
import { StateLabel } from "@/components/ui/state-label";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { Timestamp } from "@/components/ui/timestamp";
import type { GateView } from "@/lib/gates/schema";
import { feedbackStates, feedbackWords } from "./gate-words";

const levels = [
  { value: "no_issue", label: "No issue" },
  { value: "minor", label: "Minor issue" },
  { value: "major", label: "Major issue" },
];

type FeedbackPanelProps = {
  gate: Pick<GateView, "id" | "round" | "rounds" | "whyNotFeedback">;
  give: FormAction;
};

/** What people think of the open round without deciding it. Nothing here counts towards a quorum. */
export function FeedbackPanel({ gate, give }: FeedbackPanelProps) {
  const { id, round, rounds, whyNotFeedback } = gate;
  if (round === null) {
    return null;
  }
  const given = rounds.find(({ number }) => number === round.number)?.feedback ?? [];
  return (
    <Panel title="Feedback" meta={`${given.length} on round ${round.number}`} padding="none">
      <p className="px-3.5 pt-2.5 text-ink-2 text-xs">
        Advisory: shown to the approvers and kept in the record, never counted.
      </p>
      <ul className="divide-y divide-line">
        {given.map((each) => (
          <li key={each.id} className="px-3.5 py-2.5">
            <p className="text-ink-2 text-xs">
              <StateLabel
                kind="criterion"
                state={feedbackStates[each.level]}
                word={feedbackWords[each.level]}
              />
              , {each.person.name}, {each.title}, <Timestamp at={each.givenAt} show="moment" />
            </p>
            <p className="mt-0.5">{each.text}</p>
          </li>
        ))}
      </ul>
      <div className="no-print px-3.5 pb-3">
        {whyNotFeedback === null ? (
          <ActionForm id="feedback" action={give} disclosure="Give feedback">
            {({ field }) => (
              <>
                <input type="hidden" name="gateId" value={id} />
                <input type="hidden" name="round" value={round.number} />
                <SelectField
                  {...field("level")}
                  label="How grave is it"
                  placeholder="Choose"
                  options={levels}
                />
                <TextAreaField {...field("text")} label="What you see" rows={3} />
                <SubmitButton size="sm" variant="default">
                  Give feedback
                </SubmitButton>
              </>
            )}
          </ActionForm>
        ) : (
          <p className="pt-1 text-ink-2 text-xs">{whyNotFeedback}</p>
        )}
      </div>
    </Panel>
  );
}
