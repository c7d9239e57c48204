"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { KeyList } from "@/components/ui/key-list";
import { isTyping } from "./typing-place";

const places: Record<string, string> = {
  w: "/my-work",
  p: "/portfolio",
  r: "/risks",
  a: "/audit",
};

const keyList = [
  { keys: ["G", "W"], act: "My work" },
  { keys: ["G", "P"], act: "Portfolio" },
  { keys: ["G", "R"], act: "Risks" },
  { keys: ["G", "A"], act: "Audit" },
  { keys: ["N"], act: "New project" },
  { keys: ["L"], act: "Log progress of the open project" },
  { keys: ["T"], act: "Add a task to the open stage" },
  { keys: ["E"], act: "Attach evidence" },
  { keys: ["A"], act: "Raise a risk in the open project" },
  { keys: ["1", "–", "4"], act: "Choose a decision of the open gate; the button signs" },
  { keys: ["V"], act: "Verify the ledger, on Audit" },
  { keys: ["J"], act: "Next in an open drawer, or on the register of risks" },
  { keys: ["K"], act: "Previous in an open drawer, or on the register of risks" },
  { keys: ["X"], act: "Choose the risk you stand on in the register" },
  { keys: ["Esc"], act: "Close the drawer or this list" },
  { keys: ["/"], act: "Filter this page" },
  { keys: ["Ctrl", "K"], act: "Search projects" },
  { keys: ["?"], act: "This list" },
];

const CHORD_MS = 1500;

function openProject(path: string): string | null {
  return /^\/projects\/(?!new(?:\/|$))[^/]+/.exec(path)?.[0] ?? null;
}

/** A part of the page that answers the key itself, such as the composer's button. */
function pressOnPage(command: string): boolean {
  const target = document.querySelector<HTMLElement>(`[data-command="${command}"]`);
  target?.click();
  return target !== null;
}

function focusFilter(): boolean {
  const field = document.querySelector<HTMLElement>('[data-command="filter"]');
  field?.focus();
  return field !== null;
}

type Way = { path: string; go: (href: string) => void; explain: () => void };

/** Whether the key meant something here. */
function actOn(key: string, { path, go, explain }: Way): boolean {
  const project = openProject(path);
  switch (key) {
    case "n":
      go("/projects/new");
      return true;
    case "l":
      if (!pressOnPage("log") && project !== null) {
        go(`${project}/log`);
      }
      return project !== null;
    case "t":
      return pressOnPage("add-task");
    case "e":
      return pressOnPage("evidence");
    case "v":
      return pressOnPage("verify");
    case "a":
      if (!pressOnPage("add-risk") && project !== null) {
        go(`${project}/risks?new=1`);
      }
      return project !== null;
    case "1":
    case "2":
    case "3":
    case "4":
      return pressOnPage(`decide-${key}`);
    case "/":
      return focusFilter();
    case "?":
      explain();
      return true;
    default:
      return false;
  }
}

function isPlain(event: KeyboardEvent): boolean {
  return !(event.ctrlKey || event.metaKey || event.altKey || event.repeat);
}

function useSingleKeys(explain: () => void) {
  const router = useRouter();
  const path = usePathname();
  const chordUntil = useRef(0);

  useEffect(() => {
    const wayOn = (key: string, at: number): boolean => {
      const place = at < chordUntil.current ? places[key] : undefined;
      chordUntil.current = key === "g" ? at + CHORD_MS : 0;
      if (place === undefined) {
        return actOn(key, { path, go: (href) => router.push(href), explain });
      }
      router.push(place);
      return true;
    };
    const onKey = (event: KeyboardEvent) => {
      if (isPlain(event) && !isTyping(event) && wayOn(event.key.toLowerCase(), event.timeStamp)) {
        event.preventDefault();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router, path, explain]);
}

function SingleKeys({ explain }: { explain: () => void }) {
  useSingleKeys(explain);
  return null;
}

/** Help in the top bar, and the single keys of a person who has not switched them off. */
export function Shortcuts({ singleKeys }: { singleKeys: "on" | "off" }) {
  const [isOpen, setOpen] = useState(false);
  const explain = useRef(() => setOpen(true)).current;
  return (
    <>
      {singleKeys === "on" && <SingleKeys explain={explain} />}
      <IconButton
        icon="help"
        label="Keyboard shortcuts"
        variant="quiet"
        aria-haspopup="dialog"
        onClick={explain}
      />
      <Dialog title="Keyboard shortcuts" isOpen={isOpen} onClose={() => setOpen(false)}>
        {singleKeys === "off" && (
          <p className="mb-2 text-ink-2">Single keys are switched off in your profile.</p>
        )}
        <KeyList keys={keyList} />
      </Dialog>
    </>
  );
}
