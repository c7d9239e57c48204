import type { GateSymbolState } from "@/components/ui/gate-symbol";
import { TrailGateKey } from "./trail-gate-key";

/** Under a list of mini trails. `states` are those on the page. */
export function TrailMiniLegend({ states = [] }: { states?: readonly GateSymbolState[] }) {
  return (
    <ul className="wm-trail-legend wm-mini-legend">
      <li>
        <svg width="34" height="12" aria-hidden="true">
          <rect className="wm-trail-track" y="4" width="34" height="4" />
          <rect className="wm-trail-done" y="4" width="20" height="4" />
          <rect className="wm-mini-here" x="19" y="1" width="2" height="10" />
        </svg>
        Progress, position
      </li>
      <li>
        <svg width="26" height="12" aria-hidden="true">
          <path className="wm-mini-late" d="M0 6H26" />
        </svg>
        Behind plan
      </li>
      <li>
        <svg width="22" height="12" aria-hidden="true">
          <path className="wm-mini-arc" d="M20 11C20 1 2 1 2 11" />
        </svg>
        Went back
      </li>
      <TrailGateKey states={states} />
    </ul>
  );
}
