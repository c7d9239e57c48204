"use server";

import { revalidatePath } from "next/cache";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { addProjectMember } from "@/lib/projects/commands/add-project-member";
import { changeMemberRoles } from "@/lib/projects/commands/change-member-roles";
import { inviteToProject } from "@/lib/projects/commands/invite-to-project";
import { removeProjectMember } from "@/lib/projects/commands/remove-project-member";
import { withdrawProjectInvitation } from "@/lib/projects/commands/withdraw-project-invitation";
import { runForAction } from "@/lib/web/for-action";

export async function addPersonAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(addProjectMember, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/projects/[projectId]", "layout");
  return saved("Added to the project.");
}

export async function changeRolesAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(changeMemberRoles, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/projects/[projectId]", "layout");
  return saved("The roles are changed.");
}

export async function removePersonAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(removeProjectMember, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/projects/[projectId]", "layout");
  return saved("Removed from the project.");
}

export async function inviteOutsiderAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(inviteToProject, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/projects/[projectId]", "layout");
  const message = "Invited. The mail is on its way; this link is shown only now.";
  return saved(message, result.value.link);
}

export async function withdrawInvitationAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(withdrawProjectInvitation, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/projects/[projectId]", "layout");
  return saved("The invitation is withdrawn.");
}
