import { TrailMini } from "@/components/trail/trail-mini";
import { TrailMiniHead } from "@/components/trail/trail-mini-head";
import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { DueDay } from "@/components/ui/due-day";
import { GateSymbol } from "@/components/ui/gate-symbol";
import { Link } from "@/components/ui/link";
import { ScoreTile } from "@/components/ui/score-tile";
import { StateLabel } from "@/components/ui/state-label";
import { drawableTrail } from "@/lib/portfolio/rules/mini-trail";
import { type PortfolioAddress, portfolioHref } from "@/lib/portfolio/rules/portfolio-address";
import { slipSentence, slipTone, slipWords } from "@/lib/portfolio/rules/slip-words";
import type { PortfolioRowView } from "@/lib/portfolio/schema";

type TableProps = { rows: readonly PortfolioRowView[]; address: PortfolioAddress; now: Date };

const slipClass = { idle: "text-ink-3", warn: "text-warn-ink", bad: "text-bad-ink" } as const;

const directions = {
  due: "ascending",
  name: "ascending",
  slip: "descending",
  risk: "descending",
} as const;

function trailWords(row: PortfolioRowView): string {
  const stage = row.trail.stages.find(({ number }) => number === row.stageNumber);
  const where = stage === undefined ? "not started" : `in ${stage.name}`;
  const loops = row.iteration > 1 ? `, iteration ${row.iteration}` : "";
  return `${row.name}: ${where}${loops}, ${slipSentence(row.slipDays)}`;
}

function NextGate({ row }: { row: PortfolioRowView }) {
  const { nextGate } = row;
  if (nextGate === null) {
    return <span className="text-ink-3">All passed</span>;
  }
  return (
    <Link className="wm-portfolio-gate" href={`/projects/${row.id}/gates/${nextGate.id}`}>
      <GateSymbol state={nextGate.state} label="auto" />
      <b>{nextGate.code}</b>
      <span className="truncate">{nextGate.name}</span>
    </Link>
  );
}

function TopRisk({ row: { id, topRisk } }: { row: PortfolioRowView }) {
  if (topRisk === null) {
    return <span className="text-ink-3">None open</span>;
  }
  return (
    <Link
      className="wm-portfolio-gate"
      href={`/projects/${id}/risks?risk=${topRisk.id}`}
      title={topRisk.title}
    >
      <ScoreTile
        score={topRisk.score}
        shade={topRisk.shade}
        label={topRisk.isAboveAppetite ? "Above appetite" : "Score"}
      />
      <span className="truncate">{topRisk.title}</span>
    </Link>
  );
}

function ProjectRow({ row, now }: { row: PortfolioRowView; now: Date }) {
  const paused = row.status === "active" ? "moving" : "paused";
  return (
    <Row>
      <Cell kind="lead">
        <Link href={`/projects/${row.id}`} className="font-semibold">
          {row.name}
        </Link>
      </Cell>
      <Cell>
        <TrailMini
          trail={drawableTrail(row.trail, { slipDays: row.slipDays, paused })}
          label={trailWords(row)}
        />
      </Cell>
      <Cell align="number" label="Slip">
        <span className={slipClass[slipTone(row.slipDays)]}>{slipWords(row.slipDays)}</span>
      </Cell>
      <Cell label="Health">
        <span title={row.health.reason}>
          {row.status === "closed" ? (
            <span className="text-ink-3">Closed</span>
          ) : (
            <StateLabel kind="health" state={row.health.state} />
          )}
        </span>
      </Cell>
      <Cell label="Next gate">
        <NextGate row={row} />
      </Cell>
      <Cell label="Due">
        {row.nextGate !== null && <DueDay on={row.nextGate.dueOn} now={now} />}
      </Cell>
      <Cell label="Top risk">
        <TopRisk row={row} />
      </Cell>
      <Cell label="Owner">
        <span className="whitespace-nowrap">{row.owner.name}</span>
      </Cell>
    </Row>
  );
}

/** One row, one project: the trail tells more than the other columns together. */
export function PortfolioTable({ rows, address, now }: TableProps) {
  const sort = address.sort ?? "due";
  const sortedBy = (name: keyof typeof directions) => ({
    sortHref: portfolioHref(address, { sort: name }),
    sorted: sort === name ? directions[name] : undefined,
  });
  const stages = Math.max(1, ...rows.map((row) => row.trail.stages.length));
  return (
    <DataTable
      caption="Projects with trail, slip, health and next gate"
      density="dense"
      edge="page"
      head={
        <>
          <HeadCell sticky="yes" {...sortedBy("name")}>
            Project
          </HeadCell>
          <HeadCell sticky="yes">
            <TrailMiniHead stages={stages} />
          </HeadCell>
          <HeadCell sticky="yes" align="number" {...sortedBy("slip")}>
            Slip
          </HeadCell>
          <HeadCell sticky="yes">Health</HeadCell>
          <HeadCell sticky="yes">Next gate</HeadCell>
          <HeadCell sticky="yes" {...sortedBy("due")}>
            Due
          </HeadCell>
          <HeadCell sticky="yes" {...sortedBy("risk")}>
            Top risk
          </HeadCell>
          <HeadCell sticky="yes">Owner</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <ProjectRow key={row.id} row={row} now={now} />
      ))}
    </DataTable>
  );
}
