"use server";

import { redirect } from "next/navigation";
import { DEMO_PASSWORD, safeReturn } from "@/lib/identity/rules";
import { type FormState, failed } from "@/lib/kernel/form-state";
import { currentCaller, keepSession } from "@/lib/web/session";
import { signInWithPassword } from "@/lib/web/sign-in";

export async function signInAction(_previous: FormState, form: FormData): Promise<FormState> {
  const credentials = { email: form.get("email") ?? "", password: form.get("password") ?? "" };
  const result = await signInWithPassword(credentials, await currentCaller());
  if (!result.ok) {
    return failed(result.error, form);
  }
  await keepSession(result.value.sessionToken);
  redirect(safeReturn(`${form.get("next") ?? ""}`));
}

export async function enterDemoAction(form: FormData): Promise<void> {
  const credentials = { email: form.get("email") ?? "", password: DEMO_PASSWORD };
  const result = await signInWithPassword(credentials, await currentCaller());
  if (!result.ok) {
    redirect("/sign-in?error=demo");
  }
  await keepSession(result.value.sessionToken);
  redirect("/portfolio");
}
