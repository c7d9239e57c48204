import { outcomeWords } from "@/components/gates/gate-words";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { ChipBar } from "@/components/ui/chip-bar";
import { formatDay } from "@/components/ui/format-date";
import { TextField } from "@/components/ui/text-field";
import { addDays } from "@/lib/kernel/calendar";
import type { RiskMapView } from "@/lib/risk-pictures/schema/map";
import { DaySlider } from "./day-slider";
import { type Pictures, pictureHref } from "./picture-address";

type DayChooserProps = { view: RiskMapView; pictures: Pictures; now: Date };

type Stop = { on: string; label: string };

/** The beginning, each decision of a gate, and across projects some steps back. */
function stopsOf({ firstOn, today, decisions }: RiskMapView): Stop[] {
  if (firstOn === null) {
    return [];
  }
  const back = [182, 91, 28]
    .map((days) => ({ on: addDays(today, -days), label: `${days / 7} weeks ago` }))
    .filter(({ on }) => decisions.length === 0 && on > firstOn);
  const decided = decisions.map(({ code, outcome, on }) => ({
    on,
    label: `${code} ${outcomeWords[outcome as keyof typeof outcomeWords] ?? outcome}`,
  }));
  return [{ on: firstOn, label: "First risk" }, ...back, ...decided, { on: today, label: "Today" }];
}

/** A day before the first risk or after today stands at the end of the slider. */
function within(on: string, { firstOn, today }: { firstOn: string; today: string }): string {
  if (on < firstOn) {
    return firstOn;
  }
  return on > today ? today : on;
}

/** The address with the day left open. */
function slidAddress(pictures: Pictures): string {
  const address = pictureHref(pictures, { on: undefined });
  return `${address}${address.includes("?") ? "&" : "?"}on={on}`;
}

/** The day of the earlier map: a slider, a field for those without a script, and days to jump to. */
export function DayChooser({ view, pictures, now }: DayChooserProps) {
  const { on, today, firstOn } = view;
  const { base, search } = pictures;
  const stops = stopsOf(view);
  const kept = Object.entries({ ...search, on: undefined }).filter(
    ([, value]) => value !== undefined,
  );
  return (
    <div className="no-print grid gap-3">
      <div className="flex flex-wrap items-end gap-x-5 gap-y-3">
        <form method="get" action={base} className="flex items-end gap-2">
          {kept.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <TextField
            key={on}
            name="on"
            type="date"
            label="End of the day, UTC"
            min={firstOn ?? undefined}
            max={today}
            defaultValue={on}
          />
          <Button type="submit">Show</Button>
        </form>
        {firstOn !== null && firstOn < today && (
          <DaySlider
            first={firstOn}
            today={today}
            on={within(on, { firstOn, today })}
            address={slidAddress(pictures)}
            marks={stops.map((stop) => stop.on)}
          />
        )}
      </div>
      <ChipBar label="Days to look at">
        {stops.map((stop) => (
          <Chip
            key={`${stop.label} ${stop.on}`}
            href={pictureHref(pictures, { on: stop.on })}
            label={`${stop.label}, ${formatDay(stop.on, { now })}`}
            current={stop.on === on}
          />
        ))}
      </ChipBar>
    </div>
  );
}
