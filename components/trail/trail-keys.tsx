"use client";

import { useEffect, useRef } from "react";

const moves: Record<string, (place: number, last: number) => number> = {
  ArrowLeft: (place) => Math.max(0, place - 1),
  ArrowRight: (place, last) => Math.min(last, place + 1),
  Home: () => 0,
  End: (_, last) => last,
};

function handleKey(event: KeyboardEvent) {
  const move = moves[event.key];
  const trail = event.currentTarget;
  if (move === undefined || !(trail instanceof HTMLElement) || event.altKey || event.ctrlKey) {
    return;
  }
  const stops = [...trail.querySelectorAll<HTMLElement>("[data-stop]")];
  const active = document.activeElement;
  const place = active instanceof HTMLElement ? stops.indexOf(active) : -1;
  if (place >= 0) {
    event.preventDefault();
    stops[move(place, stops.length - 1)]?.focus();
  }
}

/** Arrow keys move between phases and gates; without a script Tab still reaches each of them. */
export function TrailKeys() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const trail = mark.current?.closest("nav");
    trail?.addEventListener("keydown", handleKey);
    return () => trail?.removeEventListener("keydown", handleKey);
  }, []);
  return <span ref={mark} hidden />;
}
