type MeterProps = {
  spent: number;
  estimate: number;
  /** Largest value of the column, so that bars of several rows compare. */
  scale?: number;
  unit?: string;
  width?: number;
};

/** The bar is spent, the tick is the estimate; ochre once spent passes the tick. */
export function Meter({ spent, estimate, scale, unit = "d", width = 72 }: MeterProps) {
  const full = Math.max(scale ?? 0, spent, estimate, Number.EPSILON);
  const share = (value: number) => `${Math.round((1000 * value) / full) / 10}%`;
  const isOver = spent > estimate;
  return (
    <span
      className={isOver ? "wm-meter is-over" : "wm-meter"}
      style={{ width }}
      role="img"
      aria-label={`${spent} of ${estimate} ${unit} spent${isOver ? ", over the estimate" : ""}`}
    >
      <i className="is-track" style={{ width: share(Math.max(estimate, spent)) }} />
      <i style={{ width: share(spent) }} />
      <b style={{ left: `calc(${share(estimate)} - 1px)` }} />
    </span>
  );
}
