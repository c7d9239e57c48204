import { GateSymbol, type GateSymbolState, gateWords } from "./gate-symbol";
import { StateSymbol, type SymbolName } from "./state-symbol";

export type Tone = "ok" | "warn" | "bad" | "review" | "idle";

type Look = { symbol: SymbolName; word: string; tone: Tone };

const taskLooks = {
  todo: { symbol: "task.todo", word: "Not started", tone: "idle" },
  doing: { symbol: "task.doing", word: "In progress", tone: "ok" },
  done: { symbol: "task.done", word: "Done", tone: "ok" },
  blocked: { symbol: "task.blocked", word: "Blocked", tone: "bad" },
  tailored_out: { symbol: "task.tailored_out", word: "Tailored out", tone: "idle" },
} satisfies Record<string, Look>;

const healthLooks = {
  on_track: { symbol: "health.on_track", word: "On track", tone: "ok" },
  at_risk: { symbol: "health.at_risk", word: "At risk", tone: "warn" },
  off_track: { symbol: "health.off_track", word: "Off track", tone: "bad" },
  paused: { symbol: "health.paused", word: "Paused", tone: "idle" },
} satisfies Record<string, Look>;

const criterionLooks = {
  met: { symbol: "criterion.met", word: "Met", tone: "ok" },
  not_met: { symbol: "criterion.not_met", word: "Not met", tone: "bad" },
  open: { symbol: "criterion.open", word: "Open", tone: "idle" },
  not_applicable: { symbol: "criterion.not_applicable", word: "Not applicable", tone: "idle" },
} satisfies Record<string, Look>;

const gateTones = {
  locked: "idle",
  ready: "review",
  in_review: "review",
  passed: "ok",
  passed_with_conditions: "warn",
  changes_requested: "warn",
  rejected: "bad",
  waived: "idle",
  lapsed: "warn",
} satisfies Record<GateSymbolState, Tone>;

export type TaskLabelState = keyof typeof taskLooks;
type HealthLabelState = keyof typeof healthLooks;
export type CriterionLabelState = keyof typeof criterionLooks;

type StateLabelProps = (
  | { kind: "task"; state: TaskLabelState }
  | { kind: "health"; state: HealthLabelState }
  | { kind: "criterion"; state: CriterionLabelState }
  | { kind: "gate"; state: GateSymbolState }
) & {
  /** Replaces the state's own word, as in "Approved, 1 condition". */
  word?: string;
  /** "symbol" keeps the word for screen readers and the tooltip only. */
  show?: "label" | "symbol";
  size?: number;
};

function lookOf(props: StateLabelProps): Look {
  switch (props.kind) {
    case "task":
      return taskLooks[props.state];
    case "health":
      return healthLooks[props.state];
    case "criterion":
      return criterionLooks[props.state];
    case "gate":
      return {
        symbol: "criterion.open",
        word: gateWords[props.state],
        tone: gateTones[props.state],
      };
  }
}

export function StateLabel(props: StateLabelProps) {
  const look = lookOf(props);
  const word = props.word ?? look.word;
  const size = props.size ?? 14;
  const symbol =
    props.kind === "gate" ? (
      <GateSymbol state={props.state} size={size} />
    ) : (
      <StateSymbol name={look.symbol} size={size} />
    );

  if (props.show === "symbol") {
    return (
      <span className="wm-state" title={word}>
        {symbol}
        <span className="sr-only">{word}</span>
      </span>
    );
  }
  return (
    <span className={`wm-state wm-tone-${look.tone}`}>
      {symbol}
      {word}
    </span>
  );
}
