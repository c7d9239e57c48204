"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { changeMemberRole } from "@/lib/identity/commands/change-member-role";
import { createInvitation } from "@/lib/identity/commands/create-invitation";
import { removeMember } from "@/lib/identity/commands/remove-member";
import { revokeInvitation } from "@/lib/identity/commands/revoke-invitation";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { runForAction } from "@/lib/web/for-action";

export async function inviteAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(createInvitation, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/people");
  const message = "Invited. The mail is on its way; this link is shown only now.";
  return saved(message, result.value.link);
}

export async function revokeInvitationAction(form: FormData): Promise<void> {
  const result = await runForAction(revokeInvitation, form);
  if (!result.ok) {
    redirect("/people?error=withdraw");
  }
  revalidatePath("/people");
}

export async function changeRoleAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(changeMemberRole, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/people");
  return saved("The role is changed.");
}

export async function removeMemberAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(removeMember, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  redirect("/people?done=removed");
}
