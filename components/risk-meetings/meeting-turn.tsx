"use client";

import { startTransition, useActionState, useEffect, useRef, useState } from "react";
import { FormOutcome } from "@/components/ui/form-outcome";
import { Panel } from "@/components/ui/panel";
import { type FormState, idle } from "@/lib/kernel/form-state";
import {
  type Answer,
  answerAfter,
  firstAnswer,
  fitted,
  isTouched,
} from "@/lib/risk-meetings/rules/answer";
import { actOf } from "@/lib/risk-meetings/rules/keys";
import type { KnowledgeStrength } from "@/lib/risks/schema";
import { AnswerFields } from "./answer-fields";
import { keepAnswer, keptAnswer } from "./kept-answer";
import type { MeetingTurnProps, TurnRisk } from "./turn";
import { useMeetingKeys } from "./use-meeting-keys";

/** What was sent and refused before a script had loaded, else the level as it stands. */
function answerFrom(state: FormState, risk: TurnRisk): Answer {
  const first = firstAnswer(risk);
  if (state.status !== "failed") {
    return first;
  }
  const { isStillTrue, likelihood, impact, knowledge, note, evidenceId } = state.values;
  return fitted(risk.matrix, {
    ...first,
    isStillTrue: isStillTrue === "yes" || isStillTrue === "no" ? isStillTrue : "",
    likelihood: Number(likelihood ?? first.likelihood),
    impact: Number(impact ?? first.impact),
    knowledge: (knowledge ?? first.knowledge) as KnowledgeStrength,
    note: note ?? "",
    evidenceId: evidenceId ?? "",
  });
}

function useAnswer({ risk, readerId }: MeetingTurnProps, state: FormState) {
  const [answer, setAnswer] = useState(() => answerFrom(state, risk));
  const keeper = useRef({ readerId, riskId: risk.id }).current;
  const matrix = useRef(risk.matrix).current;

  useEffect(() => {
    const kept = keptAnswer(keeper);
    if (kept !== null) {
      setAnswer(fitted(matrix, kept));
    }
  }, [keeper, matrix]);

  const put = (next: Answer) => {
    setAnswer(next);
    keepAnswer(keeper, isTouched(next, risk) ? next : null);
  };
  return { answer, put };
}

function focusField(form: HTMLFormElement | null, name: string): void {
  const field = form?.elements.namedItem(name);
  if (field instanceof HTMLElement) {
    field.focus();
  }
}

/** Back on the paper, where single keys count again. */
function leaveField(): boolean {
  document.getElementById("meeting-risk")?.focus();
  return true;
}

/** One risk of the meeting: what is answered stays until it is recorded. */
export function MeetingTurn(props: MeetingTurnProps) {
  const { risk, keys, following, meeting, action, onAct, say } = props;
  const [state, submit, isPending] = useActionState(action, idle);
  const { answer, put } = useAnswer(props, state);
  const form = useRef<HTMLFormElement>(null);
  const errors = state.status === "failed" ? state.fields : {};

  const save = () => {
    form.current?.requestSubmit();
    return true;
  };
  const act = (key: string): boolean => {
    const heard = answerAfter(risk.matrix, answer, key);
    if (heard !== null) {
      put(heard.answer);
      say(heard.said);
      return true;
    }
    switch (actOf(key)) {
      case "save":
        return save();
      case "evidence":
        focusField(form.current, "evidenceId");
        return true;
      case "text":
        focusField(form.current, "note");
        return true;
      default: {
        const other = actOf(key);
        return other !== null && onAct(other);
      }
    }
  };
  useMeetingKeys(keys, act, (chord) => (chord === "save" ? save() : leaveField()));

  useEffect(() => {
    if (state.status === "failed") {
      const wrong = form.current?.querySelector<HTMLElement>("[data-invalid], [aria-invalid]");
      (wrong ?? form.current?.querySelector<HTMLElement>("[data-outcome]"))?.focus();
    }
  }, [state]);

  return (
    <Panel title="Your review" meta={risk.key} ground="review">
      <form
        ref={form}
        action={submit}
        onSubmit={(event) => {
          // The browser's own reset would put the first choice back into every field.
          event.preventDefault();
          const sent = new FormData(event.currentTarget);
          if (!isPending) {
            startTransition(() => submit(sent));
          }
        }}
        className="grid gap-3.5"
        aria-label={`Review of ${risk.key}`}
        noValidate
      >
        <FormOutcome state={state} idPrefix="meeting" />
        <input type="hidden" name="riskId" value={risk.id} />
        <input type="hidden" name="version" value={risk.version} />
        <input type="hidden" name="projectId" value={meeting.projectId ?? ""} />
        <input type="hidden" name="meeting" value={meeting.search} />
        <input type="hidden" name="then" value={following?.id ?? ""} />
        <AnswerFields
          {...props}
          answer={answer}
          errors={errors}
          isPending={isPending}
          onChange={(changed) => put({ ...answer, ...changed })}
        />
      </form>
    </Panel>
  );
}
