import { formatDay } from "@/components/ui/format-date";
import { GateSymbol } from "@/components/ui/gate-symbol";
import { Link } from "@/components/ui/link";
import {
  cssAlong,
  type GateState,
  gatePlace,
  type TrailGateView,
} from "@/lib/projects/rules/trail-geometry";
import type { TrailSize } from "./trail-marks";

type TrailGateLinkProps = {
  gate: TrailGateView;
  stages: number;
  index: number;
  size: TrailSize;
  now: Date;
};

/** Where a date would mislead, the word stands in its place. */
const wordInstead: Partial<Record<GateState, string>> = {
  waived: "waived",
  lapsed: "lapsed",
  changes_requested: "changes",
};

function slipText(days: number): string {
  return days > 0 ? `+${days}` : `−${-days}`;
}

function GateDate({ gate, now }: { gate: TrailGateView; now: Date }) {
  const word = wordInstead[gate.state];
  if (word !== undefined || gate.dateOn === null) {
    return <span className="wm-trail-date">{word ?? "\u00a0"}</span>;
  }
  const slip = gate.slipDays ?? 0;
  return (
    <span className="wm-trail-date">
      {shortDay(gate.dateOn, now)}
      {slip !== 0 && <b data-slip={slip > 0 ? "late" : "early"}> {slipText(slip)}</b>}
    </span>
  );
}

/** The slot over a gate has room for day and month only; the year is in the gate's label. */
function shortDay(on: string, now: Date): string {
  return formatDay(on, { now }).split(" ").slice(0, 2).join(" ");
}

export function TrailGateLink({ gate, stages, index, size, now }: TrailGateLinkProps) {
  return (
    <Link
      className="wm-trail-gate"
      href={gate.href}
      title={gate.label}
      style={{ left: cssAlong(gatePlace(stages, index)) }}
      data-stop=""
    >
      {size === "full" && (
        <>
          <b className="wm-trail-code">{gate.code}</b>
          <GateDate gate={gate} now={now} />
        </>
      )}
      <GateSymbol state={gate.state} size={size === "full" ? 24 : 19.5} />
      {/* A name of its own would hide the code and date that people see and say. */}
      <span className="sr-only">{gate.label}</span>
    </Link>
  );
}
