"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { acceptInvitation } from "@/lib/identity/commands/accept-invitation";
import { type FormState, failed } from "@/lib/kernel/form-state";
import { WORKSPACE_COOKIE } from "@/lib/web/current-workspace";
import { runForAction } from "@/lib/web/for-action";
import { currentCaller, keepSession } from "@/lib/web/session";
import { cookieOptions } from "@/lib/web/session-cookie";
import { signInWithPassword } from "@/lib/web/sign-in";

export async function acceptInvitationAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(acceptInvitation, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  const { email, workspaceId, projectId } = result.value;
  const password = form.get("password");
  if (password !== null) {
    const opened = await signInWithPassword({ email, password }, await currentCaller());
    if (!opened.ok) {
      redirect("/sign-in");
    }
    await keepSession(opened.value.sessionToken);
  }
  const jar = await cookies();
  jar.set(WORKSPACE_COOKIE, workspaceId, cookieOptions());
  redirect(projectId === null ? "/portfolio" : `/projects/${projectId}`);
}
