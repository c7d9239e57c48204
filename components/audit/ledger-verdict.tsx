import { Timestamp } from "@/components/ui/timestamp";
import { formatNumber } from "@/lib/kernel/format-number";
import type { VerifyLedgerView } from "@/lib/ledger/schema";

export type Verified = VerifyLedgerView & { at: string };

const SHOWN = 5;

type LedgerVerdictProps = { size: number; result: Verified | null; timeZone: string };

function Broken({ result }: { result: Verified }) {
  const [first, ...others] = result.findings;
  return (
    <>
      <h2 className="font-semibold text-bad-ink text-lg">
        {first?.index == null
          ? "The ledger does not fit"
          : `Entry ${formatNumber(first.index)} does not fit`}
      </h2>
      <p>{first?.what}</p>
      {others.length > 0 && (
        <ul className="text-sm">
          {others.slice(0, SHOWN).map((finding) => (
            <li key={`${finding.index} ${finding.what}`}>
              {finding.index === null ? "" : `Entry ${formatNumber(finding.index)}: `}
              {finding.what}
            </li>
          ))}
        </ul>
      )}
      <p className="text-ink-2 text-sm">
        Do not rely on what is written below. Keep a copy of the database as it is now, and compare
        with a backup or a witness.
      </p>
    </>
  );
}

function Intact({ result, timeZone }: { result: Verified; timeZone: string }) {
  const { from, to, size } = result;
  const part = from === 0 ? "" : ` The ${formatNumber(from)} before them were not looked at.`;
  return (
    <>
      <h2 className="font-semibold text-lg">
        {from === 0 ? "The record is intact" : "The newest entries are intact"}
      </h2>
      <p className="text-ink-2">
        {to === 0
          ? "There is no entry yet."
          : `Verified to entry ${formatNumber(to - 1)}, ${formatNumber(to - from)} of ${formatNumber(size)} recomputed from their records.${part}`}{" "}
        Finished <Timestamp at={result.at} show="exact" timeZone={timeZone} />.
      </p>
    </>
  );
}

/** What is known of the ledger in words: its size alone until somebody has it verified. */
export function LedgerVerdict({ size, result, timeZone }: LedgerVerdictProps) {
  if (result !== null) {
    return result.isValid ? (
      <Intact result={result} timeZone={timeZone} />
    ) : (
      <Broken result={result} />
    );
  }
  return (
    <>
      <h2 className="font-semibold text-lg">
        The ledger holds {formatNumber(size)} {size === 1 ? "entry" : "entries"}
      </h2>
      <p className="text-ink-2">
        {size === 0
          ? "The first change in this workspace becomes entry 0."
          : `They are numbered 0 to ${formatNumber(size - 1)} without a gap. Verify now has each of them recomputed from its own record.`}
      </p>
    </>
  );
}
