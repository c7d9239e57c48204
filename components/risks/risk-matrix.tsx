import Link from "next/link";
import { severityStep } from "@/components/ui/score-tile";
import { impactWords, type Level, likelihoodWords, scoreOf } from "@/lib/risks/rules";
import type { RiskRegisterView } from "@/lib/risks/schema";
import { MatrixMarks } from "./matrix-marks";
import { listHref, type Register } from "./register-address";

type RiskMatrixProps = {
  view: Pick<RiskRegisterView, "heatMap" | "moves" | "appetite">;
  register: Register;
};

type FilledCell = RiskRegisterView["heatMap"][number];

const steps = [1, 2, 3, 4, 5] as const;
const impactsFromTop = [5, 4, 3, 2, 1] as const;
const NUMBERS_SHOWN = 4;

const isAbove = (level: Level, appetite: number) => scoreOf(level) > appetite;

function Discs({ cell }: { cell: FilledCell }) {
  if (cell.numbers.length === 0) {
    return <Disc>{cell.count}</Disc>;
  }
  const fits = cell.count <= NUMBERS_SHOWN;
  const shown = cell.numbers.slice(0, fits ? NUMBERS_SHOWN : NUMBERS_SHOWN - 1);
  return (
    <span className="grid auto-cols-max grid-flow-row grid-cols-[repeat(2,auto)] place-content-center gap-0.5 has-[>:only-child]:grid-cols-1">
      {shown.map((number) => (
        <Disc key={number}>{number}</Disc>
      ))}
      {!fits && (
        <span className="text-center text-2xs leading-4.5 font-semibold text-ink">
          +{cell.count - shown.length}
        </span>
      )}
    </span>
  );
}

function Disc({ children }: { children: number }) {
  return (
    <span className="wm-mark grid h-4.5 min-w-4.5 place-items-center rounded-full bg-ink px-1 text-2xs font-semibold text-surface">
      {children}
    </span>
  );
}

function nameOf(level: Level, cell: FilledCell): string {
  const risks = cell.count === 1 ? "1 risk" : `${cell.count} risks`;
  const numbers = cell.numbers.length === 0 ? "" : ` (numbers ${cell.numbers.join(", ")})`;
  return `${likelihoodWords[level.likelihood - 1]}, ${impactWords[level.impact - 1]}, score ${scoreOf(level)}: ${risks}${numbers}`;
}

type CellProps = RiskMatrixProps & { level: Level };

function MatrixCell({ level, view, register }: CellProps) {
  const { likelihood, impact } = level;
  const cell = view.heatMap.find(
    (each) => each.likelihood === likelihood && each.impact === impact,
  );
  const { search } = register;
  const isChosen = search.likelihood === likelihood && search.impact === impact;
  const chosen = isChosen ? { likelihood: undefined, impact: undefined } : level;
  return (
    <td
      className="relative h-14 w-14 border border-surface p-0 align-top"
      style={{ background: `var(--wm-sev-${severityStep(scoreOf(level))})` }}
    >
      <span
        className="absolute top-px left-px z-1 px-0.5 text-2xs text-ink"
        style={{ background: "inherit" }}
        aria-hidden={cell !== undefined}
      >
        {scoreOf(level)}
      </span>
      {cell !== undefined && (
        <Link
          href={listHref(register, chosen)}
          scroll={false}
          aria-label={nameOf(level, cell)}
          aria-current={isChosen ? "true" : undefined}
          title={isChosen ? "Show every cell again" : nameOf(level, cell)}
          className="absolute inset-0 z-1 grid place-items-center pt-3.5 hover:outline-2 hover:-outline-offset-2 hover:outline-spruce aria-[current]:outline-2 aria-[current]:-outline-offset-2 aria-[current]:outline-spruce"
        >
          <Discs cell={cell} />
        </Link>
      )}
    </td>
  );
}

function MatrixTable(props: RiskMatrixProps) {
  const { view } = props;
  const above = view.heatMap.filter((cell) => isAbove(cell, view.appetite));
  const count = above.reduce((sum, cell) => sum + cell.count, 0);
  return (
    <table className="border-separate border-spacing-0 text-xs text-ink-3">
      <caption className="sr-only">
        Living risks by likelihood and impact. {count} of them stand above the appetite of{" "}
        {view.appetite}, accepted ones included. A cell leads to its risks.
      </caption>
      <thead>
        <tr>
          <td className="h-5 p-0 pr-2 text-right text-2xs font-semibold text-ink">Impact</td>
          <td colSpan={5} />
        </tr>
      </thead>
      <tbody>
        {impactsFromTop.map((impact) => (
          <tr key={impact}>
            <th scope="row" className="w-18 pr-2 text-right font-normal">
              {impactWords[impact - 1]}
            </th>
            {steps.map((likelihood) => (
              <MatrixCell key={likelihood} level={{ likelihood, impact }} {...props} />
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          {likelihoodWords.map((word) => (
            <th key={word} scope="col" className="pt-1 text-2xs font-normal leading-tight">
              {word}
            </th>
          ))}
        </tr>
        <tr>
          <td />
          <td colSpan={5} className="pt-1 text-center text-2xs font-semibold text-ink">
            Likelihood
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

/** Five by five: impact upwards, likelihood to the right; each filled cell is a filter. */
export function RiskMatrix(props: RiskMatrixProps) {
  const { appetite, moves, heatMap } = props.view;
  return (
    <figure className="min-w-0 max-w-[23rem]">
      <div className="overflow-x-auto pb-1">
        <div className="relative w-fit">
          <MatrixTable {...props} />
          <MatrixMarks moves={moves} heatMap={heatMap} appetite={appetite} />
        </div>
      </div>
      <figcaption className="mt-2 grid gap-0.5 text-xs text-ink-3">
        <span>The heavy line is the appetite, a score of {appetite}.</span>
        {moves.length > 0 && (
          <span>An arrow starts where a risk stood when it was raised, from 10 up.</span>
        )}
      </figcaption>
    </figure>
  );
}
