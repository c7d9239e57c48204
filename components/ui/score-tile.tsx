export type SeverityStep = 1 | 2 | 3 | 4 | 5;

/** Steps of the 5 by 5 scale: 1–3, 4–6, 7–9, 10–14, 15–25. */
export function severityStep(score: number): SeverityStep {
  if (score >= 15) {
    return 5;
  }
  if (score >= 10) {
    return 4;
  }
  if (score >= 7) {
    return 3;
  }
  return score >= 4 ? 2 : 1;
}

/** The number is always printed: colour only repeats it. */
export function ScoreTile({ score, label }: { score: number; label?: string }) {
  return (
    <span className={`wm-score wm-score-${severityStep(score)}`} title={label}>
      {label !== undefined && <span className="sr-only">{label} </span>}
      {score}
    </span>
  );
}
