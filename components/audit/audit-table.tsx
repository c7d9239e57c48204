import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { formatExact } from "@/components/ui/format-date";
import { HashText } from "@/components/ui/hash-text";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Timestamp } from "@/components/ui/timestamp";
import type { AuditEntryView } from "@/lib/audit/schema";
import { formatNumber } from "@/lib/kernel/format-number";
import { type AuditSearch, auditHref, entryHref } from "./audit-address";
import { ChainMark } from "./chain-mark";
import { kindIcon, kindWord } from "./kind-words";

type AuditTableProps = { rows: readonly AuditEntryView[]; search: AuditSearch; timeZone: string };

const actorWords: Readonly<Record<string, string>> = {
  system: "Service",
  token: "By token",
  anonymous: "Not signed in",
};

/** "UTC+1", as the last word of an exact time. */
function zoneOf(at: string | undefined, timeZone: string): string {
  return at === undefined ? timeZone : (formatExact(at, { timeZone }).split(" ").at(-1) ?? "");
}

function Who({ entry }: { entry: AuditEntryView }) {
  const kind = actorWords[entry.actorKind];
  return (
    <>
      <b className="font-medium">{entry.actorName === "" ? "Nobody by name" : entry.actorName}</b>
      {kind !== undefined && <span className="ml-1.5 text-xs text-ink-3">{kind}</span>}
    </>
  );
}

function Project({ entry, search }: { entry: AuditEntryView; search: AuditSearch }) {
  if (entry.projectId === null) {
    return <span title="Concerns the workspace">–</span>;
  }
  return (
    <Link
      href={auditHref(search, { project: entry.projectId })}
      className="wm-mono hover:underline"
      title={`Entries of ${entry.projectName ?? "this project"}`}
    >
      {entry.projectKey}
    </Link>
  );
}

/** The file `/verify` and the offline verifier read. */
function Receipt({ signatureId }: { signatureId: string }) {
  return (
    <a
      href={`/files/receipts/${signatureId}`}
      download
      className="wm-link no-print ml-2 whitespace-nowrap text-xs"
    >
      Receipt
    </a>
  );
}

type EntryRowProps = { entry: AuditEntryView; search: AuditSearch; timeZone: string };

function What({ entry }: { entry: AuditEntryView }) {
  const kind = entry.type.split(".")[0] ?? entry.type;
  return (
    <span className="flex items-start gap-2 font-normal max-sm:font-semibold">
      <span className="mt-[3px] text-ink-3" title={kindWord(kind)}>
        <Icon name={kindIcon(kind)} size={14} />
        <span className="sr-only">{kindWord(kind)}: </span>
      </span>
      <span className="block [overflow-wrap:anywhere] first-letter:uppercase">
        {entry.sentence}
        {entry.signatureId !== null && <Receipt signatureId={entry.signatureId} />}
      </span>
    </span>
  );
}

function EntryRow({ entry, search, timeZone }: EntryRowProps) {
  return (
    <Row id={`entry-${entry.index}`} selected={search.entry === String(entry.index)}>
      <Cell label="Verification" width="tight">
        <ChainMark standing={entry.standing} />
      </Cell>
      <Cell label="Entry" align="number">
        <Link href={entryHref(search, entry.index)} scroll={false} className="hover:underline">
          {formatNumber(entry.index)}
        </Link>
      </Cell>
      <Cell label="Time">
        <Timestamp at={entry.at} show="second" timeZone={timeZone} />
      </Cell>
      <Cell label="Who">
        <Who entry={entry} />
      </Cell>
      <Cell kind="lead">
        <What entry={entry} />
      </Cell>
      <Cell label="Project">
        <Project entry={entry} search={search} />
      </Cell>
      <Cell label="Entry hash">
        <span className="whitespace-nowrap">
          <HashText hash={entry.leafHash} copy="yes" />
        </span>
      </Cell>
    </Row>
  );
}

/** A chain of entries, newest first; what stands in a row was recomputed from its record just now. */
export function AuditTable({ rows, search, timeZone }: AuditTableProps) {
  const zone = zoneOf(rows[0]?.at, timeZone);
  return (
    <DataTable
      caption="Entries of the record, newest first"
      density="dense"
      head={
        <>
          <HeadCell width="tight">
            <span className="sr-only">Verification</span>
          </HeadCell>
          <HeadCell align="number" width="tight">
            Entry
          </HeadCell>
          <HeadCell>Time, {zone}</HeadCell>
          <HeadCell>Who</HeadCell>
          <HeadCell>What</HeadCell>
          <HeadCell>Project</HeadCell>
          <HeadCell>Entry hash</HeadCell>
        </>
      }
    >
      {rows.map((entry) => (
        <EntryRow key={entry.index} entry={entry} search={search} timeZone={timeZone} />
      ))}
    </DataTable>
  );
}
