import { CopyButton } from "@/components/ui/copy-button";
import { Disclosure } from "@/components/ui/disclosure";
import { HashText } from "@/components/ui/hash-text";
import { Timestamp } from "@/components/ui/timestamp";
import type { AuditEntryDetailView } from "@/lib/audit/schema";
import { formatNumber } from "@/lib/kernel/format-number";

type EntryProofProps = { detail: AuditEntryDetailView; timeZone: string };

/** Which head covers the entry, and the hashes on the way from it to the root of that head. */
export function EntryProof({ detail, timeZone }: EntryProofProps) {
  const { proof, entry } = detail;
  if (proof === null) {
    return null;
  }
  const { size, root, path, checkpoint, signedUpToAt } = proof;
  return (
    <div>
      <div className="grid gap-1 border border-paper-line bg-paper px-3 py-2 text-sm">
        <span className="text-ink-3 text-xs">
          Root of the checkpoint that covers it: {formatNumber(size)} entries, up to{" "}
          <Timestamp at={signedUpToAt} show="exact" timeZone={timeZone} />
        </span>
        <HashText hash={root} show="full" copy="yes" />
      </div>
      <div className="mt-3">
        <Disclosure title={`Inclusion proof, ${path.length} hashes`}>
          <p className="mb-2 text-ink-2 text-sm">
            Hashed with the leaf at place {formatNumber(entry.index)} in this order, from the leaf
            up, these give the root above.
          </p>
          <ol className="grid gap-1.5 text-xs">
            {path.map((hash) => (
              <li key={hash}>
                <HashText hash={hash} show="full" />
              </li>
            ))}
          </ol>
          <CopyButton text={path.join("\n")} label="Copy the proof" />
        </Disclosure>
        <Disclosure title="Signed checkpoint">
          <Text text={checkpoint} name="the checkpoint" />
        </Disclosure>
      </div>
    </div>
  );
}

/** Text that is proof: to be copied as it is, so only its breaking is ours. */
function Text({ text, name }: { text: string; name: string }) {
  return (
    <div className="grid justify-items-start gap-1">
      <pre className="wm-mono w-full whitespace-pre-wrap bg-surface-2 p-2 text-xs [overflow-wrap:anywhere]">
        {text}
      </pre>
      <CopyButton text={text} label={`Copy ${name}`} />
    </div>
  );
}

/** The record in lines for the eye; the button copies the bytes that were hashed. */
export function EntryRecord({ record }: { record: string }) {
  return (
    <div className="grid justify-items-start gap-1">
      <h3 className="font-semibold">Record</h3>
      <pre className="wm-mono w-full whitespace-pre-wrap bg-surface-2 p-2 text-xs [overflow-wrap:anywhere]">
        {inLines(record)}
      </pre>
      <p className="flex items-center gap-1 text-ink-2 text-xs">
        <CopyButton text={record} label="Copy the record as it was hashed" />
        One line of canonical JSON was hashed; it is broken into lines here.
      </p>
    </div>
  );
}

function inLines(record: string): string {
  try {
    return JSON.stringify(JSON.parse(record), null, 2);
  } catch {
    return record;
  }
}
