import { Timestamp } from "@/components/ui/timestamp";

type MeetingProgressProps = {
  reviewed: number;
  total: number;
  since: string;
  now: Date;
  timeZone: string;
};

/** How far the meeting is, in words and as a bar. */
export function MeetingProgress({ reviewed, total, since, now, timeZone }: MeetingProgressProps) {
  const words = `${reviewed} of ${total} reviewed`;
  const share = total === 0 ? 0 : (100 * reviewed) / total;
  return (
    <div className="grid min-w-0 flex-1 basis-80 gap-1.5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <b className="font-semibold">{words}</b>
        <span className="text-xs text-ink-3">
          since <Timestamp at={since} now={now} timeZone={timeZone} show="moment" />
        </span>
      </p>
      <div className="h-1.5 rounded-mark bg-track" aria-hidden="true">
        <div className="h-full rounded-mark bg-spruce" style={{ width: `${share}%` }} />
      </div>
    </div>
  );
}
