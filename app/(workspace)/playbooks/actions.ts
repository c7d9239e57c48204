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
  return saved(outcomeOf(result.value));
}

type Imported = { imported: readonly unknown[]; broken: readonly unknown[] };

/** Next to a broken file "everything is here" would be untrue. */
function outcomeOf({ imported, broken }: Imported): string {
  if (imported.length > 0) {
    return `Brought in: ${imported.length}.`;
  }
  return broken.length === 0
    ? "Every shipped version is here already."
    : "Every version that could be read is here already; the files named above could not.";
}
