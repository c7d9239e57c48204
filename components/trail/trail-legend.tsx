import type { GateSymbolState } from "@/components/ui/gate-symbol";
import { TrailGateKey } from "./trail-gate-key";

/** What each mark means. */
export function TrailLegend({ states }: { states: readonly GateSymbolState[] }) {
  return (
    <ul className="wm-trail-legend">
      <li>
        <svg width="30" height="12" aria-hidden="true">
          <rect className="wm-trail-done" y="3" width="14" height="6" />
          <rect className="wm-trail-track" x="16" y="3" width="14" height="6" />
          <rect className="wm-trail-done" x="16" y="3" width="6" height="6" />
        </svg>
        One cell per task
      </li>
      <li>
        <svg width="8" height="14" aria-hidden="true">
          <rect className="wm-mini-here" x="1" width="6" height="14" rx="1.5" />
        </svg>
        Project is here
      </li>
      <li>
        <svg width="30" height="12" aria-hidden="true">
          <path className="wm-legend-plan" d="M0 6H16" />
          <path className="wm-legend-late" d="M16 6H28M28 1.5V10.5" />
        </svg>
        Plan, behind
      </li>
      <li>
        <svg width="24" height="14" aria-hidden="true">
          <path className="wm-legend-arc" d="M22 13C22 1 3 1 3 11" />
          <path className="wm-legend-arrow" d="M.5 7.5 3 13.5 5.5 7.5 3 9z" />
        </svg>
        Went back
      </li>
      <TrailGateKey states={states} />
    </ul>
  );
}
