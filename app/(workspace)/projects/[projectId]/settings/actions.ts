"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { changeStatus } from "@/lib/projects/commands/change-status";
import { movePlaybook } from "@/lib/projects/commands/move-playbook";
import { updateProject } from "@/lib/projects/commands/update-project";
import { runForAction } from "@/lib/web/for-action";

export async function updateProjectAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(updateProject, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/projects/[projectId]", "layout");
  return saved("The project is saved.");
}

export async function changeStatusAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(changeStatus, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/projects/[projectId]", "layout");
  return saved("The state of the project is changed.");
}

export async function movePlaybookAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(movePlaybook, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/projects/[projectId]", "layout");
  redirect(`/projects/${result.value.projectId}`);
}
