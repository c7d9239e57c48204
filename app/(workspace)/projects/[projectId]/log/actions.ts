"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { addComment } from "@/lib/journal/commands/add-comment";
import { editComment } from "@/lib/journal/commands/edit-comment";
import { editEntry } from "@/lib/journal/commands/edit-entry";
import { logEntry } from "@/lib/journal/commands/log-entry";
import { resolveComment } from "@/lib/journal/commands/resolve-comment";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { runForAction } from "@/lib/web/for-action";

export async function logEntryAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(logEntry, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/", "layout");
  return saved("Your entry is in the log.");
}

export async function editEntryAction(_state: FormState, form: FormData): Promise<FormState> {
  const back = form.get("back");
  form.delete("back");
  const result = await runForAction(editEntry, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/", "layout");
  return typeof back === "string" && /^\/projects\/[\w-]+\/log(?:\?|$)/.test(back)
    ? redirect(back)
    : saved("The entry is saved.");
}

export async function addCommentAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(addComment, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("Your comment is there.") : failed(result.error, form);
}

export async function editCommentAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(editComment, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The comment is saved.") : failed(result.error, form);
}

export async function resolveCommentAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(resolveComment, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The comment is resolved.") : failed(result.error, form);
}
