import { Cell, HeadCell, Row } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { formatNumber } from "@/lib/kernel/format-number";
import { exposureFinding } from "@/lib/risk-pictures/rules/findings";
import { Legend, Swatch } from "./legend";
import { PicturePanel } from "./picture-panel";

export type Share = {
  key: string;
  name: string;
  count: number;
  above: number;
  inherent: number;
  current: number;
  /** The risks behind it. */
  href?: string | undefined;
};

type SharePictureProps = {
  title: string;
  /** What a line is: a category, a stage, a project. */
  part: string;
  shares: readonly Share[];
};

function Bar({ share, most }: { share: Share; most: number }) {
  const widthOf = (score: number) => (100 * score) / most;
  return (
    <div className="grid gap-0.5">
      <p className="flex justify-between gap-3 text-xs">
        <span>
          {share.name}
          {share.above > 0 && (
            <span className="text-bad-ink">, {formatNumber(share.above)} above appetite</span>
          )}
        </span>
        <b className="font-semibold">{formatNumber(share.current)}</b>
      </p>
      <svg
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
        className="h-3 w-full overflow-visible"
        aria-hidden="true"
      >
        <rect x="0" y="1.5" width={widthOf(share.current)} height="7" className="fill-data-cur" />
        <rect
          x="0"
          y="0"
          width={widthOf(share.inherent)}
          height="10"
          className="fill-none stroke-ink-3 [vector-effect:non-scaling-stroke]"
        />
      </svg>
    </div>
  );
}

/** Bars from zero on one scale, the longest first: what stands now inside of what was raised. */
export function SharePicture({ title, part, shares }: SharePictureProps) {
  const most = Math.max(1, ...shares.flatMap(({ inherent, current }) => [inherent, current]));
  return (
    <PicturePanel
      title={title}
      finding={exposureFinding(shares)}
      note="Scores of open and accepted risks added up. Above appetite are open ones."
      table={{
        caption: `${title}: risks and their scores`,
        head: (
          <>
            <HeadCell>{part}</HeadCell>
            <HeadCell align="number">Risks</HeadCell>
            <HeadCell align="number">Above appetite</HeadCell>
            <HeadCell align="number">As raised</HeadCell>
            <HeadCell align="number">Current</HeadCell>
          </>
        ),
        rows: shares.map(({ key, name, href, count, above, inherent, current }) => (
          <Row key={key}>
            <Cell kind="lead">
              {href === undefined ? (
                name
              ) : (
                <Link href={href} className="hover:underline">
                  {name}
                </Link>
              )}
            </Cell>
            <Cell align="number">{formatNumber(count)}</Cell>
            <Cell align="number">{formatNumber(above)}</Cell>
            <Cell align="number">{formatNumber(inherent)}</Cell>
            <Cell align="number">{formatNumber(current)}</Cell>
          </Row>
        )),
      }}
    >
      <div className="grid gap-2">
        {shares.map((share) => (
          <Bar key={share.key} share={share} most={most} />
        ))}
        <Legend
          keys={[
            { name: "Current score", mark: <Swatch kind="full" fill="var(--wm-data-cur)" /> },
            { name: "Score as raised", mark: <Swatch kind="hollow" fill="var(--wm-ink-3)" /> },
          ]}
        />
      </div>
    </PicturePanel>
  );
}
