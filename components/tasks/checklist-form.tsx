"use client";

import { useActionState } from "react";
import { useFormStatus } from "react-dom";
import type { FormAction } from "@/components/ui/action-form";
import { FormOutcome } from "@/components/ui/form-outcome";
import { Timestamp } from "@/components/ui/timestamp";
import { idle } from "@/lib/kernel/form-state";
import type { TaskView } from "@/lib/tasks/schema";

type Entry = TaskView["checklist"][number];

type ChecklistFormProps = { entries: readonly Entry[]; action: FormAction; now: string };

function TickMark({ isTicked, isBusy }: { isTicked: boolean; isBusy: boolean }) {
  if (isBusy) {
    return <span className="wm-spinner" aria-hidden="true" />;
  }
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" className="flex-none">
      <rect
        x="1.5"
        y="1.5"
        width="13"
        height="13"
        rx="2"
        className={isTicked ? "fill-spruce stroke-spruce" : "fill-surface stroke-line-3"}
      />
      {isTicked && (
        <path d="M4.5 8.2 7 10.7l4.6-5" className="fill-none stroke-on-spruce" strokeWidth="1.6" />
      )}
    </svg>
  );
}

/** A button that says what it is: with a script or without, one press ticks or takes the tick back. */
function Tick({ entry }: { entry: Entry }) {
  const { pending, data } = useFormStatus();
  const isTicked = entry.tickedAt !== null;
  const name = isTicked ? "untick" : "tick";
  const isBusy = pending && data?.get(name) === entry.id;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a real checkbox cannot send its form by itself
    <button
      type="submit"
      role="checkbox"
      aria-checked={isTicked}
      name={name}
      value={entry.id}
      disabled={pending}
      className="flex min-h-7 w-full items-start gap-2 rounded-control px-1 py-1 text-left hover:bg-chrome-2"
    >
      <span className="mt-0.5">
        <TickMark isTicked={isTicked} isBusy={isBusy} />
      </span>
      <span className={isTicked ? "text-ink-2" : undefined}>{entry.text}</span>
    </button>
  );
}

export function ChecklistForm({ entries, action, now }: ChecklistFormProps) {
  const [state, submit] = useActionState(action, idle);
  return (
    <form action={submit} className="grid">
      {state.status === "failed" && <FormOutcome state={state} idPrefix="checklist" />}
      <ul>
        {entries.map((entry) => (
          <li key={entry.id}>
            <Tick entry={entry} />
            {entry.tickedAt !== null && (
              <p className="pl-8 text-xs text-ink-3">
                {entry.tickedBy}, <Timestamp at={entry.tickedAt} now={new Date(now)} show="day" />
              </p>
            )}
          </li>
        ))}
      </ul>
    </form>
  );
}
