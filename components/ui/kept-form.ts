/** What was filled in of a form, so that it survives the way to somewhere else and back. */
export type KeptForm = readonly { name: string; value: string }[];

const PREFIX = "waymark.form";
const LIFE_MS = 15 * 60_000;
/** React has to draw what a choice opens before it can be filled in. */
const PASSES = 6;
const PASS_MS = 60;

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const keyOf = (formId: string) => `${PREFIX} ${location.pathname} ${formId}`;

/** Kept in this tab only, without anything secret or hidden. */
export function keepForm(formId: string, form: HTMLFormElement): void {
  const entries = controlsOf(form)
    .filter((control) => !isUnchosen(control))
    .map(({ name, value }) => ({ name, value }));
  sessionStorage.setItem(keyOf(formId), JSON.stringify({ at: Date.now(), entries }));
}

/** What was kept of this form a moment ago, or null. */
export function keptForm(formId: string): KeptForm | null {
  try {
    const text = sessionStorage.getItem(keyOf(formId));
    const { at, entries } = JSON.parse(text ?? "null") as { at: number; entries: KeptForm };
    return Date.now() - at < LIFE_MS ? entries : null;
  } catch {
    return null;
  }
}

/** Fills the form in as it was left and shows it; answers how to stop. */
export function restoreForm(formId: string, form: HTMLFormElement): () => void {
  const kept = keptForm(formId);
  if (kept === null) {
    return () => undefined;
  }
  const text = sessionStorage.getItem(keyOf(formId));
  const done = new Set<string>();
  let passes = 0;
  const timer = setInterval(() => {
    passes += 1;
    fillIn(form, { kept, done });
    if (passes === PASSES) {
      clearInterval(timer);
      // Who leaves again at once has kept the form anew.
      if (sessionStorage.getItem(keyOf(formId)) === text) {
        sessionStorage.removeItem(keyOf(formId));
      }
    }
  }, PASS_MS);
  openAround(form);
  return () => clearInterval(timer);
}

const SIGNED_OUT = "waymark.signed-out";

/** Said by the sign-in page: what was sent before this moment may not have arrived. */
export function noteSignedOut(): void {
  sessionStorage.setItem(SIGNED_OUT, `${Date.now()}`);
}

/** Fills in what was sent when the session had ended, once its person is back; else forgets it. */
export function restoreAfterSignIn(formId: string, form: HTMLFormElement): () => void {
  const key = keyOf(formId);
  const { at } = JSON.parse(sessionStorage.getItem(key) ?? '{"at":0}') as { at: number };
  const signedOutAt = Number(sessionStorage.getItem(SIGNED_OUT) ?? 0);
  if (at > 0 && signedOutAt > at) {
    return restoreForm(formId, form);
  }
  sessionStorage.removeItem(key);
  return () => undefined;
}

/** An answer came: nothing has to be brought back. */
export function forgetForm(formId: string): void {
  sessionStorage.removeItem(keyOf(formId));
}

type Filling = { kept: KeptForm; done: Set<string> };

function fillIn(form: HTMLFormElement, { kept, done }: Filling): void {
  const controls = controlsOf(form);
  for (const { name, value } of kept) {
    const control = controls.find((each) => each.name === name && fits(each, value));
    const mark = `${name} ${value}`;
    if (control !== undefined && !done.has(mark)) {
      done.add(mark);
      put(control, value);
    }
  }
  for (const control of controls) {
    // Ticked by default, and left unticked.
    const isKept = kept.some(({ name, value }) => name === control.name && value === control.value);
    const mark = `${control.name} ${control.value} off`;
    if (isCheckbox(control) && control.checked && !isKept && !done.has(mark)) {
      done.add(mark);
      control.click();
    }
  }
}

function put(control: Control, value: string): void {
  if (isChoice(control)) {
    if (!control.checked) {
      control.click();
    }
    return;
  }
  // Past React's own setter, which would take the change for one of its own.
  const prototype = Object.getPrototypeOf(control) as object;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(control, value);
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (element): element is Control =>
      (element instanceof HTMLInputElement ||
        element instanceof HTMLSelectElement ||
        element instanceof HTMLTextAreaElement) &&
      element.name !== "" &&
      element.name !== "identityWay" &&
      !["hidden", "password", "file", "submit"].includes(element.type),
  );
}

const isChoice = (control: Control): control is HTMLInputElement =>
  control.type === "radio" || control.type === "checkbox";
const isCheckbox = (control: Control): control is HTMLInputElement => control.type === "checkbox";
const isUnchosen = (control: Control) => isChoice(control) && !control.checked;
const fits = (control: Control, value: string) => !isChoice(control) || control.value === value;

function openAround(form: HTMLFormElement): void {
  for (let at: Element | null = form; at !== null; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) {
      at.open = true;
    }
  }
}
