"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import type { EntryView } from "@/lib/risk-catalogue/schema";

export type EntryActions = {
  save: FormAction;
  retire: FormAction;
  reinstate: FormAction;
  restore: FormAction;
};

type EntryActProps = {
  workspaceId: string;
  entry: Pick<EntryView, "key" | "seen">;
  act: { action: FormAction; title: string; says: string; button: string };
};

function EntryAct({ workspaceId, entry, act }: EntryActProps) {
  return (
    <ActionForm id={act.button} action={act.action} disclosure={act.title}>
      {() => (
        <>
          <input type="hidden" name="workspaceId" value={workspaceId} />
          <input type="hidden" name="key" value={entry.key} />
          <input type="hidden" name="seen" value={entry.seen} />
          <p className="text-ink-2">{act.says}</p>
          <SubmitButton>{act.button}</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

type EntryActsProps = { workspaceId: string; entry: EntryView; actions: EntryActions };

/** Whether it is suggested, and whose text of it. */
export function EntryActs({ workspaceId, entry, actions }: EntryActsProps) {
  const stop = {
    action: actions.retire,
    title: "Suggest it no longer",
    says: "Projects that took it over keep their risks.",
    button: "Retire",
  };
  const again = {
    action: actions.reinstate,
    title: "Suggest it again",
    says: "It is offered where it arises, except where it was taken over or set aside.",
    button: "Put back",
  };
  const shipped = {
    action: actions.restore,
    title: "Restore the shipped entry",
    says: "The text of your workspace is removed; the trail keeps who wrote it.",
    button: "Restore",
  };
  return (
    <>
      <EntryAct workspaceId={workspaceId} entry={entry} act={entry.isRetired ? again : stop} />
      {entry.origin === "replaced" && (
        <EntryAct workspaceId={workspaceId} entry={entry} act={shipped} />
      )}
    </>
  );
}
