"use client";

import { useEffect, useRef } from "react";
import { isForMeeting, type KeyPlace } from "@/lib/risk-meetings/rules/keys";

/** After G a letter leads to another page. */
const CHORD_MS = 1500;

function placeOf(event: KeyboardEvent): KeyPlace {
  const { target } = event;
  if (!(target instanceof HTMLElement)) {
    return "page";
  }
  if (target.closest("dialog[open]") !== null || target.isContentEditable) {
    return "field";
  }
  if (target.closest("input[type=radio]") !== null) {
    return "choice";
  }
  if (target.closest("input, textarea, select") !== null) {
    return "field";
  }
  return target.closest("a, button, summary") === null ? "page" : "control";
}

function isPlain({ ctrlKey, metaKey, altKey, repeat }: KeyboardEvent): boolean {
  return !(ctrlKey || metaKey || altKey || repeat);
}

/** From anywhere in the form, and out of its fields. */
function chordOf(event: KeyboardEvent): "save" | "leave" | null {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    return "save";
  }
  const { target } = event;
  const isInField =
    target instanceof HTMLElement && target.closest("form textarea, form select") !== null;
  return event.key === "Escape" && isInField ? "leave" : null;
}

/** Ahead of the single keys of the product: in a meeting N says no and E opens its evidence. */
export function useMeetingKeys(
  mode: "on" | "off",
  act: (key: string) => boolean,
  chord: (act: "save" | "leave") => boolean,
): void {
  const acts = useRef({ act, chord });
  acts.current = { act, chord };

  useEffect(() => {
    let goneUntil = 0;
    const meansAlone = (event: KeyboardEvent): boolean => {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (mode === "off" || !isPlain(event) || !isForMeeting(key, placeOf(event))) {
        return false;
      }
      const isSecond = event.timeStamp < goneUntil;
      goneUntil = key === "g" ? event.timeStamp + CHORD_MS : 0;
      return !isSecond && acts.current.act(key);
    };
    const means = (event: KeyboardEvent): boolean => {
      const held = chordOf(event);
      return held === null ? meansAlone(event) : acts.current.chord(held);
    };
    const onKey = (event: KeyboardEvent) => {
      if (means(event)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    document.addEventListener("keydown", onKey, true);
    return () => document.removeEventListener("keydown", onKey, true);
  }, [mode]);
}
