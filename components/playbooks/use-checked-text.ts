"use client";

import { useEffect, useState } from "react";
import type { CheckedTextView } from "@/lib/playbooks/schema/playbook-views";

export type TextProblem = { line: number; column: number; message: string };
/** Null when the text could not be checked now. */
export type CheckText = (playbookId: string, source: string) => Promise<CheckedTextView | null>;

export type Check = CheckedTextView & { status: "checking" | "checked" | "unreachable" };

const PAUSE_MS = 600;

type Facts = { playbookId: string; source: string; first: CheckedTextView; check: CheckText };

/** Checks the text whenever typing pauses; an answer about an older text is dropped. */
export function useCheckedText({ playbookId, source, first, check }: Facts): Check {
  const [answer, setAnswer] = useState({ source, known: first, isLost: false });

  useEffect(() => {
    if (answer.source === source) {
      return;
    }
    let isCurrent = true;
    const settle = (result: CheckedTextView | null) => {
      if (isCurrent) {
        setAnswer(({ known }) => ({ source, known: result ?? known, isLost: result === null }));
      }
    };
    const timer = setTimeout(() => {
      check(playbookId, source).then(settle, () => settle(null));
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [playbookId, source, check, answer.source]);

  if (answer.source !== source) {
    return { ...answer.known, status: "checking" };
  }
  return { ...answer.known, status: answer.isLost ? "unreachable" : "checked" };
}
