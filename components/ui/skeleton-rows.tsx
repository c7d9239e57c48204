const widths = [86, 64, 78, 52, 70, 44, 82, 58];

/** Grey lines in the final layout; drawn only after 300 ms, so that fast answers do not flicker. */
export function SkeletonRows({ rows = 5, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <div className="wm-skeleton" role="status">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey lines have no identity
        <i key={row} style={{ width: `${widths[row % widths.length]}%` }} />
      ))}
    </div>
  );
}
