"use server";

import { revalidatePath } from "next/cache";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { importShipped } from "@/lib/playbooks/commands/import-shipped";
import { runForAction } from "@/lib/web/for-action";

export async function importShippedAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(importShipped, form);
  revalidatePath("/playbooks");
  if (!result.ok) {
    return failed(result.error, form);
  }
  const { length } = result.value.imported;
  return saved(length === 0 ? "Every shipped version is here already." : `Brought in: ${length}.`);
}
