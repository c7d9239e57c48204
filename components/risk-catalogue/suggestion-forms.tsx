"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

export type SuggestionActions = { take: FormAction; dismiss: FormAction; bringBack: FormAction };

type OfSuggestion = { projectId: string; suggestion: { key: string; title: string } };

function Names({ projectId, suggestion }: OfSuggestion) {
  return (
    <>
      <input type="hidden" name="projectId" value={projectId} />
      <input type="hidden" name="key" value={suggestion.key} />
    </>
  );
}

type TakeFormProps = OfSuggestion & { stageId: string | null; action: FormAction };

/** One click raises the risk and opens it. */
export function TakeForm({ projectId, suggestion, stageId, action }: TakeFormProps) {
  return (
    <ActionForm
      id={`take-${suggestion.key}`}
      action={action}
      label={`Take over: ${suggestion.title}`}
    >
      {() => (
        <>
          <Names projectId={projectId} suggestion={suggestion} />
          <input type="hidden" name="stageId" value={stageId ?? ""} />
          <SubmitButton size="sm" variant="default" icon="plus">
            Take over
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

export function DismissForm({
  projectId,
  suggestion,
  action,
}: OfSuggestion & { action: FormAction }) {
  return (
    <ActionForm
      id={`dismiss-${suggestion.key}`}
      action={action}
      label={`Set aside: ${suggestion.title}`}
      disclosure="It does not concern us"
    >
      {({ field }) => (
        <>
          <Names projectId={projectId} suggestion={suggestion} />
          <TextField
            {...field("reason")}
            label="Why not"
            hint="Others read it, and may bring the suggestion back."
            maxLength={500}
            required
          />
          <div>
            <SubmitButton size="sm" variant="default">
              Set aside
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

export function BringBackForm({
  projectId,
  suggestion,
  action,
}: OfSuggestion & { action: FormAction }) {
  return (
    <ActionForm
      id={`back-${suggestion.key}`}
      action={action}
      label={`Suggest again: ${suggestion.title}`}
    >
      {() => (
        <>
          <Names projectId={projectId} suggestion={suggestion} />
          <SubmitButton size="sm" variant="quiet">
            Suggest it again
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
