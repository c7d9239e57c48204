"use server";

import { revalidatePath } from "next/cache";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { closeFinding } from "@/lib/risk-watches/commands/close-finding";
import { endWatch } from "@/lib/risk-watches/commands/end-watch";
import { watchRisk } from "@/lib/risk-watches/commands/watch-risk";
import { runForAction } from "@/lib/web/for-action";

export async function watchRiskAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(watchRisk, form);
  revalidatePath("/", "layout");
  return result.ok
    ? saved("The watch is set; Waymark looks at once and from now on at every change.")
    : failed(result.error, form);
}

export async function endWatchAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(endWatch, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The watch has ended.") : failed(result.error, form);
}

export async function closeFindingAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(closeFinding, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The finding is closed.") : failed(result.error, form);
}
