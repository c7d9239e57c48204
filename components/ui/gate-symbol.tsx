import type { ReactNode } from "react";
import { Glyph } from "./glyph";

export type GateSymbolState =
  | "locked"
  | "ready"
  | "in_review"
  | "passed"
  | "passed_with_conditions"
  | "changes_requested"
  | "rejected"
  | "waived"
  | "lapsed";

export const gateWords = {
  locked: "Locked",
  ready: "Ready for review",
  in_review: "In review",
  passed: "Passed",
  passed_with_conditions: "Passed with conditions",
  changes_requested: "Changes requested",
  rejected: "Rejected",
  waived: "Waived",
  lapsed: "Lapsed",
} satisfies Record<GateSymbolState, string>;

const locked = <path className="wm-gate-line" d="M8 1.7 14.3 8 8 14.3 1.7 8z" />;

const shapes = {
  locked,
  // The gate is shut again until the team answers; the word says why.
  changes_requested: locked,
  ready: (
    <>
      <path className="wm-gate-ready" d="M8 2 14 8l-6 6-6-6z" />
      <circle className="wm-gate-review" cx="8" cy="8" r="1.9" />
    </>
  ),
  in_review: (
    <>
      <path className="wm-gate-review" d="M8 1 15 8l-7 7-7-7z" />
      <circle className="wm-gate-hole" cx="8" cy="8" r="2" />
    </>
  ),
  passed: (
    <>
      <path className="wm-gate-passed" d="M8 1 15 8l-7 7-7-7z" />
      <path className="wm-gate-tick" d="m5.3 8.2 1.9 1.9 3.5-3.7" />
    </>
  ),
  passed_with_conditions: (
    <>
      <path className="wm-gate-cond" d="M8 2 14 8l-6 6-6-6z" />
      <path className="wm-gate-half" d="M2 8h12l-6 6z" />
    </>
  ),
  rejected: (
    <>
      <path className="wm-gate-rejected" d="M8 1 15 8l-7 7-7-7z" />
      <path className="wm-gate-tick" d="m5.9 5.9 4.2 4.2M10.1 5.9l-4.2 4.2" />
    </>
  ),
  waived: (
    <>
      <path className="wm-gate-dash" d="M8 1.7 14.3 8 8 14.3 1.7 8z" />
      <path className="wm-gate-slash" d="m5 11 6-6" />
    </>
  ),
  lapsed: (
    <>
      <path className="wm-gate-lapsed" d="M8 1.7 14.3 8 8 14.3 1.7 8z" />
      <path className="wm-gate-hand" d="M8 5.2V8l1.9 1.4" />
    </>
  ),
} satisfies Record<GateSymbolState, ReactNode>;

type GateSymbolProps = {
  state: GateSymbolState;
  size?: number;
  /** Where no word stands beside it; "auto" reads the state's own name. */
  label?: string;
};

export function GateSymbol({ state, size = 14, label }: GateSymbolProps) {
  const name = label === "auto" ? gateWords[state] : label;
  return (
    <Glyph className="wm-symbol" size={size} label={name}>
      {shapes[state]}
    </Glyph>
  );
}
