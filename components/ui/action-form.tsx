"use client";

import {
  type FormEvent,
  Fragment,
  type ReactNode,
  useActionState,
  useEffect,
  useRef,
  useState,
} from "react";
import { type FormState, idle } from "@/lib/kernel/form-state";
import { FormOutcome } from "./form-outcome";
import { Icon } from "./icon";
import { forgetForm, keepForm, restoreAfterSignIn } from "./kept-form";

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

export type FormField = {
  id: string;
  name: string;
  defaultValue: string;
  error: string | undefined;
};

export type FormHelp = {
  state: FormState;
  /**
   * Wiring of one control: what was typed since it was sent wins over what was
   * refused, and that over what is stored.
   */
  field: (name: string, stored?: string | number | null) => FormField;
};

type ActionFormProps = {
  /** Stands before the ids of the fields, so that one page may hold several forms. */
  id: string;
  action: FormAction;
  /** Names the form aloud where no heading does. */
  label?: string;
  /** Keeps the form behind this title until it is wanted; an answer opens it. */
  disclosure?: string;
  children: (help: FormHelp) => ReactNode;
};

/**
 * A form that works before its script has loaded. After an answer the fields
 * are mounted anew, because the browser's own reset would put the first value
 * back into every select, and the reader is taken to what the answer says.
 * What was sent when the session had ended waits in the tab until its person
 * has signed in again.
 */
export function ActionForm({ id, action, label, disclosure, children }: ActionFormProps) {
  const [state, submit, isPending] = useActionState(action, idle);
  const [typed, setTyped] = useState<Values>({});
  const [seen, setSeen] = useState({ state, count: 0 });
  const form = useRef<HTMLFormElement>(null);
  if (seen.state !== state) {
    setSeen({ state, count: seen.count + 1 });
  }

  useEffect(() => {
    const element = form.current;
    return element === null ? undefined : restoreAfterSignIn(id, element);
  }, [id]);

  // Browsers differ in whether an address that names a closed part opens it.
  useEffect(() => {
    const openIfNamed = () => {
      if (window.location.hash === `#${partOf(id)}`) {
        openPart(form.current);
      }
    };
    openIfNamed();
    window.addEventListener("hashchange", openIfNamed);
    return () => window.removeEventListener("hashchange", openIfNamed);
  }, [id]);

  useEffect(() => {
    if (state.status !== "idle") {
      forgetForm(id);
      const invalid = form.current?.querySelector<HTMLElement>("[aria-invalid]");
      (invalid ?? form.current?.querySelector<HTMLElement>("[data-outcome]"))?.focus();
    }
  }, [state, id]);

  const content = (
    <form
      ref={form}
      action={submit}
      onSubmit={(event) => {
        keepForm(id, event.currentTarget);
        setTyped({});
      }}
      onInput={isPending ? (event) => setTyped((before) => withTyped(before, event)) : undefined}
      className="grid gap-3"
      aria-label={label}
      noValidate
    >
      <FormOutcome state={state} idPrefix={id} />
      <Fragment key={seen.count}>
        {children({ state, field: fieldsOf({ state, typed, id }) })}
      </Fragment>
    </form>
  );
  return disclosure === undefined ? (
    content
  ) : (
    <details
      id={partOf(id)}
      className="group scroll-mt-14 border-t border-line py-1"
      open={state.status !== "idle"}
    >
      <summary className="flex items-center gap-1.5 py-1.5 font-medium">
        <span className="transition-transform group-open:rotate-90">
          <Icon name="chevron-right" size={12} />
        </span>
        {disclosure}
      </summary>
      <div className="pt-1 pb-3">{content}</div>
    </details>
  );
}

/** A form behind a title has an address of its own, to be led to from elsewhere. */
function partOf(id: string): string {
  return `form-${id}`;
}

function openPart(form: HTMLFormElement | null): void {
  const part = form?.closest("details");
  if (part != null) {
    part.open = true;
    part.scrollIntoView({ block: "start" });
    part
      .querySelector<HTMLElement>("select, textarea, input:not([type=hidden])")
      ?.focus({ preventScroll: true });
  }
}

/** Values of fields by their names. */
type Values = Readonly<Record<string, string>>;

/** What is ticked or chosen has no text to keep, and a secret is not written into the page. */
const NOT_KEPT = ["checkbox", "radio", "file", "password"];

/** The answer to what was sent must not take back what has been typed meanwhile. */
function withTyped(typed: Values, { target }: FormEvent<HTMLFormElement>): Values {
  const isText =
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !NOT_KEPT.includes(target.type));
  return isText ? { ...typed, [target.name]: target.value } : typed;
}

type FieldsProps = { state: FormState; typed: Values; id: string };

function fieldsOf({ state, typed, id }: FieldsProps): FormHelp["field"] {
  const refused: Readonly<Record<string, string | undefined>> =
    state.status === "failed" ? state.values : {};
  return (name, stored = "") => ({
    id: `${id}-${name}`,
    name,
    defaultValue: typed[name] ?? refused[name] ?? `${stored ?? ""}`,
    error: state.status === "failed" ? state.fields[name] : undefined,
  });
}
