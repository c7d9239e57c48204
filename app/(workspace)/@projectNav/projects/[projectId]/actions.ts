"use server";

import { revalidatePath } from "next/cache";
import { pinProject } from "@/lib/projects/commands/pin-project";
import { unpinProject } from "@/lib/projects/commands/unpin-project";
import { runForAction } from "@/lib/web/for-action";

/** A pin that was refused leaves the navigation as it is: the project is gone for this person. */
export async function pinAction(form: FormData): Promise<void> {
  await runForAction(pinProject, form);
  revalidatePath("/", "layout");
}

export async function unpinAction(form: FormData): Promise<void> {
  await runForAction(unpinProject, form);
  revalidatePath("/", "layout");
}
