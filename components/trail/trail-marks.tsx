import {
  atWidth,
  betweenAlong,
  cssAlong,
  type PlanLine,
  planLine,
  positionPlace,
  railPlace,
  stageCells,
  type TrailCell,
  type TrailView,
} from "@/lib/projects/rules/trail-geometry";

function Cell({ cell }: { cell: TrailCell }) {
  const style = { left: cssAlong(cell.start), width: cssAlong(betweenAlong(cell.start, cell.end)) };
  return (
    <i className="wm-trail-cell" data-state={cell.state} style={style}>
      {cell.fill > 0 && <b style={{ width: `${Math.round(cell.fill * 1000) / 10}%` }} />}
    </i>
  );
}

function Plan({ line, show }: { line: PlanLine; show: TrailSize }) {
  const start = { share: 0, px: 10 };
  const isLate = line.drift === "behind";
  return (
    <>
      <i
        className="wm-trail-plan"
        style={{ left: cssAlong(start), width: cssAlong(betweenAlong(start, line.turn)) }}
      />
      {isLate && (
        <i
          className="wm-trail-plan is-late"
          style={{ left: cssAlong(line.turn), width: cssAlong(betweenAlong(line.turn, line.end)) }}
        />
      )}
      <i
        className={isLate ? "wm-trail-plan-end is-late" : "wm-trail-plan-end"}
        style={{ left: cssAlong(line.end) }}
      />
      {show === "full" && <PlanLabel line={line} />}
    </>
  );
}

function PlanLabel({ line }: { line: PlanLine }) {
  const className = line.drift === "behind" ? "wm-trail-plan-label is-late" : "wm-trail-plan-label";
  const anchor = line.labelSide === "after" ? line.end : line.turn;
  return (
    <span className={className} data-side={line.labelSide} style={{ left: cssAlong(anchor) }}>
      Plan for today: {line.label}
    </span>
  );
}

export type TrailSize = "full" | "bar";

/** Rail, cells, plan and blaze: a picture over the links, told in words by the links themselves. */
export function TrailMarks({ trail, size }: { trail: TrailView; size: TrailSize }) {
  const stages = trail.stages.length;
  const end = railPlace(stages, { index: stages, share: 0 });
  const line = planLine(trail);
  return (
    <div className="wm-trail-marks" aria-hidden="true">
      <i
        className="wm-trail-base"
        style={{ width: cssAlong({ share: end.share, px: end.px - 27 }) }}
      />
      {trail.stages.flatMap((stage, index) =>
        stageCells(stages, stage, index).map((cell) => (
          <Cell key={`${stage.id} ${cell.id}`} cell={cell} />
        )),
      )}
      {line !== null && <Plan line={line} show={size} />}
      <i
        className="wm-trail-blaze"
        style={{ left: cssAlong(positionPlace(stages, trail.position)) }}
      />
    </div>
  );
}

/** For those who read: where the project is and how far from its plan. */
export function trailSummary(trail: TrailView): string {
  const here =
    trail.stages[Math.min(trail.stages.length - 1, Math.max(0, Math.floor(trail.position)))];
  const line = planLine(trail);
  const parts = [
    here === undefined ? "not started" : `in ${here.number} ${here.name}`,
    ...(trail.paused ? ["paused"] : []),
    ...(line === null ? [] : [line.label.toLowerCase()]),
  ];
  return parts.join(", ");
}

const nominalWidth = 1176;

/** Whether two places are in drawing order at the nominal width. */
export function isBefore(one: Parameters<typeof atWidth>[0], other: typeof one): boolean {
  return atWidth(one, nominalWidth) < atWidth(other, nominalWidth);
}
