"use client";

import { useActionState, useEffect, useRef, useState } from "react";
import type { FormAction } from "@/components/ui/action-form";
import { FormOutcome } from "@/components/ui/form-outcome";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { idle } from "@/lib/kernel/form-state";
import type { CheckedTextView } from "@/lib/playbooks/schema/playbook-views";
import { PlaybookOutline } from "./playbook-outline";
import { ProblemList } from "./problem-list";
import { lineEndAt, offsetOf } from "./text-position";
import { type CheckText, type TextProblem, useCheckedText } from "./use-checked-text";
import { LINE_PX, YamlArea } from "./yaml-area";

type PlaybookEditorProps = {
  playbookId: string;
  /** What the server keeps: the draft, or the newest version where there is none. */
  stored: string;
  /** Version of the draft that is edited; null where saving begins one. */
  version: number | null;
  first: CheckedTextView;
  save: FormAction;
  check: CheckText;
};

const LINES_ABOVE = 4;

/** The browser asks before a text that is not saved is left behind. */
function useLeaveGuard(isDirty: boolean) {
  useEffect(() => {
    if (!isDirty) {
      return;
    }
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", onLeave);
    return () => window.removeEventListener("beforeunload", onLeave);
  }, [isDirty]);
}

function moveCaret(area: HTMLTextAreaElement, problem: TextProblem) {
  const start = offsetOf(area.value, problem);
  area.focus();
  area.setSelectionRange(start, lineEndAt(area.value, start));
  area.scrollTop = Math.max(0, (problem.line - 1 - LINES_ABOVE) * LINE_PX);
}

function useText({ stored, save }: Pick<PlaybookEditorProps, "stored" | "save">) {
  const [state, submit] = useActionState(save, idle);
  const kept = state.status === "failed" ? state.values.source : undefined;
  const [source, setSource] = useState(kept ?? stored);
  // A form sends its line ends as CRLF and the server may have kept them so.
  const isDirty = source.replaceAll("\r\n", "\n") !== stored.replaceAll("\r\n", "\n");
  useLeaveGuard(isDirty);
  return { state, submit, source, setSource, isDirty };
}

/** Text left, what it means right; a text with problems can be kept, only not published. */
export function PlaybookEditor(props: PlaybookEditorProps) {
  const { playbookId, stored, version, first, save, check } = props;
  const { state, submit, source, setSource, isDirty } = useText({ stored, save });
  const area = useRef<HTMLTextAreaElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const checked = useCheckedText({ playbookId, source, first, check });
  const lines = new Set(checked.problems.map((problem) => problem.line));

  const handleKeys = (event: React.KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.current?.requestSubmit();
    }
  };
  const handleJump = (problem: TextProblem) => {
    if (area.current !== null) {
      moveCaret(area.current, problem);
    }
  };

  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <form ref={form} action={submit} onKeyDown={handleKeys} className="grid content-start gap-3">
        <FormOutcome state={state} idPrefix="draft" />
        <input type="hidden" name="playbookId" value={playbookId} />
        {version !== null && <input type="hidden" name="version" value={version} />}
        <YamlArea
          area={area}
          value={source}
          onChange={setSource}
          problemLines={lines}
          describedBy="source-state"
        />
        <div className="flex flex-wrap items-center gap-3 max-sm:px-4">
          <SubmitButton variant="default">Save draft</SubmitButton>
          <span className="text-ink-3">
            {isDirty ? "Changes are not saved yet. Ctrl S saves." : "Saved as you see it."}
          </span>
        </div>
      </form>
      <div className="grid content-start gap-4">
        <Panel title="Problems">
          <ProblemList check={checked} onJump={handleJump} />
        </Panel>
        <Panel title="What it makes">
          {checked.outline === null ? (
            <p className="text-ink-3">
              The outline appears once the text can be read as a playbook.
            </p>
          ) : (
            <PlaybookOutline outline={checked.outline} />
          )}
        </Panel>
      </div>
    </div>
  );
}
