"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import type { FormAction } from "@/components/ui/action-form";
import { Dialog } from "@/components/ui/dialog";
import { Link } from "@/components/ui/link";
import { LogForm, type LogFormProps } from "./log-form";

type LogComposerProps = Pick<LogFormProps, "projectId" | "stages" | "people" | "today"> & {
  action: FormAction;
  /** Stage the work is in, for pages that are about no stage. */
  currentStageId: string | null;
};

const TOLD_MS = 8000;

/** On its own page the form stands open already: the key leads into it instead of over it. */
function focusOpenForm(): boolean {
  const area = document.querySelector<HTMLElement>('#write [name="body"]');
  area?.focus();
  return area !== null;
}

function isPlainClick(event: MouseEvent): boolean {
  return !(event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0);
}

/** Opens for every link or button of the project that says it logs, and so for the key L. */
function useOpening(open: () => void) {
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const { target } = event;
      const asks = target instanceof Element && target.closest('[data-command="log"]') !== null;
      if (asks && isPlainClick(event)) {
        event.preventDefault();
        event.stopPropagation();
        if (!focusOpenForm()) {
          open();
        }
      }
    };
    document.addEventListener("click", onClick, { capture: true });
    return () => document.removeEventListener("click", onClick, { capture: true });
  }, [open]);
}

/** The composer of a project, over whatever page is open. Without a script the log page has it. */
export function LogComposer({ currentStageId, ...form }: LogComposerProps) {
  const { projectId } = form;
  const [state, setState] = useState<"closed" | "open" | "told">("closed");
  const [open] = useState(() => () => setState("open"));
  const path = usePathname();
  const search = useSearchParams();
  useOpening(open);
  useEffect(() => {
    const timer = state === "told" ? setTimeout(() => setState("closed"), TOLD_MS) : undefined;
    return () => clearTimeout(timer);
  }, [state]);

  const viewed = /\/stages\/([\w-]+)/.exec(path)?.[1] ?? search.get("stage");
  const stageId = viewed ?? currentStageId ?? undefined;
  const taskId = search.get("task") ?? undefined;
  return (
    <>
      {/* The key L presses this on pages that show no button of their own. */}
      <button type="button" hidden data-command="log">
        Log progress
      </button>
      <Dialog
        title="Log progress"
        isOpen={state === "open"}
        onClose={() => setState((now) => (now === "open" ? "closed" : now))}
      >
        <LogForm
          {...form}
          id="compose"
          stageId={stageId}
          taskId={taskId}
          start="text"
          onSaved={() => setState("told")}
        />
      </Dialog>
      <div
        role="status"
        className="no-print fixed right-4 bottom-4 z-(--wm-z-drawer) max-sm:bottom-20"
      >
        {state === "told" && (
          <p className="flex gap-3 rounded-control border border-line-2 bg-surface px-4 py-2.5 shadow-pop">
            <b>Logged.</b>
            <Link className="wm-link" href={`/projects/${projectId}/log`}>
              Open the log
            </Link>
          </p>
        )}
      </div>
    </>
  );
}
