"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type FormState, failed } from "@/lib/kernel/form-state";
import { confirmLoopBack } from "@/lib/projects/commands/confirm-loop-back";
import { runForAction } from "@/lib/web/for-action";

/** One choice on the page, "risk:id", is two fields of the command. */
function withTrigger(form: FormData): FormData {
  const given = new FormData();
  for (const [name, value] of form) {
    if (name !== "triggerId") {
      given.append(name, value);
    }
  }
  const chosen = form.get("triggerId");
  const [kind = "", id = ""] = typeof chosen === "string" ? chosen.split(":") : [];
  given.set("triggerKind", id === "" ? "none" : kind);
  given.set("triggerId", id);
  return given;
}

export async function goBackAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(confirmLoopBack, withTrigger(form));
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/", "layout");
  redirect(`/projects/${result.value.projectId}`);
}
