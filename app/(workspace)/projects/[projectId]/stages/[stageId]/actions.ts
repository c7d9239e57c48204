"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { planStage } from "@/lib/projects/commands/plan-stage";
import { restoreStage } from "@/lib/projects/commands/restore-stage";
import { tailorOutStage } from "@/lib/projects/commands/tailor-out-stage";
import { addChecklistEntry } from "@/lib/tasks/commands/add-checklist-entry";
import { createTask } from "@/lib/tasks/commands/create-task";
import { logEffort } from "@/lib/tasks/commands/log-effort";
import { moveTask } from "@/lib/tasks/commands/move-task";
import { recheckTask } from "@/lib/tasks/commands/recheck-task";
import { restoreTask } from "@/lib/tasks/commands/restore-task";
import { tailorOutTask } from "@/lib/tasks/commands/tailor-out-task";
import { tickEntry } from "@/lib/tasks/commands/tick-entry";
import { untickEntry } from "@/lib/tasks/commands/untick-entry";
import { updateTask } from "@/lib/tasks/commands/update-task";
import { runForAction } from "@/lib/web/for-action";

export async function createTaskAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(createTask, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/", "layout");
  redirect(
    `/projects/${form.get("projectId")}/stages/${form.get("stageId")}?task=${result.value.taskId}`,
  );
}

export async function moveTaskAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(moveTask, form);
  revalidatePath("/", "layout");
  return result.ok
    ? saved(result.value.warning ?? "The task is moved.")
    : failed(result.error, form);
}

export async function updateTaskAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(updateTask, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The task is saved.") : failed(result.error, form);
}

/** One form over the whole list: which button was pressed says what is ticked or unticked. */
export async function checkEntryAction(_state: FormState, form: FormData): Promise<FormState> {
  const command = form.has("tick") ? tickEntry : untickEntry;
  const pressed = new FormData();
  pressed.set("entryId", form.get("tick") ?? form.get("untick") ?? "");
  const result = await runForAction(command, pressed);
  revalidatePath("/", "layout");
  return result.ok ? saved("The checklist is saved.") : failed(result.error, form);
}

export async function addCheckAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(addChecklistEntry, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The entry is in the checklist.") : failed(result.error, form);
}

export async function logEffortAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(logEffort, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The effort is logged.") : failed(result.error, form);
}

export async function tailorTaskAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(tailorOutTask, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The task is switched off.") : failed(result.error, form);
}

export async function restoreTaskAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(restoreTask, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The task is on again.") : failed(result.error, form);
}

export async function recheckTaskAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(recheckTask, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The task holds.") : failed(result.error, form);
}

export async function planStageAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(planStage, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The plan is saved.") : failed(result.error, form);
}

export async function tailorStageAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(tailorOutStage, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The stage is switched off.") : failed(result.error, form);
}

export async function restoreStageAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(restoreStage, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The stage is on again.") : failed(result.error, form);
}
