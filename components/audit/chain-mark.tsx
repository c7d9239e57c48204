import type { AuditEntryView } from "@/lib/audit/schema";

type Standing = AuditEntryView["standing"];

const standingWords: Readonly<Record<Standing, string>> = {
  checkpoint: "A head was signed here",
  covered: "Covered by a signed head",
  waiting: "Not covered by a signed head yet",
  broken: "The row does not fit its record",
};

/** A ring per entry, dashed until a head covers it, a square where a head was signed, a cross where it is wrong. */
function Mark({ standing }: { standing: Standing }) {
  switch (standing) {
    case "checkpoint":
      return <rect x="4" y="4" width="12" height="12" rx="1" className="fill-spruce" />;
    case "covered":
      return <circle cx="10" cy="10" r="3.5" className="fill-surface stroke-spruce stroke-[1.8]" />;
    case "waiting":
      return (
        <circle
          cx="10"
          cy="10"
          r="3.5"
          strokeDasharray="2.2 1.5"
          className="fill-surface stroke-ink-3 stroke-[1.6]"
        />
      );
    case "broken":
      return (
        <>
          <rect x="3" y="3" width="14" height="14" rx="2" className="fill-bad-fill" />
          <path d="m7 7 6 6m0-6-6 6" className="stroke-surface stroke-2" />
        </>
      );
  }
}

export function ChainMark({ standing }: { standing: Standing }) {
  return (
    <span className="wm-chain" title={standingWords[standing]}>
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
        <Mark standing={standing} />
      </svg>
      <span className="sr-only max-sm:not-sr-only">{standingWords[standing]}</span>
    </span>
  );
}
