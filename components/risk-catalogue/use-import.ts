"use client";

import { useState, useTransition } from "react";
import type { FormState } from "@/lib/kernel/form-state";
import { importBytesMax } from "@/lib/risk-catalogue/rules/limits";
import type { CataloguePreviewView } from "@/lib/risk-catalogue/schema";

export type CatalogueAnswer = { state: FormState; preview: CataloguePreviewView | null };
export type ImportActs = {
  preview: (form: FormData) => Promise<CatalogueAnswer>;
  run: (form: FormData) => Promise<FormState>;
};

const nothingYet: CatalogueAnswer = { state: { status: "idle" }, preview: null };

function refusal(message: string): CatalogueAnswer {
  const state = {
    status: "failed" as const,
    message,
    code: "invalid_input",
    fields: {},
    values: {},
  };
  return { state, preview: null };
}

function isTooLarge(text: string): boolean {
  return new TextEncoder().encode(text).length > importBytesMax;
}

const tooLarge = refusal("The text may be at most 1 MB. Split the file.");
const notText = refusal("This file is not UTF-8 text. Save it as UTF-8 and choose it again.");

/** A text, what it would do, and only then the act; whatever changes it asks for another look. */
export function useImport(workspaceId: string, acts: ImportActs) {
  const [source, setSource] = useState("");
  const [answer, setAnswer] = useState(nothingYet);
  const [isBusy, start] = useTransition();
  const write = (text: string) => {
    setSource(text);
    setAnswer(isTooLarge(text) ? tooLarge : nothingYet);
  };
  const readFile = (file: File) =>
    start(async () => {
      if (file.size > importBytesMax) {
        setAnswer(tooLarge);
        return;
      }
      try {
        write(new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
      } catch {
        setAnswer(notText);
      }
    });
  const formOf = (more: Record<string, string>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ workspaceId, source, ...more })) {
      form.set(name, value);
    }
    return form;
  };
  const look = () => start(async () => setAnswer(await acts.preview(formOf({}))));
  const run = (seen: string) =>
    start(async () => {
      const state = await acts.run(formOf({ seen }));
      setAnswer((before) => ({ state, preview: state.status === "saved" ? null : before.preview }));
      if (state.status === "saved") {
        setSource("");
      }
    });
  return { source, answer, isBusy, write, readFile, look, run };
}
