"use server";

import { revalidatePath } from "next/cache";
import { addEffort } from "@/lib/business-cases/commands/add-effort";
import { declineAmendment } from "@/lib/business-cases/commands/decline-amendment";
import { proposeAmendment } from "@/lib/business-cases/commands/propose-amendment";
import { recordActual } from "@/lib/business-cases/commands/record-actual";
import { returnCase } from "@/lib/business-cases/commands/return-case";
import { reviewAssumption } from "@/lib/business-cases/commands/review-assumption";
import { saveCaseDraft } from "@/lib/business-cases/commands/save-draft";
import { setGoLive } from "@/lib/business-cases/commands/set-go-live";
import { submitCase } from "@/lib/business-cases/commands/submit-case";
import { getCase } from "@/lib/business-cases/queries";
import { runCommand } from "@/lib/execution/command";
import { signAmendment } from "@/lib/gates/commands/sign-amendment";
import { signCase } from "@/lib/gates/commands/sign-case";
import { type FormState, failed, saved, savedVersion } from "@/lib/kernel/form-state";
import type { ProjectId } from "@/lib/kernel/ids";
import { signingOfForm, withoutSigning, withPlace } from "@/lib/signing/rules/signing-of-form";
import { askToSignIn } from "@/lib/web/ask-to-sign-in";
import { runForAction } from "@/lib/web/for-action";
import { readIfAllowed } from "@/lib/web/for-page";
import { inputOfForm } from "@/lib/web/form-fields";
import { currentActor } from "@/lib/web/session";
import { signForAction } from "@/lib/web/sign-for-action";

/**
 * The new version goes back with the state: the page does not reload while
 * somebody types. A script names the sections it changed, so that what others
 * saved meanwhile in other sections stays; without a script the whole form counts.
 */
export async function saveDraftAction(_previous: FormState, form: FormData): Promise<FormState> {
  const actor = await currentActor();
  if (actor === null) {
    return askToSignIn();
  }
  const touched = form.getAll("touched");
  form.delete("touched");
  const input = draftOfForm(form);
  const sections = Object.fromEntries(
    Object.entries(input.sections).filter(
      ([name]) => touched.length === 0 || touched.includes(name),
    ),
  );
  const result = await runCommand(saveCaseDraft, actor, { ...input, sections });
  return result.ok ? savedVersion(result.value.version) : failed(result.error, form);
}

type DraftInput = { sections: Readonly<Record<string, unknown>> };

function draftOfForm(form: FormData): DraftInput {
  const input = inputOfForm(saveCaseDraft.input, form) as Partial<DraftInput>;
  return { ...input, sections: input.sections ?? {} };
}

/** The stored draft for an editor that finds itself behind; null for whoever may not read it. */
export async function rereadDraftAction(projectId: string) {
  const view = await readIfAllowed(getCase, { projectId: projectId as ProjectId });
  return view === null
    ? null
    : { version: view.version, draft: view.draft, savedBy: view.draftSavedBy ?? "Somebody" };
}

export async function submitCaseAction(_previous: FormState, form: FormData): Promise<FormState> {
  const actor = await currentActor();
  if (actor === null) {
    return askToSignIn();
  }
  const signing = signingOfForm(form);
  const input = inputOfForm(submitCase.input, withoutSigning(form)) as object;
  const result = await runCommand(submitCase, actor, {
    ...input,
    ...(signing === undefined ? {} : { signing }),
  });
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved(`Version ${result.value.number} can be signed now.`);
}

export async function returnCaseAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(returnCase, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved("Returned with your reason.");
}

export async function signCaseAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await signForAction(signCase, withPlace(form));
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved(`You signed version ${result.value.number}.`);
}

export async function recordActualAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(recordActual, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved("The reading is on record.");
}

export async function setGoLiveAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(setGoLive, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved("The checkpoints count from this day.");
}

export async function reviewAssumptionAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(reviewAssumption, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved("What you found is on record.");
}

export async function proposeAmendmentAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(proposeAmendment, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved(`Amendment ${result.value.number} is before its signers.`);
}

export async function declineAmendmentAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(declineAmendment, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved("Declined with your reason.");
}

export async function signAmendmentAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await signForAction(signAmendment, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved(`You signed amendment ${result.value.number}.`);
}

export async function addEffortAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(addEffort, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved("It is in the draft of the case.");
}
