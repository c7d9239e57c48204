"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Link } from "@/components/ui/link";
import { TextInput } from "@/components/ui/text-input";
import { isTyping } from "./typing-place";

type Hit = { id: string; key: string; name: string; unit: string };
type Answer = { state: "idle" | "found" | "failed"; hits: readonly Hit[] };

const PAUSE_MS = 150;

async function findProjects(text: string, signal: AbortSignal): Promise<readonly Hit[]> {
  const response = await fetch(`/search?text=${encodeURIComponent(text)}`, { signal });
  if (!response.ok) {
    throw new Error(`The search answered ${response.status}.`);
  }
  // Our own route, typed by the query's view; a schema library in the browser would cost more.
  const answer = (await response.json()) as { rows: readonly Hit[] };
  return answer.rows;
}

function useHits(text: string): Answer {
  const [answer, setAnswer] = useState<Answer>({ state: "idle", hits: [] });
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      findProjects(text, controller.signal)
        .then((hits) => setAnswer({ state: "found", hits }))
        .catch(() => {
          if (!controller.signal.aborted) {
            setAnswer({ state: "failed", hits: [] });
          }
        });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text]);
  return answer;
}

function sentenceOf({ state, hits }: Answer): string {
  if (state === "failed") {
    return "The search did not answer. Check the connection and type again.";
  }
  if (state === "idle") {
    return "Searching";
  }
  const count = hits.length === 1 ? "1 project" : `${hits.length} projects`;
  return hits.length === 0 ? "No project matches." : count;
}

function Hits({ onLeave }: { onLeave: () => void }) {
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const answer = useHits(text);
  useEffect(() => field.current?.focus(), []);

  return (
    <search className="grid gap-2">
      <label className="text-2xs text-ink-3" htmlFor="search-projects">
        Name or key of a project
      </label>
      <TextInput
        id="search-projects"
        ref={field}
        value={text}
        autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && answer.state === "found") {
            list.current?.querySelector("a")?.click();
          }
        }}
      />
      <p className="text-xs text-ink-3" role="status">
        {sentenceOf(answer)}
      </p>
      <ul ref={list} className="grid max-h-80 overflow-y-auto">
        {answer.hits.map((hit) => (
          <li key={hit.id}>
            <Link
              className="flex items-baseline gap-3 rounded-control px-2 py-1.5 hover:bg-chrome-2"
              href={`/projects/${hit.id}`}
              onClick={onLeave}
            >
              <span className="wm-code">{hit.key}</span>
              <b className="font-medium">{hit.name}</b>
              <span className="text-xs text-ink-3">{hit.unit}</span>
            </Link>
          </li>
        ))}
      </ul>
    </search>
  );
}

function opensSearch(event: KeyboardEvent): boolean {
  return event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !isTyping(event);
}

/** Wraps the link that searches without a script, and answers Ctrl K. */
export function SearchDialog({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (opensSearch(event)) {
        event.preventDefault();
        setOpen(true);
      }
    };
    const link = place.current;
    const onClick = (event: MouseEvent) => {
      if (!(event.ctrlKey || event.metaKey || event.shiftKey)) {
        event.preventDefault();
        event.stopPropagation();
        setOpen(true);
      }
    };
    document.addEventListener("keydown", onKey);
    link?.addEventListener("click", onClick, { capture: true });
    return () => {
      document.removeEventListener("keydown", onKey);
      link?.removeEventListener("click", onClick, { capture: true });
    };
  }, []);

  return (
    <>
      <span ref={place} className="contents">
        {children}
      </span>
      <Dialog title="Search" isOpen={isOpen} onClose={() => setOpen(false)}>
        <Hits onLeave={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
