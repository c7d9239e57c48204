"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { type FormState, idle } from "@/lib/kernel/form-state";

const QUIET_MS = 800;

type Autosave = {
  state: FormState;
  /** What the reader is told: nothing typed, typed and not yet confirmed, on the way. */
  progress: "clean" | "typed" | "saving";
  touch: () => void;
};

/**
 * Saves a form some quiet moments after the last key, one call at a time. Each
 * save builds on the version the last one returned; the fields are never
 * written to, so the caret stays where it is.
 */
export function useAutosave(
  form: RefObject<HTMLFormElement | null>,
  facts: {
    version: number;
    action: (previous: FormState, form: FormData) => Promise<FormState>;
  },
): Autosave {
  const { action } = facts;
  const [state, setState] = useState<FormState>(idle);
  const [progress, setProgress] = useState<Autosave["progress"]>("clean");
  const version = useRef(facts.version);
  const timer = useRef<number | undefined>(undefined);
  const isBusy = useRef(false);
  const isStale = useRef(false);

  const save = useCallback(async () => {
    window.clearTimeout(timer.current);
    if (form.current === null || isBusy.current) {
      isStale.current = isBusy.current;
      return;
    }
    isBusy.current = true;
    isStale.current = false;
    setProgress("saving");
    const data = new FormData(form.current);
    data.set("version", String(version.current));
    const next = await action(idle, data).catch(() => unreachable);
    isBusy.current = false;
    version.current = next.status === "saved" ? (next.version ?? version.current) : version.current;
    setState(next);
    setProgress(next.status === "saved" ? "clean" : "typed");
    if (typedMeanwhile(isStale)) {
      await save();
    }
  }, [action, form]);

  const touch = useCallback(() => {
    setProgress("typed");
    isStale.current = isBusy.current;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void save(), QUIET_MS);
  }, [save]);

  useEffect(() => {
    // What was typed before the script had loaded is saved too.
    if (form.current !== null && hasTyped(form.current)) {
      touch();
    }
  }, [form, touch]);

  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      if (progress !== "clean") {
        event.preventDefault();
      }
    };
    const hide = () => {
      if (document.visibilityState === "hidden" && progress === "typed") {
        void save();
      }
    };
    window.addEventListener("beforeunload", leave);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("beforeunload", leave);
      document.removeEventListener("visibilitychange", hide);
    };
  }, [progress, save]);

  return { state, progress, touch };
}

const unreachable: FormState = {
  status: "failed",
  code: "unreachable",
  message: "Waymark cannot be reached. Your text is still here; it is saved at your next key.",
  fields: {},
  values: {},
};

/** Read through a function: the key may have come while the save was on the way. */
function typedMeanwhile(flag: RefObject<boolean>): boolean {
  return flag.current;
}

function hasTyped(form: HTMLFormElement): boolean {
  return [...form.elements].some(
    (field) =>
      (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) &&
      field.type !== "hidden" &&
      field.value !== field.defaultValue,
  );
}
