"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { changePassword } from "@/lib/identity/commands/change-password";
import { createToken } from "@/lib/identity/commands/create-token";
import { revokeOtherSessions } from "@/lib/identity/commands/revoke-other-sessions";
import { revokeSession } from "@/lib/identity/commands/revoke-session";
import { revokeToken } from "@/lib/identity/commands/revoke-token";
import { updateProfile } from "@/lib/identity/commands/update-profile";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { runForAction } from "@/lib/web/for-action";

const ONE_YEAR_SECONDS = 31_536_000;
const scopesOfReach: Record<string, readonly string[]> = {
  read: ["read"],
  work: ["read", "work"],
  manage: ["read", "work", "manage"],
};

export async function saveProfileAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(updateProfile, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/", "layout");
  return saved("Your profile is saved.");
}

export async function chooseThemeAction(form: FormData): Promise<void> {
  const theme = form.get("theme");
  const jar = await cookies();
  jar.set("wm-theme", theme === "light" || theme === "dark" ? theme : "system", {
    path: "/",
    sameSite: "lax",
    maxAge: ONE_YEAR_SECONDS,
  });
  revalidatePath("/", "layout");
}

export async function changePasswordAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(changePassword, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/profile");
  return saved("Your password is changed, and you are signed out everywhere else.");
}

export async function revokeSessionAction(form: FormData): Promise<void> {
  const result = await runForAction(revokeSession, form);
  if (!result.ok) {
    redirect("/profile?error=session");
  }
  revalidatePath("/profile");
}

export async function revokeOtherSessionsAction(): Promise<void> {
  await runForAction(revokeOtherSessions, new FormData());
  revalidatePath("/profile");
}

export async function createTokenAction(_previous: FormState, form: FormData): Promise<FormState> {
  const reach = `${form.get("reach") ?? ""}`;
  const input = new FormData();
  for (const [name, value] of form) {
    if (name !== "reach") {
      input.append(name, value);
    }
  }
  for (const scope of Object.hasOwn(scopesOfReach, reach) ? (scopesOfReach[reach] ?? []) : []) {
    input.append("scopes", scope);
  }
  const result = await runForAction(createToken, input);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/profile");
  return saved("The token is shown only now. Copy it to a safe place.", result.value.token);
}

export async function revokeTokenAction(form: FormData): Promise<void> {
  const result = await runForAction(revokeToken, form);
  if (!result.ok) {
    redirect("/profile?error=token");
  }
  revalidatePath("/profile");
}
