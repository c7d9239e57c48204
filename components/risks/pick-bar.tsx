"use client";

import { useEffect, useRef, useState } from "react";
import { isTyping } from "@/components/layout/typing-place";
import { Button } from "@/components/ui/button";

type PickBarProps = {
  /** Id of the form that carries the ticks to the page of the change. */
  form: string;
  action: string;
  singleKeys: "on" | "off";
};

function ticks(form: HTMLFormElement | null): HTMLInputElement[] {
  const fields = form === null ? [] : [...form.elements];
  return fields.filter(
    (field): field is HTMLInputElement =>
      field instanceof HTMLInputElement && field.name === "pick",
  );
}

function rowLinks(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-row]")];
}

/** The row the reader stands on: the one that has the focus, or whose tick has it. */
function placeOf(rows: readonly HTMLElement[]): number {
  const row = document.activeElement?.closest("tr") ?? null;
  return row === null ? -1 : rows.findIndex((link) => row.contains(link));
}

/** Whether the key meant something on the list. Enter is the link's own. */
function actOnRow(key: string): boolean {
  const rows = rowLinks();
  const place = placeOf(rows);
  switch (key) {
    case "j":
      rows[Math.min(place + 1, rows.length - 1)]?.focus();
      return rows.length > 0;
    case "k":
      rows[Math.max(place - 1, 0)]?.focus();
      return rows.length > 0;
    case "x": {
      const id = rows[place]?.dataset["row"];
      document.querySelector<HTMLInputElement>(`[data-pick="${id}"]`)?.click();
      return id !== undefined;
    }
    default:
      return false;
  }
}

function isTaken(event: KeyboardEvent): boolean {
  const onTick = event.target instanceof HTMLInputElement && event.target.name === "pick";
  const isDrawerOpen = document.querySelector("aside[data-drawer], aside.wm-panel") !== null;
  return (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    (isTyping(event) && !onTick) ||
    (isDrawerOpen && event.key !== "x")
  );
}

function useRowKeys(singleKeys: "on" | "off", clear: () => void) {
  useEffect(() => {
    if (singleKeys === "off") {
      return;
    }
    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event)) {
        return;
      }
      if (event.key === "Escape") {
        clear();
      } else if (actOnRow(event.key.toLowerCase())) {
        event.preventDefault();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [singleKeys, clear]);
}

/** Counts the ticks of the list and leads to the change of what is ticked. Works before its script has loaded. */
export function PickBar({ form: id, action, singleKeys }: PickBarProps) {
  const form = useRef<HTMLFormElement>(null);
  const [count, setCount] = useState(0);
  const recount = useRef(() => {
    setCount(ticks(form.current).filter((tick) => tick.checked).length);
  }).current;
  const tickAll = useRef((checked: boolean) => {
    for (const tick of ticks(form.current)) {
      tick.checked = checked;
    }
    recount();
  }).current;
  const clear = useRef(() => tickAll(false)).current;
  useRowKeys(singleKeys, clear);

  useEffect(() => {
    recount();
    document.addEventListener("change", recount);
    return () => document.removeEventListener("change", recount);
  }, [recount]);

  return (
    <form
      ref={form}
      id={id}
      action={action}
      className="no-print flex flex-wrap items-center gap-2 max-sm:px-4"
      aria-label="Change many risks at once"
    >
      <Button type="submit" size="sm">
        {count === 0 ? "Change chosen risks" : `Change ${count} chosen`}
      </Button>
      <Button type="button" size="sm" variant="quiet" onClick={() => tickAll(true)}>
        Choose all on this page
      </Button>
      {count > 0 && (
        <Button type="button" size="sm" variant="quiet" onClick={clear}>
          Clear choice
        </Button>
      )}
      <span className="text-xs text-ink-3" role="status">
        {count > 0 && `${count} chosen.`}
        {count === 0 && singleKeys === "on" && (
          <span className="max-sm:hidden">J and K move, X chooses, Enter opens.</span>
        )}
      </span>
    </form>
  );
}
