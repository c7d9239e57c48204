"use server";

import { revalidatePath } from "next/cache";
import { runCommand } from "@/lib/execution/command";
import { addPasskey } from "@/lib/identity/commands/add-passkey";
import { beginPasskey } from "@/lib/identity/commands/begin-passkey";
import { beginPasskeyConfirmation } from "@/lib/identity/commands/begin-passkey-confirmation";
import { removePasskey } from "@/lib/identity/commands/remove-passkey";
import { renamePasskey } from "@/lib/identity/commands/rename-passkey";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { askToSignIn } from "@/lib/web/ask-to-sign-in";
import { runForAction } from "@/lib/web/for-action";
import { currentActor } from "@/lib/web/session";
import { answerOfDevice, signForAction } from "@/lib/web/sign-for-action";

const PROOF = ["password", "passkey", "identityWay", "subjectSha256"];

async function signedInActor() {
  return (await currentActor()) ?? (await askToSignIn());
}

export async function askForChallengeAction(subjectSha256: string) {
  const result = await runCommand(beginPasskeyConfirmation, await signedInActor(), {
    subjectSha256,
  });
  return result.ok
    ? { ok: true as const, options: result.value.options }
    : { ok: false as const, message: result.error.message };
}

/** Somebody who has neither password nor passkey may come with a single sign-on of this minute. */
export async function beginPasskeyAction(form: FormData) {
  const proof = new FormData();
  for (const name of PROOF) {
    proof.set(name, `${form.get(name) ?? ""}`);
  }
  const way = form.get("identityWay");
  const hasProof = form.has("password") || form.has("passkey") || way === "sso";
  const proven = hasProof ? await signForAction(beginPasskey, proof) : null;
  const isUnconfirmed = proven === null || (!proven.ok && proven.error.reason === "unconfirmed");
  const result = isUnconfirmed ? await runForAction(beginPasskey, new FormData()) : proven;
  return result.ok
    ? { ok: true as const, options: result.value.options }
    : { ok: false as const, state: failed(result.error, form) };
}

export async function addPasskeyAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runCommand(addPasskey, await signedInActor(), {
    name: form.get("name"),
    answer: answerOfDevice(form.get("answer")),
  });
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/profile");
  return saved("The passkey is added. You can sign with it from now on.");
}

export async function renamePasskeyAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(renamePasskey, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/profile");
  return saved("The passkey is renamed.");
}

export async function removePasskeyAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await signForAction(removePasskey, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/profile");
  return saved("The passkey is removed.");
}
