"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { CaseContent, CaseSection } from "@/lib/business-cases/schema";
import { type FormState, idle } from "@/lib/kernel/form-state";
import { DraftSaver, type SaverStatus, type ServerDraft } from "./draft-saver";
import { type DraftSections, sectionsOfDraft, sectionsOfForm, shownDraft } from "./draft-sections";
import { type Keeper, keptDraft } from "./kept-draft";

const QUIET_MS = 800;
const AGAIN_MS = 5000;

export type DraftActions = {
  save: (previous: FormState, form: FormData) => Promise<FormState>;
  reread: (
    projectId: string,
  ) => Promise<{ version: number; draft: CaseContent; savedBy: string } | null>;
};

type Given = { keeper: Keeper; version: number; draft: CaseContent; actions: DraftActions };

type Autosave = SaverStatus & {
  /** What the fields are drawn from; a section that was written from outside is drawn anew. */
  shown: CaseContent;
  revisionOf: (section: CaseSection) => number;
  touch: () => void;
  saveNow: () => void;
  resolve: (section: CaseSection, whose: "mine" | "theirs") => void;
};

type Shown = { draft: CaseContent; revisions: Partial<Record<CaseSection, number>> };

const quiet: SaverStatus = { progress: "clean", state: idle, conflicts: [] };

/**
 * Saves a form some quiet moments after the last key, and again by itself after
 * the line was down. Fields are written only where somebody else changed a
 * section nobody touches here, so the caret stays where it is.
 */
export function useAutosave(form: RefObject<HTMLFormElement | null>, given: Given): Autosave {
  const [status, setStatus] = useState(quiet);
  const [shown, setShown] = useState<Shown>({ draft: given.draft, revisions: {} });
  const saver = useRef<DraftSaver | null>(null);
  const timer = useRef<number | undefined>(undefined);
  const first = useRef(given);

  const saveIn = useCallback((delay: number) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void saver.current?.save(), delay);
  }, []);

  const touch = useCallback(() => {
    saver.current?.touch();
    saveIn(QUIET_MS);
  }, [saveIn]);

  useEffect(() => {
    const kept = keptDraft(first.current.keeper);
    // Drawn at once: what is read from the fields next must be what they were given.
    const show = (sections: DraftSections) =>
      flushSync(() =>
        setShown((was) => ({
          draft: shownDraft(was.draft, sections),
          revisions: { ...was.revisions, ...next(was.revisions, sections) },
        })),
      );
    saver.current = saverOf(form, first.current, { keep: kept.keep, show, tell: setStatus });
    void kept.takeBack().then((copies) => {
      for (const copy of copies) {
        saver.current?.adopt(copy);
      }
      // What came back is sent, and so is what was typed before the script had loaded.
      if (saver.current?.isDirty() === true) {
        touch();
      }
    });
    return () => {
      window.clearTimeout(timer.current);
      void saver.current?.save();
    };
  }, [form, touch]);

  useEffect(() => {
    if (status.state.status === "failed" && status.state.code === "unreachable") {
      saveIn(AGAIN_MS);
    }
  }, [status, saveIn]);

  useLeaving(saver);

  return {
    ...status,
    shown: shown.draft,
    revisionOf: (section) => shown.revisions[section] ?? 0,
    touch,
    saveNow: () => void saver.current?.save(),
    resolve(section, whose) {
      saver.current?.resolve(section, whose);
      touch();
    },
  };
}

/** Before the page goes, and when the line comes back, what is open is sent. */
function useLeaving(saver: RefObject<DraftSaver | null>): void {
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      if (saver.current?.isDirty() === true) {
        event.preventDefault();
      }
    };
    const save = () => void saver.current?.save();
    const hide = () => {
      if (document.visibilityState === "hidden") {
        save();
      }
    };
    window.addEventListener("beforeunload", leave);
    window.addEventListener("online", save);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("beforeunload", leave);
      window.removeEventListener("online", save);
      document.removeEventListener("visibilitychange", hide);
    };
  }, [saver]);
}

type Hooks = Pick<ConstructorParameters<typeof DraftSaver>[0], "keep" | "show" | "tell">;

function saverOf(form: RefObject<HTMLFormElement | null>, given: Given, hooks: Hooks): DraftSaver {
  const { draft, version, actions, keeper } = given;
  let last = sectionsOfDraft(draft);
  const read = () => {
    // A form that has left the page still says what it said last.
    last = form.current === null ? last : sectionsOfForm(new FormData(form.current));
    return last;
  };
  const world = {
    ...hooks,
    read,
    send(request: { version: number; sections: readonly CaseSection[] }) {
      if (form.current === null) {
        return Promise.reject(new Error("The form has left the page."));
      }
      const data = new FormData(form.current);
      data.set("version", String(request.version));
      for (const section of request.sections) {
        data.append("touched", section);
      }
      return actions.save(idle, data);
    },
    async reread(): Promise<ServerDraft | null> {
      const found = await actions.reread(keeper.projectId);
      return found === null ? null : { ...found, sections: sectionsOfDraft(found.draft) };
    },
  };
  return new DraftSaver(world, { base: last, version });
}

function next(revisions: Shown["revisions"], sections: DraftSections): Shown["revisions"] {
  const names = Object.keys(sections) as CaseSection[];
  return Object.fromEntries(names.map((name) => [name, (revisions[name] ?? 0) + 1]));
}
