"use client";

import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { type Level, scoreOf } from "@/lib/risks/rules";
import { isBeyondLine, levelWords, shadeAt } from "@/lib/risks/rules/matrix";
import type { RiskRegisterView } from "@/lib/risks/schema";
import { HiddenMoves, MatrixMarks } from "./matrix-marks";
import { MatrixTwin } from "./matrix-twin";
import { listHref, type Register } from "./register-address";

type MatrixPicture = Pick<RiskRegisterView, "heatMap" | "moves" | "matrix">;

type RiskMatrixProps = {
  view: MatrixPicture;
  /** Where the cells lead; without it they are only looked at. */
  register?: Register;
  /** What is counted, read out before the table. */
  caption?: string;
  /** What an arrow says of where it begins. */
  origin?: string;
  children?: ReactNode;
};

type FilledCell = RiskRegisterView["heatMap"][number];

const NUMBERS_SHOWN = 4;

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

function nameOf(view: RiskMatrixProps["view"], cell: FilledCell): string {
  const risks = cell.count === 1 ? "1 risk" : `${cell.count} risks`;
  const numbers = cell.numbers.length === 0 ? "" : ` (numbers ${cell.numbers.join(", ")})`;
  return `${levelWords(view.matrix, cell)}, score ${scoreOf(cell)}: ${risks}${numbers}`;
}

type CellProps = Pick<RiskMatrixProps, "view" | "register"> & { level: Level };

const filledClass = "group absolute inset-0 z-1 grid place-items-center pt-3.5";

function FilledCell({ cell, view, register }: Omit<CellProps, "level"> & { cell: FilledCell }) {
  const { likelihood, impact } = cell;
  const name = nameOf(view, cell);
  if (register === undefined) {
    return (
      <span className={filledClass} title={name}>
        <span className="sr-only">{name}</span>
        <span aria-hidden="true">
          <Discs cell={cell} />
        </span>
      </span>
    );
  }
  const { search } = register;
  const isChosen = search.likelihood === likelihood && search.impact === impact;
  const chosen = isChosen ? { likelihood: undefined, impact: undefined } : { likelihood, impact };
  return (
    <Link
      href={listHref(register, chosen)}
      scroll={false}
      aria-current={isChosen ? "true" : undefined}
      title={isChosen ? "Show every cell again" : name}
      className={`${filledClass} hover:z-2 hover:outline-2 hover:-outline-offset-2 hover:outline-spruce focus-visible:z-2 aria-[current]:outline-2 aria-[current]:-outline-offset-2 aria-[current]:outline-spruce`}
    >
      <span className="sr-only">{name}</span>
      <span aria-hidden="true">
        <Discs cell={cell} />
      </span>
      <HiddenMoves cell={cell} moves={view.moves} rows={view.matrix.impacts.length} />
    </Link>
  );
}

function MatrixCell({ level, view, ...rest }: CellProps) {
  const cell = view.heatMap.find(
    ({ likelihood, impact }) => likelihood === level.likelihood && impact === level.impact,
  );
  return (
    <td
      className="relative h-14 w-14 border border-surface p-0 align-top"
      style={{ background: `var(--wm-sev-${shadeAt(view.matrix, level)})` }}
    >
      <span
        className="absolute top-px left-px z-1 px-0.5 text-2xs text-ink"
        style={{ background: "inherit" }}
        aria-hidden={cell !== undefined}
      >
        {scoreOf(level)}
      </span>
      {cell !== undefined && <FilledCell cell={cell} view={view} {...rest} />}
    </td>
  );
}

const usual = "Living risks by likelihood and impact.";

function captionOf({ view, caption = usual, register }: RiskMatrixProps): string {
  const above = view.heatMap.filter((cell) => isBeyondLine(view.matrix, cell));
  const count = above.reduce((sum, cell) => sum + cell.count, 0);
  const link = register === undefined ? "" : " A cell leads to its risks.";
  return `${caption} ${count} of them stand above the appetite line, accepted ones included.${link}`;
}

function MatrixTable(props: Omit<RiskMatrixProps, "children">) {
  const { view } = props;
  const { likelihoods } = view.matrix;
  const impacts = view.matrix.impacts.toReversed();
  return (
    <table className="border-separate border-spacing-0 text-xs text-ink-3">
      <caption className="sr-only">{captionOf(props)}</caption>
      <thead>
        <tr>
          <td className="h-5 p-0 pr-2 text-right text-2xs font-semibold text-ink">Impact</td>
          <td colSpan={likelihoods.length} />
        </tr>
      </thead>
      <tbody>
        {impacts.map(({ label, meaning }, index) => (
          <tr key={label}>
            <th scope="row" title={meaning} className="w-18 pr-2 text-right font-normal">
              {label}
            </th>
            {likelihoods.map((step, place) => (
              <MatrixCell
                key={step.label}
                level={{ likelihood: place + 1, impact: impacts.length - index }}
                {...props}
              />
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          {likelihoods.map(({ label, meaning }) => (
            <th
              key={label}
              scope="col"
              title={meaning}
              className="w-14 pt-1 align-top text-2xs font-normal leading-tight"
            >
              {label}
            </th>
          ))}
        </tr>
        <tr>
          <td />
          <td
            colSpan={likelihoods.length}
            className="pt-1 text-center text-2xs font-semibold text-ink"
          >
            Likelihood
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

/** Impact upwards, likelihood to the right; each filled cell of a register is a filter. */
export function RiskMatrix(props: RiskMatrixProps) {
  const { view, caption = usual, origin = "Raised elsewhere", children } = props;
  return (
    <figure className="min-w-0 max-w-[27rem]">
      <div className="overflow-x-auto pb-1">
        <div className="relative w-fit">
          <MatrixTable {...props} />
          <MatrixMarks {...view} />
        </div>
      </div>
      {Boolean(children) && (
        <figcaption className="mt-2 grid gap-0.5 text-xs text-ink-3">{children}</figcaption>
      )}
      <div className="mt-2">
        <MatrixTwin view={view} caption={caption} origin={origin} />
      </div>
    </figure>
  );
}
