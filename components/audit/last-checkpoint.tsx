import { HashText } from "@/components/ui/hash-text";
import { Timestamp } from "@/components/ui/timestamp";
import { formatNumber } from "@/lib/kernel/format-number";
import type { LedgerStateView } from "@/lib/ledger/schema";

type LastCheckpointProps = { state: LedgerStateView; timeZone: string };

export function LastCheckpoint({ state, timeZone }: LastCheckpointProps) {
  const { signedRoot, signedSize, signedUpToAt, whyNotSigned } = state;
  return (
    <div className="min-w-0 border-paper-line text-sm sm:border-l sm:pl-6">
      <h3 className="text-ink-2 text-xs">Last checkpoint</h3>
      {signedRoot === null ? (
        <p>No head of this ledger is signed yet.</p>
      ) : (
        <>
          <HashText hash={signedRoot} copy="yes" />
          <p className="text-ink-2">
            {formatNumber(signedSize)} entries
            {signedUpToAt !== null && (
              <>
                , up to <Timestamp at={signedUpToAt} show="exact" timeZone={timeZone} />
              </>
            )}
          </p>
        </>
      )}
      {whyNotSigned !== null && <p className="text-bad-ink">Not signed further. {whyNotSigned}</p>}
    </div>
  );
}
