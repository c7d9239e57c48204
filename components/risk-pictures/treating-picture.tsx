import { Cell, HeadCell, Row } from "@/components/ui/data-table";
import { formatNumber } from "@/lib/kernel/format-number";
import {
  CASES_MIN,
  daysInWords,
  hasEnough,
  treatingFinding,
} from "@/lib/risk-pictures/rules/findings";
import { axisEnd } from "@/lib/risk-pictures/rules/scale";
import type { RiskPicturesView, TreatedView } from "@/lib/risk-pictures/schema/pictures";
import { PicturePanel } from "./picture-panel";

type TreatingProps = { view: Pick<RiskPicturesView, "matrix" | "treated"> };

const WIDTH = 360;
/** A line for the words and the box below it: a long name is never cut. */
const ROW = 42;
const INSET = 6;

const waitWords = (waiting: number) =>
  waiting === 0 ? "" : `; ${formatNumber(waiting)} not treated yet`;

function rowWords(treated: TreatedView): string {
  const { cases, median, waiting } = treated;
  if (cases === 0 || median === null) {
    return `no case${waitWords(waiting)}`;
  }
  const count = cases === 1 ? "1 case" : `${formatNumber(cases)} cases`;
  const middle = hasEnough(treated) ? `median ${daysInWords(median)}` : "too few for a median";
  return `${count}, ${middle}${waitWords(waiting)}`;
}

type BoxProps = { treated: TreatedView; y: number; xOf: (days: number) => number };

/** From least to most a line, the middle half a box, the median a stroke; of few cases the ends only. */
function Box({ treated, y, xOf }: BoxProps) {
  const { least, lower, median, upper, most } = treated;
  if (least === null || most === null || lower === null || upper === null || median === null) {
    return null;
  }
  const [from, to] = [xOf(least), xOf(most)];
  return (
    <g fill="none" stroke="var(--wm-ink)">
      <path d={`M${from} ${y}H${to}M${from} ${y - 4}v8M${to} ${y - 4}v8`} />
      {hasEnough(treated) && (
        <>
          <rect
            x={xOf(lower)}
            y={y - 6}
            width={Math.max(1, xOf(upper) - xOf(lower))}
            height="12"
            fill="var(--wm-spruce-soft)"
            stroke="var(--wm-data-cur)"
          />
          <path d={`M${xOf(median)} ${y - 8}v16`} strokeWidth="2.5" />
        </>
      )}
    </g>
  );
}

function Picture({ view, labelOf }: TreatingProps & { labelOf: (level: number) => string }) {
  const { treated } = view;
  const end = axisEnd(Math.max(...treated.map(({ most }) => most ?? 0)));
  const xOf = (days: number) => INSET + (days / end) * (WIDTH - 2 * INSET);
  const foot = treated.length * ROW + 4;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${foot + 28}`} className="w-full max-w-[26rem]" aria-hidden="true">
      {[0, end / 2, end].map((days) => (
        <g key={days} fontSize="10" fill="var(--wm-ink-3)">
          <path d={`M${xOf(days)} 4V${foot}`} stroke="var(--wm-data-grid)" />
          <text x={xOf(days)} y={foot + 12} textAnchor={anchorOf(days, end)}>
            {formatNumber(days)}
          </text>
        </g>
      ))}
      {treated.map((each, place) => (
        <g key={each.level} fontSize="11">
          <text x={INSET} y={place * ROW + 14} fill="var(--wm-ink-2)">
            <tspan fontWeight="600" fill="var(--wm-ink)">
              {labelOf(each.level)}
            </tspan>
            {` ${rowWords(each)}`}
          </text>
          <Box treated={each} y={place * ROW + 29} xOf={xOf} />
        </g>
      ))}
      <path d={`M${INSET} ${foot}H${WIDTH - INSET}`} stroke="var(--wm-ink-3)" />
      <text x={WIDTH / 2} y={foot + 25} textAnchor="middle" fontSize="10" fill="var(--wm-ink-3)">
        Days from raising to treating
      </text>
    </svg>
  );
}

function anchorOf(days: number, end: number): "start" | "middle" | "end" {
  if (days === 0) {
    return "start";
  }
  return days === end ? "end" : "middle";
}

const shown = (value: number | null) =>
  value === null ? "–" : formatNumber(value, { decimals: 1 });

const heads = ["Treated", "Not yet", "Least", "Lower quartile", "Median", "Upper quartile", "Most"];

/** Days from raising to the first treatment, by the level a risk was raised with. */
export function TreatingPicture({ view }: TreatingProps) {
  const labelOf = (level: number) => view.matrix.levels[level - 1]?.label ?? String(level);
  return (
    <PicturePanel
      title="Time to treat"
      finding={treatingFinding(view.treated, labelOf)}
      note={`A risk is treated the first time it is closed, accepted or, if it was raised above the appetite, brought within it. The box is the middle half, the stroke the median; it takes ${CASES_MIN} cases. What is not treated yet is in no figure.`}
      table={{
        caption: "Days from raising to treating, by the level a risk was raised with",
        head: (
          <>
            <HeadCell>Level when raised</HeadCell>
            {heads.map((head) => (
              <HeadCell key={head} align="number">
                {head}
              </HeadCell>
            ))}
          </>
        ),
        rows: view.treated.map((each) => {
          const figures = [each.least, each.lower, each.median, each.upper, each.most];
          return (
            <Row key={each.level}>
              <Cell kind="lead">{labelOf(each.level)}</Cell>
              {[each.cases, each.waiting, ...figures].map((value, place) => (
                <Cell key={heads[place]} align="number">
                  {shown(value)}
                </Cell>
              ))}
            </Row>
          );
        }),
      }}
    >
      <Picture view={view} labelOf={labelOf} />
    </PicturePanel>
  );
}
