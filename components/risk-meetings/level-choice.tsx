import { ScoreTile } from "@/components/ui/score-tile";
import type { Answer } from "@/lib/risk-meetings/rules/answer";
import { type Level, scoreOf } from "@/lib/risks/rules";
import { isBeyondLine, levelOf, levelWords, shadeAt } from "@/lib/risks/rules/matrix";
import type { Matrix } from "@/lib/risks/schema/matrix";
import { TileChoice } from "./tile-choice";

type LevelChoiceProps = {
  matrix: Matrix;
  /** As it stands today. */
  current: Level;
  answer: Answer;
  errors: Readonly<Record<string, string>>;
  keys: "on" | "off";
  onChange: (changed: Partial<Answer>) => void;
};

function tilesOf(steps: Matrix["impacts"]) {
  return steps.map(({ label, meaning }, index) => ({
    value: String(index + 1),
    hint: meaning,
    label: (
      <>
        <b className="block text-sm font-semibold">{index + 1}</b>
        {label}
      </>
    ),
  }));
}

type PictureProps = Pick<LevelChoiceProps, "matrix" | "current" | "answer" | "onChange">;

function rowsOf(matrix: Matrix): Level[][] {
  return matrix.impacts
    .map((_, index) => index + 1)
    .toReversed()
    .map((impact) => matrix.likelihoods.map((__, index) => ({ likelihood: index + 1, impact })));
}

const isSame = (left: Level, right: Level) =>
  left.likelihood === right.likelihood && left.impact === right.impact;

/** The matrix under the mouse; the two rows of steps below say and set the same. */
function LevelPicture({ matrix, current, answer, onChange }: PictureProps) {
  return (
    <div
      className="grid w-fit gap-0.5"
      style={{ gridTemplateColumns: `repeat(${matrix.likelihoods.length}, 1.75rem)` }}
      aria-hidden="true"
    >
      {rowsOf(matrix)
        .flat()
        .map((cell) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: for the mouse alone, the steps below are its twin
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys have the digits and the steps
          <span
            key={`${cell.likelihood}:${cell.impact}`}
            title={levelWords(matrix, cell)}
            onClick={() => onChange(cell)}
            className="wm-mark grid h-6 cursor-pointer place-items-center text-2xs text-ink hover:outline-2 hover:outline-spruce"
            style={{ background: `var(--wm-sev-${shadeAt(matrix, cell)})` }}
          >
            <span
              className={`grid h-5 min-w-5 place-items-center rounded-full ${isSame(cell, answer) ? "bg-ink font-semibold text-surface" : ""} ${isSame(cell, current) ? "outline outline-ink" : ""}`}
            >
              {scoreOf(cell)}
            </span>
          </span>
        ))}
    </div>
  );
}

function LevelNow({ matrix, current, answer }: Omit<PictureProps, "onChange">) {
  const moved = scoreOf(answer) - scoreOf(current);
  return (
    <div className="grid min-w-0 flex-1 content-center gap-1">
      <span className="flex flex-wrap items-center gap-1.5">
        <ScoreTile score={scoreOf(answer)} shade={shadeAt(matrix, answer)} label="Score" />
        <b className="font-semibold">{levelOf(matrix, answer).label}</b>
        <span>
          {answer.likelihood} × {answer.impact}
        </span>
      </span>
      <span className="text-xs text-ink-2">
        {isSame(answer, current)
          ? "As it stands"
          : `Was ${current.likelihood} × ${current.impact}, ${movedWords(moved)}`}
      </span>
      <span className={`text-xs ${isBeyondLine(matrix, answer) ? "text-bad-ink" : "text-ink-2"}`}>
        {isBeyondLine(matrix, answer) ? "Above the appetite" : "Within the appetite"}
      </span>
    </div>
  );
}

function movedWords(by: number): string {
  if (by === 0) {
    return "the score stays";
  }
  return by > 0 ? `${by} higher` : `${-by} lower`;
}

function legend(word: string, isNext: boolean, keys: "on" | "off") {
  return isNext && keys === "on" ? (
    <>
      {word} <span className="font-normal text-ink-3">the next digit sets it</span>
    </>
  ) : (
    word
  );
}

export function LevelChoice(props: LevelChoiceProps) {
  const { matrix, answer, errors, keys, onChange } = props;
  const awaited = keys === "on" ? answer.awaits : null;
  return (
    <>
      <div className="flex flex-wrap gap-3">
        <LevelPicture {...props} />
        <LevelNow {...props} />
      </div>
      {(["likelihood", "impact"] as const).map((side) => (
        <TileChoice
          key={side}
          id={`meeting-${side}`}
          name={side}
          legend={legend(side === "likelihood" ? "Likelihood" : "Impact", awaited === side, keys)}
          tiles={tilesOf(side === "likelihood" ? matrix.likelihoods : matrix.impacts)}
          value={String(answer[side])}
          error={errors[side]}
          isAwaited={awaited === side}
          onChoose={(value) => onChange({ [side]: Number(value) })}
        />
      ))}
    </>
  );
}
