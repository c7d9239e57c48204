import { Cell, HeadCell, Row } from "@/components/ui/data-table";
import { formatDay } from "@/components/ui/format-date";
import { formatNumber } from "@/lib/kernel/format-number";
import { burnDownFinding } from "@/lib/risk-pictures/rules/findings";
import { axisEnd } from "@/lib/risk-pictures/rules/scale";
import type { BurnDownPoint, RiskPicturesView } from "@/lib/risk-pictures/schema/pictures";
import { Legend, Swatch } from "./legend";
import { PicturePanel } from "./picture-panel";

type BurnDownProps = { view: Pick<RiskPicturesView, "burnDown" | "stepDays">; now: Date };
type Points = readonly BurnDownPoint[];

const PITCH = 10;
const BAR = 6;
/** Height of both plots in their own units; they are stretched to the room they have. */
const HEIGHT = 100;

function Grid({ width }: { width: number }) {
  return (
    <>
      {[0.5, HEIGHT / 2].map((y) => (
        <path
          key={y}
          d={`M0 ${y}H${width}`}
          className="stroke-data-grid [vector-effect:non-scaling-stroke]"
        />
      ))}
      <path
        d={`M0 ${HEIGHT}H${width}`}
        className="stroke-ink-3 [vector-effect:non-scaling-stroke]"
      />
    </>
  );
}

function ExposureLine({ points, end }: { points: Points; end: number }) {
  const width = points.length * PITCH;
  const at = points.map(({ score }, place) => {
    const y = HEIGHT - (score / end) * HEIGHT;
    return `${place * PITCH + PITCH / 2} ${y}`;
  });
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-28 w-full overflow-visible"
      aria-hidden="true"
    >
      <Grid width={width} />
      <path
        d={`M${PITCH / 2} ${HEIGHT}L${at.join("L")}L${width - PITCH / 2} ${HEIGHT}z`}
        className="fill-spruce-soft"
      />
      <path
        d={`M${at.join("L")}`}
        className="fill-none stroke-2 stroke-data-cur [vector-effect:non-scaling-stroke]"
      />
    </svg>
  );
}

function RiskColumns({ points, end }: { points: Points; end: number }) {
  const width = points.length * PITCH;
  const heightOf = (count: number) => (count / end) * HEIGHT;
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-20 w-full overflow-visible"
      aria-hidden="true"
    >
      <Grid width={width} />
      {points.map(({ on, open, accepted }, place) => {
        const x = place * PITCH + (PITCH - BAR) / 2;
        const top = HEIGHT - heightOf(open);
        return (
          <g key={on}>
            <rect x={x} y={top} width={BAR} height={heightOf(open)} className="fill-data-cur" />
            {accepted > 0 && (
              <rect
                x={x}
                y={top - heightOf(accepted)}
                width={BAR}
                height={heightOf(accepted)}
                className="fill-surface stroke-data-cur [vector-effect:non-scaling-stroke]"
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}

type PlotProps = { title: string; end: number; last: string; children: React.ReactNode };

/** The scale on the left, what stands now on the right. */
function Plot({ title, end, last, children }: PlotProps) {
  return (
    <div className="grid gap-1">
      <p className="text-2xs font-medium text-ink-2">{title}</p>
      <div className="grid grid-cols-[2.25rem_minmax(0,1fr)_auto] gap-x-2">
        <p className="flex flex-col justify-between text-right text-2xs text-ink-3 *:leading-none">
          <span>{formatNumber(end)}</span>
          <span>{formatNumber(end / 2)}</span>
          <span>0</span>
        </p>
        {children}
        <p className="self-center text-xs">
          <b className="block font-semibold text-md">{last}</b>
          <span className="text-ink-3">today</span>
        </p>
      </div>
    </div>
  );
}

function Days({ points, now }: { points: Points; now: Date }) {
  const shown = [points[0], points[Math.floor((points.length - 1) / 2)], points.at(-1)];
  return (
    <p className="flex justify-between pr-14 pl-11 text-2xs text-ink-3">
      {shown.map((point, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: first, middle and last stay where they are
        <span key={place}>{point === undefined ? "" : formatDay(point.on, { now })}</span>
      ))}
    </p>
  );
}

function Picture({ points, now }: { points: Points; now: Date }) {
  const last = points.at(-1);
  const highest = axisEnd(Math.max(...points.map(({ score }) => score)));
  const most = axisEnd(Math.max(...points.map(({ open, accepted }) => open + accepted)));
  return (
    <div className="grid gap-3">
      <Plot
        title="Exposure: score of open and accepted risks"
        end={highest}
        last={formatNumber(last?.score ?? 0)}
      >
        <ExposureLine points={points} end={highest} />
      </Plot>
      <Plot title="Risks" end={most} last={formatNumber((last?.open ?? 0) + (last?.accepted ?? 0))}>
        <RiskColumns points={points} end={most} />
      </Plot>
      <Days points={points} now={now} />
      <Legend
        keys={[
          { name: "Open", mark: <Swatch kind="full" fill="var(--wm-data-cur)" /> },
          { name: "Accepted", mark: <Swatch kind="hollow" fill="var(--wm-data-cur)" /> },
        ]}
      />
    </div>
  );
}

const heads = ["Open", "Accepted", "Exposure", "Raised", "Reopened", "Closed"];

function rowsOf(points: Points, now: Date) {
  return points.toReversed().map(({ on, open, accepted, score, raised, reopened, closed }) => (
    <Row key={on}>
      <Cell kind="lead">{formatDay(on, { now })}</Cell>
      {[open, accepted, score, raised, reopened, closed].map((value, place) => (
        <Cell key={heads[place]} align="number">
          {formatNumber(value)}
        </Cell>
      ))}
    </Row>
  ));
}

/** Open risks and their score week by week: two plots over one time. */
export function BurnDownPicture({ view, now }: BurnDownProps) {
  const { burnDown: points, stepDays } = view;
  const weeks = stepDays === 7 ? "week" : `${stepDays / 7} weeks`;
  return (
    <PicturePanel
      title="Burn-down"
      finding={burnDownFinding(points)}
      note={`A point is the end of a day, every ${weeks} up to today. Past levels are shown in the matrix of today.`}
      table={{
        caption: "Open and accepted risks, their score, and what came and went, newest first",
        head: (
          <>
            <HeadCell>End of</HeadCell>
            {heads.map((head) => (
              <HeadCell key={head} align="number">
                {head}
              </HeadCell>
            ))}
          </>
        ),
        rows: rowsOf(points, now),
      }}
    >
      <Picture points={points} now={now} />
    </PicturePanel>
  );
}
