import { SubmitButton } from "@/components/ui/submit-button";
import { dayInWords } from "@/lib/kernel/calendar";
import type { DelegationsView, DelegationView } from "@/lib/signing/schema/views";

const wordsOf = {
  runs: "Runs now",
  to_come: "To come",
  over: "Over",
  ended: "Ended",
} as const satisfies Record<DelegationView["state"], string>;

type DelegationListProps = { view: DelegationsView; end: (form: FormData) => Promise<void> };

/** Who signs for the reader, and for whom the reader may sign. */
export function DelegationList({ view, end }: DelegationListProps) {
  const { given, received } = view;
  return (
    <>
      {given.length + received.length === 0 && (
        <p className="text-ink-2 text-sm">Nobody signs for you, and you sign for nobody else.</p>
      )}
      <ul className="divide-y divide-line">
        {given.map((row) => (
          <li key={row.id} className="flex items-start gap-3 py-2">
            <Words row={row} lead={`${row.to.name} for you`} />
            {(row.state === "runs" || row.state === "to_come") && (
              <form action={end}>
                <input type="hidden" name="delegationId" value={row.id} />
                <SubmitButton variant="danger">End</SubmitButton>
              </form>
            )}
          </li>
        ))}
        {received.map((row) => (
          <li key={row.id} className="flex items-start gap-3 py-2">
            <Words row={row} lead={`You for ${row.from.name}`} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Words({ row, lead }: { row: DelegationView; lead: string }) {
  return (
    <div className="min-w-0 flex-1">
      <p className="font-semibold">
        {lead} <span className="font-normal text-ink-2 text-xs">{wordsOf[row.state]}</span>
      </p>
      <p className="text-ink-2 text-xs">
        {dayInWords(row.startsOn)} to {dayInWords(row.endsOn)},{" "}
        {row.project ?? `every project of ${row.workspace}`}. {row.reason}
      </p>
    </div>
  );
}
