import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { formatNumber } from "@/lib/kernel/format-number";
import { whatHoldsAGate } from "@/lib/risks/rules";
import { levelAt, shadeOf } from "@/lib/risks/rules/matrix";
import type { RiskRegisterView } from "@/lib/risks/schema";
import { listHref, type Register } from "./register-address";

type RegisterSummaryProps = {
  view: RiskRegisterView;
  register: Register;
  extent: "project" | "workspace";
};

type FigureProps = { name: string; value: number; tone?: "bad" | "plain" };

function Figure({ name, value, tone = "bad" }: FigureProps) {
  return (
    <div className="grid content-between gap-0.5 border-l border-line-2 pl-3">
      <dt className="text-xs text-ink-2">{name}</dt>
      <dd
        className={`text-xl font-semibold ${tone === "bad" && value > 0 ? "text-bad-ink" : "text-ink"}`}
      >
        {formatNumber(value)}
      </dd>
    </div>
  );
}

function Figures({ view }: Pick<RegisterSummaryProps, "view">) {
  const { counts, gates } = view;
  const next = gates.find((gate) => gate.isNext);
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(7rem,1fr))] gap-y-2 border-y border-line-2 py-2">
      <Figure name="Above appetite" value={counts.aboveAppetite} />
      <Figure name="Review overdue" value={counts.reviewOverdue} />
      <Figure name="Treatment overdue" value={counts.overdue} />
      {next !== undefined && (
        <Figure name={`Bound to ${next.code}`} value={next.count} tone="plain" />
      )}
    </dl>
  );
}

function Totals({ totals }: Pick<RiskRegisterView, "totals">) {
  const most = Math.max(1, totals.inherent, totals.current, totals.residual);
  const bars = [
    { name: "Inherent", value: totals.inherent, fill: "bg-data-ref" },
    { name: "Current", value: totals.current, fill: "bg-data-cur" },
    { name: "Residual", value: totals.residual, fill: "bg-data-alt" },
  ];
  return (
    <div className="grid gap-1">
      <h3 className="text-2xs font-medium text-ink-2">
        Total score as raised, as it is and once treated
      </h3>
      <dl className="grid gap-1">
        {bars.map(({ name, value, fill }) => (
          <div key={name} className="grid grid-cols-[3.5rem_minmax(0,1fr)] items-center gap-2">
            <dt className="text-xs text-ink-2">{name}</dt>
            <dd className="flex items-center gap-2 text-xs font-semibold">
              <span
                aria-hidden="true"
                className={`h-3 ${fill}`}
                style={{ width: `${Math.round((80 * value) / most)}%` }}
              />
              {formatNumber(value)}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

type Column = {
  id: string;
  label: string;
  /** Said to whoever does not see the column. */
  name: string;
  value: number;
  fill: string;
  href?: string | undefined;
};

const HIGHEST = 40;

function ColumnMark({ value, label, fill, most }: Column & { most: number }) {
  return (
    <span aria-hidden="true" className="grid justify-items-center">
      <span className="text-xs font-semibold">{formatNumber(value)}</span>
      <span
        className="w-8 border-x border-t border-ink-3"
        style={{ background: fill, height: Math.max(1, Math.round((HIGHEST * value) / most)) }}
      />
      <span className="w-full border-t border-line-3 px-1 pt-0.5 text-center text-2xs text-ink-2">
        {label}
      </span>
    </span>
  );
}

type ColumnLinkProps = { href: string | undefined; name: string; children: ReactNode };

function ColumnLink({ href, name, children }: ColumnLinkProps) {
  const named = (
    <>
      <span className="sr-only">{name}</span>
      {children}
    </>
  );
  return href === undefined ? (
    named
  ) : (
    <Link href={href} scroll={false} title={name} className="block hover:bg-chrome-2">
      {named}
    </Link>
  );
}

function Columns({ title, columns }: { title: string; columns: readonly Column[] }) {
  const most = Math.max(1, ...columns.map(({ value }) => value));
  return (
    <div className="grid gap-1">
      <h3 className="text-2xs font-medium text-ink-2">{title}</h3>
      <ul className="flex flex-wrap items-end gap-y-2">
        {columns.map((column) => (
          <li key={column.id} className="min-w-12">
            <ColumnLink href={column.href} name={column.name}>
              <ColumnMark {...column} most={most} />
            </ColumnLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

const risksOf = (count: number) => (count === 1 ? "1 risk" : `${formatNumber(count)} risks`);

function gateColumns({ view, register }: RegisterSummaryProps): Column[] {
  return view.gates.map(({ id, code, name, count, score, isNext }) => ({
    id: id ?? "none",
    label: code ?? "none",
    name:
      id === null
        ? `Bound to no gate: score ${score}, ${risksOf(count)}`
        : `${code} ${name}${isNext ? ", the next gate" : ""}: score ${score}, ${risksOf(count)}`,
    value: score,
    fill: isNext ? "var(--wm-warn-fill)" : "var(--wm-data-cur)",
    href: id === null ? undefined : listHref(register, { gate: id }),
  }));
}

function levelColumns({ view, register }: RegisterSummaryProps): Column[] {
  const { matrix, heatMap } = view;
  const isNow = register.search.map === "current";
  return matrix.levels.map(({ label }, index) => {
    const level = index + 1;
    const count = heatMap
      .filter((cell) => levelAt(matrix, cell) === level)
      .reduce((sum, cell) => sum + cell.count, 0);
    return {
      id: label,
      label,
      name: `${label}: ${risksOf(count)}`,
      value: count,
      fill: `var(--wm-sev-${shadeOf(level, matrix.levels.length)})`,
      // The filter by level goes by the current one.
      href: isNow ? listHref(register, { band: level }) : undefined,
    };
  });
}

const discWords = {
  current: "As it is: its number, or how many",
  residual: "Once treated: its number, or how many",
};

function Legend({ map }: Pick<Register["search"], "map">) {
  const part = "inline-flex items-center gap-1.5";
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-xs text-ink-2">
      <li className={part}>
        <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
          <circle className="wm-heat-from" cx="5" cy="5" r="3" />
        </svg>
        As raised: drawn from 10 up, the others at their cell
      </li>
      <li className={part}>
        <span aria-hidden="true" className="wm-mark size-3 rounded-full bg-ink" />
        {discWords[map]}
      </li>
      <li className={part}>
        <span aria-hidden="true" className="h-0.5 w-4 bg-ink" />
        Appetite
      </li>
    </ul>
  );
}

/** Beside the heat map: what asks for somebody, and where the score comes from. */
export function RegisterSummary(props: RegisterSummaryProps) {
  const { view, extent, register } = props;
  const { open } = view.counts;
  const { map } = register.search;
  return (
    <div className="grid min-w-0 flex-1 basis-72 content-start gap-4">
      <div className="grid gap-2">
        <h2 className="text-lg font-semibold">
          {open === 1 ? "1 open risk" : `${formatNumber(open)} open risks`}
        </h2>
        <p className="max-w-measure text-ink-2">{whatHoldsAGate}</p>
      </div>
      <Figures view={view} />
      {view.heatMap.length > 0 && (
        <>
          <Totals totals={view.totals} />
          {extent === "project" ? (
            <Columns title="Current score by gate" columns={gateColumns(props)} />
          ) : (
            <Columns
              title={
                map === "current" ? "Living risks by level" : "Living risks by level, once treated"
              }
              columns={levelColumns(props)}
            />
          )}
          <Legend map={map} />
        </>
      )}
    </div>
  );
}
