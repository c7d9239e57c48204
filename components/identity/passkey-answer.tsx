"use client";

import { startAuthentication } from "@simplewebauthn/browser";
import { type RefObject, useEffect, useRef, useState } from "react";
import { FieldError } from "@/components/ui/field-error";
import type { AskForChallenge } from "./identity-ways";

type PasskeyAnswerProps = {
  ask: AskForChallenge;
  subjectSha256: string;
  noteId: string;
  error: string | undefined;
};

/** Holds the form back until the person's device has signed, and sends its answer along. */
export function PasskeyAnswer({ ask, subjectSha256, noteId, error }: PasskeyAnswerProps) {
  const answer = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<{ isAsking: boolean; trouble: string | undefined }>({
    isAsking: false,
    trouble: undefined,
  });

  useEffect(() => {
    const form = answer.current?.form;
    const hold = (event: SubmitEvent) => {
      if (isAnswered(answer)) {
        // The answer serves this one sending; the next one asks again.
        setTimeout(() => put(answer, ""), 0);
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      setState({ isAsking: true, trouble: undefined });
      void answerOf(ask, subjectSha256).then((outcome) => {
        setState({ isAsking: false, trouble: outcome.trouble });
        if (outcome.trouble === undefined) {
          put(answer, outcome.answer);
          form?.requestSubmit(event.submitter);
        }
      });
    };
    form?.addEventListener("submit", hold);
    return () => form?.removeEventListener("submit", hold);
  }, [ask, subjectSha256]);

  const trouble = state.trouble ?? error;
  return (
    <div>
      <input type="hidden" name="passkey" ref={answer} />
      <p className="text-ink-2 text-sm" role="status">
        {state.isAsking
          ? "Answer on your device…"
          : "Your device asks for your fingerprint, face or PIN and signs the hash of this text."}
      </p>
      {trouble !== undefined && <FieldError id={noteId}>{trouble}</FieldError>}
    </div>
  );
}

type Answer = RefObject<HTMLInputElement | null>;
type Outcome = { answer: string; trouble?: undefined } | { trouble: string };

const isAnswered = ({ current }: Answer) => current !== null && current.value !== "";

function put({ current }: Answer, value: string): void {
  if (current !== null) {
    current.value = value;
  }
}

async function answerOf(ask: AskForChallenge, subjectSha256: string): Promise<Outcome> {
  try {
    const asked = await ask(subjectSha256);
    if (!asked.ok) {
      return { trouble: asked.message };
    }
    const answer = await startAuthentication({ optionsJSON: asked.options });
    return { answer: JSON.stringify(answer) };
  } catch {
    return { trouble: "Nothing was signed: your device did not confirm you. Try again." };
  }
}
