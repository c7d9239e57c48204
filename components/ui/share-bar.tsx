import type { Tone } from "./state-label";

const fills = {
  ok: "bg-spruce",
  warn: "bg-warn-fill",
  bad: "bg-bad-fill",
  review: "bg-review-fill",
  idle: "bg-data-ref",
} satisfies Record<Tone, string>;

type ShareBarProps = { share: number; label: string; tone?: Tone };

/** A part of a whole, 0 to 1. The number belongs beside it in text. */
export function ShareBar({ share, label, tone = "ok" }: ShareBarProps) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <span
      className="block h-1.5 overflow-hidden rounded-mark bg-track"
      role="img"
      aria-label={`${label}: ${percent}%`}
    >
      <i className={`block h-full ${fills[tone]}`} style={{ width: `${percent}%` }} />
    </span>
  );
}
