import type { ReactNode } from "react";
import { Glyph } from "./glyph";

const symbols = {
  "task.todo": <circle className="wm-state-ring" cx="8" cy="8" r="5.5" />,
  "task.doing": (
    <>
      <circle className="wm-state-ok-ring" cx="8" cy="8" r="5.5" />
      <path className="wm-state-ok" d="M8 4.5a3.5 3.5 0 0 1 0 7z" />
    </>
  ),
  "task.done": (
    <>
      <circle className="wm-state-ok" cx="8" cy="8" r="6.2" />
      <path className="wm-state-hole" d="m5.2 8.2 1.9 1.9 3.7-3.9" />
    </>
  ),
  "task.blocked": (
    <>
      <circle className="wm-state-bad-ring" cx="8" cy="8" r="5.5" />
      <path className="wm-state-bad-ring" d="M5.2 8h5.6" />
    </>
  ),
  "task.tailored_out": (
    <>
      <circle className="wm-state-dash" cx="8" cy="8" r="5.5" />
      <path className="wm-state-ring" d="m5.5 10.5 5-5" />
    </>
  ),
  "health.on_track": <circle className="wm-state-ok" cx="8" cy="8" r="4.5" />,
  "health.at_risk": <path className="wm-state-warn" d="M8 2.5 13.8 12.5H2.2z" />,
  "health.off_track": (
    <>
      <path className="wm-state-bad" d="M5.3 2.5h5.4l2.8 2.8v5.4l-2.8 2.8H5.3l-2.8-2.8V5.3z" />
      <path className="wm-state-hole" d="M8 5.2v3.3M8 10.6v.1" />
    </>
  ),
  "health.paused": <path className="wm-state-pause" d="M5.5 4v8M10.5 4v8" />,
  "criterion.met": <path className="wm-criterion-met" d="m3 8.5 3.3 3.3L13 4.8" />,
  "criterion.not_met": <path className="wm-criterion-bad" d="m4 4 8 8M12 4l-8 8" />,
  "criterion.open": <circle className="wm-state-dash" cx="8" cy="8" r="5" />,
  "criterion.not_applicable": <path className="wm-criterion-dash" d="M3 8h10" />,
} satisfies Record<string, ReactNode>;

export type SymbolName = keyof typeof symbols;

type StateSymbolProps = { name: SymbolName; size?: number; label?: string };

export function StateSymbol({ name, size = 14, label }: StateSymbolProps) {
  return (
    <Glyph className="wm-symbol" size={size} label={label}>
      {symbols[name]}
    </Glyph>
  );
}
