type ScoreTileProps = {
  score: number;
  /** One of five colours, lowest first. */
  shade: number;
  label?: string;
};

/** The number is always printed: colour only repeats what the matrix says of it. */
export function ScoreTile({ score, shade, label }: ScoreTileProps) {
  return (
    <span className={`wm-score wm-score-${shade}`} title={label}>
      {label !== undefined && <span className="sr-only">{label} </span>}
      {score}
    </span>
  );
}
