import type { AppError } from "@/lib/kernel/app-error";

/**
 * What a form knows after it was sent. `values` carries back what the person
 * typed, so that a refusal loses nothing even before JavaScript has loaded.
 */
export type FormState =
  | { status: "idle" }
  | {
      status: "saved";
      message: string;
      savedAt: string;
      /** What the page shows now and never again, as a new token. */
      shownOnce?: string;
      /** For a form that stays open: the next save builds on this version. */
      version?: number;
    }
  | {
      status: "failed";
      message: string;
      code: string;
      fields: Readonly<Record<string, string>>;
      values: Readonly<Record<string, string>>;
    };

export const idle: FormState = { status: "idle" };

export function saved(message = "Saved.", shownOnce?: string): FormState {
  const state = { status: "saved" as const, message, savedAt: new Date().toISOString() };
  return shownOnce === undefined ? state : { ...state, shownOnce };
}

/** For a form that stays open while it saves by itself. */
export function savedVersion(version: number): FormState {
  return { status: "saved", message: "Saved.", savedAt: new Date().toISOString(), version };
}

/** Passwords are never sent back to the page. A name sent more than once comes back one value a line. */
const SECRET = /password|passkey|secret|token/i;

export function failed(error: AppError, form: FormData): FormState {
  const fields = Object.fromEntries(error.issues.map(({ path, message }) => [path, message]));
  const values: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value === "string" && !name.startsWith("$ACTION_") && !SECRET.test(name)) {
      values[name] = Object.hasOwn(values, name) ? `${values[name]}\n${value}` : value;
    }
  }
  return { status: "failed", message: error.message, code: error.code, fields, values };
}
