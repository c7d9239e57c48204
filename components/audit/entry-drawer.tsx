import { Drawer } from "@/components/ui/drawer";
import { HashText } from "@/components/ui/hash-text";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import type { AuditEntryDetailView } from "@/lib/audit/schema";
import { formatNumber } from "@/lib/kernel/format-number";
import { type AuditSearch, entryHref } from "./audit-address";
import { EntryProof, EntryRecord } from "./entry-proof";
import { EntryStatement } from "./entry-statement";
import { kindWord } from "./kind-words";

type EntryDrawerProps = {
  /** Null where the ledger has no such entry. */
  detail: AuditEntryDetailView | null;
  search: AuditSearch;
  timeZone: string;
};

const shortWords = {
  checkpoint: "Verified",
  covered: "Verified",
  waiting: "Not signed yet",
  broken: "Does not fit",
} as const;

const toneOf = {
  checkpoint: "text-spruce",
  covered: "text-spruce",
  waiting: "",
  broken: "text-bad-ink",
} as const;

function Verdict({ detail }: { detail: AuditEntryDetailView }) {
  const { entry, findings } = detail;
  if (findings.length > 0) {
    return (
      <div className="border-bad-line border-l-2 bg-bad-soft px-3 py-2 text-bad-ink">
        <b>This entry does not fit.</b>
        <ul>
          {findings.map((finding) => (
            <li key={finding}>{finding}</li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <p className={entry.standing === "waiting" ? "text-ink-2" : "text-spruce"}>
      <b>{entry.standing === "waiting" ? "Fits its record." : "Verified."}</b>{" "}
      {entry.standing === "waiting"
        ? "No signed head covers it yet; one is signed every minute."
        : "Recomputed just now from its record up to the signed root."}
    </p>
  );
}

function Happened({ detail, timeZone }: { detail: AuditEntryDetailView; timeZone: string }) {
  const { entry } = detail;
  return (
    <div className="grid gap-2">
      <p className="[overflow-wrap:anywhere]">
        <b className="font-medium">{entry.actorName === "" ? "Nobody by name" : entry.actorName}</b>{" "}
        {entry.sentence}.
      </p>
      <p className="flex flex-wrap items-center gap-2 text-ink-2 text-xs">
        <Timestamp at={entry.at} show="exact" timeZone={timeZone} />
        <Tag title={entry.type}>{kindWord(entry.type.split(".")[0] ?? entry.type)}</Tag>
      </p>
      {entry.projectId !== null && (
        <p className="no-print text-sm">
          <TextLink href={`/projects/${entry.projectId}/history?entry=${entry.index}`}>
            {entry.projectKey ?? "The project"} as it stood after this entry
          </TextLink>
        </p>
      )}
    </div>
  );
}

/** One entry beside the list it was opened from: what happened, and everything that proves it. */
export function EntryDrawer({ detail, search, timeZone }: EntryDrawerProps) {
  const closeHref = entryHref(search, null);
  if (detail === null) {
    return (
      <Drawer
        subject="missing"
        label="Entry"
        noun="entry"
        head={<b>No such entry</b>}
        closeHref={closeHref}
      >
        <p className="text-ink-2">The ledger of this workspace has no entry of this number.</p>
      </Drawer>
    );
  }
  const { entry, newer, older, statement, record } = detail;
  const title = `Entry ${formatNumber(entry.index)}`;
  return (
    <Drawer
      subject={String(entry.index)}
      label={title}
      noun="entry"
      head={
        <>
          <h2>{title}</h2>
          <span className={`wm-panel-meta ${toneOf[entry.standing]}`}>
            {shortWords[entry.standing]}
          </span>
        </>
      }
      closeHref={closeHref}
      previousHref={newer === null ? undefined : entryHref(search, newer)}
      nextHref={older === null ? undefined : entryHref(search, older)}
    >
      <Happened detail={detail} timeZone={timeZone} />
      <Verdict detail={detail} />
      {statement !== null && entry.signatureId !== null && (
        <EntryStatement statement={statement} signatureId={entry.signatureId} timeZone={timeZone} />
      )}
      <div className="grid gap-1 border border-paper-line bg-paper px-3 py-2 text-sm">
        <span className="text-ink-3 text-xs">Leaf hash of this entry</span>
        <HashText hash={entry.leafHash} show="full" copy="yes" />
      </div>
      <EntryProof detail={detail} timeZone={timeZone} />
      <EntryRecord record={record} />
    </Drawer>
  );
}
