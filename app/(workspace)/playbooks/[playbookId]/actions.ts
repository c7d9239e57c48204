"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import type { PlaybookId } from "@/lib/kernel/ids";
import { copyPlaybook } from "@/lib/playbooks/commands/copy-playbook";
import { discardDraft } from "@/lib/playbooks/commands/discard-draft";
import { publishPlaybook } from "@/lib/playbooks/commands/publish-playbook";
import { saveDraft } from "@/lib/playbooks/commands/save-draft";
import { checkPlaybookText } from "@/lib/playbooks/queries";
import type { CheckedTextView } from "@/lib/playbooks/schema/playbook-views";
import { runForAction } from "@/lib/web/for-action";
import { readIfAllowed } from "@/lib/web/for-page";

export async function copyPlaybookAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(copyPlaybook, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/", "layout");
  redirect(`/playbooks/${result.value.playbookId}/edit`);
}

export async function saveDraftAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(saveDraft, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/", "layout");
  const { length } = result.value.problems;
  return saved(
    length === 0 ? "The draft is saved." : "The draft is saved, with the problems listed.",
  );
}

export async function publishPlaybookAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(publishPlaybook, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/", "layout");
  redirect(`/playbooks/${result.value.playbookId}`);
}

export async function discardDraftAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(discardDraft, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/", "layout");
  const { isPlaybookGone, playbookId } = result.value;
  redirect(isPlaybookGone ? "/playbooks" : `/playbooks/${playbookId}`);
}

/** While a text is being typed: what is wrong with it and what it would make; nothing is kept. */
export async function checkTextAction(
  playbookId: string,
  source: string,
): Promise<CheckedTextView | null> {
  return readIfAllowed(checkPlaybookText, { playbookId: playbookId as PlaybookId, source });
}
