"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { updateWorkspaceSettings } from "@/lib/identity/commands/update-workspace-settings";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { currentPerson, WORKSPACE_COOKIE } from "@/lib/web/current-workspace";
import { runForAction } from "@/lib/web/for-action";
import { cookieOptions } from "@/lib/web/session-cookie";

const ONE_YEAR_SECONDS = 31_536_000;

export async function saveSettingsAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(updateWorkspaceSettings, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/", "layout");
  return saved("The settings are saved.");
}

export async function chooseWorkspaceAction(form: FormData): Promise<void> {
  const { workspaces } = await currentPerson();
  const chosen = workspaces.find(({ id }) => id === form.get("workspaceId"));
  if (chosen !== undefined) {
    const jar = await cookies();
    jar.set(WORKSPACE_COOKIE, chosen.id, { ...cookieOptions(), maxAge: ONE_YEAR_SECONDS });
  }
  redirect("/portfolio");
}
