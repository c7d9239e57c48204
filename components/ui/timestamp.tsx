import { formatAgo, formatClock, formatDay, formatExact, toInstant } from "./format-date";

type TimestampProps = {
  at: Date | string;
  /** The clock of the request; pass it on so that a page tells one time. */
  now?: Date;
  timeZone?: string;
  /** "ago" is relative, "day" the date, "moment" date and time, "second" that with seconds, "exact" with the zone. */
  show?: "ago" | "day" | "moment" | "second" | "exact";
};

export function Timestamp({ at, now = new Date(), timeZone, show = "ago" }: TimestampProps) {
  const exact = formatExact(at, { timeZone });
  const day = formatDay(at, { now, timeZone });
  const texts = {
    ago: formatAgo(at, { now }),
    day,
    moment: `${day}, ${formatClock(at, { timeZone })}`,
    second: exact.replace(/ [^ ]+$/, ""),
    exact,
  };
  return (
    <time dateTime={toInstant(at).toISOString()} title={exact} className="whitespace-nowrap">
      {texts[show]}
    </time>
  );
}
