"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { withoutEmptyRows } from "@/components/projects/people-rows";
import { type FormState, failed } from "@/lib/kernel/form-state";
import { createProject } from "@/lib/projects/commands/create-project";
import { getFormOptions } from "@/lib/projects/queries/get-form-options";
import { runForAction } from "@/lib/web/for-action";
import { readIfAllowed } from "@/lib/web/for-page";
import { openWorkspace } from "@/lib/web/frames";

export async function createProjectAction(_state: FormState, sent: FormData): Promise<FormState> {
  const form = withoutEmptyRows(sent);
  const result = await runForAction(createProject, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/", "layout");
  redirect(`/projects/${result.value.projectId}`);
}

/** While a name is being typed: a key the workspace does not use yet. */
export async function suggestKeyAction(name: string): Promise<string | null> {
  const { id: workspaceId } = await openWorkspace();
  const options = await readIfAllowed(getFormOptions, { workspaceId, name });
  return options?.suggestedKey ?? null;
}
