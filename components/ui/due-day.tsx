import { dayIn, daysUntil, formatDay, formatDue } from "./format-date";

type DueDayProps = {
  /** A calendar day, 2026-11-20. */
  on: string;
  now?: Date;
  timeZone?: string;
  /** "plain" for what is over: a done task is not overdue. */
  show?: "due" | "plain";
};

/** The date first, then how far it is: "20 Nov  in 8 d", "9 Nov  3 d overdue". */
export function DueDay({ on, now = new Date(), timeZone, show = "due" }: DueDayProps) {
  const today = dayIn(now, { timeZone });
  const isLate = daysUntil(on, { today }) < 0;
  return (
    <span className="whitespace-nowrap">
      <time dateTime={on}>{formatDay(on, { now })}</time>
      {show === "due" && (
        <span className={isLate ? "ml-2 text-xs text-bad-ink" : "ml-2 text-xs text-ink-3"}>
          {formatDue(on, { today })}
        </span>
      )}
    </span>
  );
}
