import { Timestamp } from "@/components/ui/timestamp";
import { formatNumber } from "@/lib/kernel/format-number";
import type { LedgerStateView } from "@/lib/ledger/schema";

type Witness = LedgerStateView["witnesses"][number];
type WitnessesProps = { state: LedgerStateView; timeZone: string };

function Took({ witness, timeZone }: { witness: Witness; timeZone: string }) {
  const { size, takenAt, matches } = witness;
  if (takenAt === null) {
    return <>has taken no head yet</>;
  }
  return (
    <>
      {formatNumber(size)} entries, <Timestamp at={takenAt} show="exact" timeZone={timeZone} />
      {matches === true && ", its copy matches"}
    </>
  );
}

/** What makes a witness worth a second look, in words. */
function Trouble({ witness }: { witness: Witness }) {
  if (witness.matches === false) {
    return (
      <span className="block text-bad-ink">
        Its copy is missing or differs from what was signed here.
      </span>
    );
  }
  if (witness.failedAt !== null) {
    return <span className="block text-warn-ink">The last try failed: {witness.failure}</span>;
  }
  return null;
}

/** Who holds signed heads outside the database, what they hold, and since when. */
export function Witnesses({ state, timeZone }: WitnessesProps) {
  const { witnesses } = state;
  return (
    <div className="min-w-0 max-w-80 border-paper-line text-sm sm:border-l sm:pl-6">
      <h3 className="text-ink-2 text-xs">Also held by</h3>
      {witnesses.length === 0 ? (
        <p className="text-ink-2">
          Nobody yet. A witness elsewhere makes a rewritten ledger show; whoever runs Waymark names
          one in its settings.
        </p>
      ) : (
        <ul className="grid gap-0.5">
          {witnesses.map((witness) => (
            <li key={witness.way} className="[overflow-wrap:anywhere]">
              {witness.name}{" "}
              <span className="text-ink-2">
                <Took witness={witness} timeZone={timeZone} />
              </span>
              <Trouble witness={witness} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
