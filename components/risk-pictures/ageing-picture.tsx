import { Cell, HeadCell, Row } from "@/components/ui/data-table";
import { formatNumber } from "@/lib/kernel/format-number";
import { bandLabels, bandStarts } from "@/lib/risk-pictures/rules/ages";
import { ageingFinding } from "@/lib/risk-pictures/rules/findings";
import type { RiskPicturesView } from "@/lib/risk-pictures/schema/pictures";
import { shadeOf } from "@/lib/risks/rules/matrix";
import { Legend, Swatch } from "./legend";
import { PicturePanel } from "./picture-panel";

type AgeingProps = { view: Pick<RiskPicturesView, "matrix" | "ages" | "oldest"> };

const WIDTH = 360;
const HEIGHT = 120;
const TOP = 16;
const BAND = WIDTH / bandLabels.length;
const BAR = 38;
/** A block lower than this has no room for its number; the table has it. */
const NUMBER_FROM = 12;
/** The band from which a risk is called old. */
const OLD = bandStarts.indexOf(91) + 1;

type Block = { level: number; count: number; y: number; height: number };

function countAt({ ages }: AgeingProps["view"], band: number, level: number): number {
  return ages.find((aged) => aged.band === band && aged.level === level)?.count ?? 0;
}

/** The highest level stands on the ground, where heights compare best. */
function blocksOf(view: AgeingProps["view"], { band, most }: { band: number; most: number }) {
  let y = TOP + HEIGHT;
  const levels = view.matrix.levels.map((_, index) => view.matrix.levels.length - index);
  return levels.flatMap((level): Block[] => {
    const count = countAt(view, band, level);
    const height = (count / most) * HEIGHT;
    y -= height;
    return count === 0 ? [] : [{ level, count, y, height }];
  });
}

type ColumnProps = AgeingProps & { band: number; most: number };

function Column({ view, band, most }: ColumnProps) {
  const x = band * BAND + (BAND - BAR) / 2;
  const blocks = blocksOf(view, { band, most });
  const total = blocks.reduce((sum, { count }) => sum + count, 0);
  const top = blocks.at(-1)?.y ?? TOP + HEIGHT;
  const middle = band * BAND + BAND / 2;
  return (
    <g textAnchor="middle" fontSize="11" fill="var(--wm-ink)">
      {blocks.map(({ level, count, y, height }) => (
        <g key={level}>
          <rect
            x={x}
            y={y}
            width={BAR}
            height={height}
            fill={`var(--wm-sev-${shadeOf(level, view.matrix.levels.length)})`}
            stroke="var(--wm-ink-3)"
            strokeWidth="0.75"
          />
          {height >= NUMBER_FROM && blocks.length > 1 && (
            <text x={middle} y={y + height / 2 + 4}>
              {count}
            </text>
          )}
        </g>
      ))}
      <text x={middle} y={top - 4} fontWeight="600">
        {formatNumber(total)}
      </text>
      <text x={middle} y={TOP + HEIGHT + 13} fontSize="10" fill="var(--wm-ink-2)">
        {band === bandLabels.length - 1 ? `${bandStarts.at(-1)}+` : bandLabels[band]}
      </text>
    </g>
  );
}

function Picture({ view }: AgeingProps) {
  const totals = bandLabels.map((_, band) =>
    view.ages.filter((aged) => aged.band === band).reduce((sum, { count }) => sum + count, 0),
  );
  const most = Math.max(1, ...totals);
  const levels = view.matrix.levels.map(({ label }, index) => ({ label, level: index + 1 }));
  return (
    <div className="grid gap-2">
      <svg
        viewBox={`0 0 ${WIDTH} ${TOP + HEIGHT + 30}`}
        className="w-full max-w-[26rem]"
        aria-hidden="true"
      >
        {bandLabels.map((label, band) => (
          <Column key={label} view={view} band={band} most={most} />
        ))}
        <path d={`M0 ${TOP + HEIGHT}H${WIDTH}`} stroke="var(--wm-ink-3)" />
        <text
          x={WIDTH / 2}
          y={TOP + HEIGHT + 27}
          textAnchor="middle"
          fontSize="10"
          fill="var(--wm-ink-3)"
        >
          Days since it was identified
        </text>
      </svg>
      <Legend
        keys={levels.toReversed().map(({ label, level }) => ({
          name: label,
          mark: <Swatch kind="full" fill={`var(--wm-sev-${shadeOf(level, levels.length)})`} />,
        }))}
      />
    </div>
  );
}

/** Open risks by how long they are known, the highest level at the ground. */
export function AgeingPicture({ view }: AgeingProps) {
  const { ages, oldest, matrix } = view;
  const open = ages.reduce((sum, { count }) => sum + count, 0);
  const old = ages.filter(({ band }) => band >= OLD).reduce((sum, { count }) => sum + count, 0);
  const oldFrom = bandStarts[OLD - 1] ?? 0;
  return (
    <PicturePanel
      title="Ageing"
      finding={ageingFinding({ open, old, oldFrom, oldest })}
      note="Open risks only, from the day each was identified."
      table={{
        caption: "Open risks by level and by days since they were identified",
        head: (
          <>
            <HeadCell>Level</HeadCell>
            {bandLabels.map((label) => (
              <HeadCell key={label} align="number">
                {label}
              </HeadCell>
            ))}
          </>
        ),
        rows: matrix.levels
          .map(({ label }, index) => (
            <Row key={label}>
              <Cell kind="lead">{label}</Cell>
              {bandLabels.map((band, place) => (
                <Cell key={band} align="number">
                  {formatNumber(countAt(view, place, index + 1))}
                </Cell>
              ))}
            </Row>
          ))
          .toReversed(),
      }}
    >
      <Picture view={view} />
    </PicturePanel>
  );
}
