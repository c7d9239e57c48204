"use client";

import { useRouter } from "next/navigation";
import { useEffect, useId, useState, useSyncExternalStore } from "react";
import { formatDay } from "@/components/ui/format-date";
import { addDays, daysBetween } from "@/lib/kernel/calendar";

type DaySliderProps = {
  first: string;
  today: string;
  on: string;
  /** The page with another day; `{on}` stands for it. */
  address: string;
  /** Days worth stopping at. */
  marks: readonly string[];
};

const WAIT_MS = 250;
const never = () => () => undefined;

/** Without a script there is the field beside it, and no slider that does nothing. */
function useScript(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** Draws a day nearer or farther; the page follows when the hand rests. */
export function DaySlider({ first, today, on, address, marks }: DaySliderProps) {
  const router = useRouter();
  const hasScript = useScript();
  const id = useId();
  const [day, setDay] = useState(on);
  useEffect(() => setDay(on), [on]);
  useEffect(() => {
    if (day === on) {
      return;
    }
    const waiting = setTimeout(
      () => router.replace(address.replace("{on}", day), { scroll: false }),
      WAIT_MS,
    );
    return () => clearTimeout(waiting);
  }, [day, on, address, router]);
  if (!hasScript) {
    return null;
  }
  const words = formatDay(day, { now: new Date(`${today}T12:00:00Z`) });
  return (
    <div className="grid min-w-0 flex-1 basis-64 gap-1">
      <label htmlFor={id} className="text-xs text-ink-2">
        Day of the left map: <b className="font-semibold text-ink">{words}</b>
      </label>
      <input
        id={id}
        type="range"
        className="h-7.5 w-full accent-spruce max-sm:h-11"
        min={0}
        max={daysBetween(first, today)}
        value={daysBetween(first, day)}
        list={`${id}marks`}
        aria-valuetext={words}
        onChange={(event) => setDay(addDays(first, Number(event.target.value)))}
      />
      <datalist id={`${id}marks`}>
        {marks.map((mark) => (
          <option key={mark} value={daysBetween(first, mark)} />
        ))}
      </datalist>
      <p className="flex justify-between text-2xs text-ink-3" aria-hidden="true">
        <span>{formatDay(first, { now: new Date(`${today}T12:00:00Z`) })}</span>
        <span>today</span>
      </p>
    </div>
  );
}
