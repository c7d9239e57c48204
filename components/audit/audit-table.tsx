import Link from "next/link";
import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { HashText } from "@/components/ui/hash-text";
import { Tag } from "@/components/ui/tag";
import { Timestamp } from "@/components/ui/timestamp";
import type { AuditEntryView } from "@/lib/audit/schema";
import { type AuditSearch, auditHref } from "./audit-address";
import { kindWord } from "./kind-words";

type AuditTableProps = { rows: readonly AuditEntryView[]; search: AuditSearch; timeZone: string };

const actorWords: Readonly<Record<string, string>> = {
  system: "Service",
  token: "By token",
  anonymous: "Not signed in",
};

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

export function AuditTable({ rows, search, timeZone }: AuditTableProps) {
  return (
    <DataTable
      caption="Entries of the record, newest first"
      density="dense"
      head={
        <>
          <HeadCell align="number" width="tight">
            Entry
          </HeadCell>
          <HeadCell>Time</HeadCell>
          <HeadCell>Who</HeadCell>
          <HeadCell>What</HeadCell>
          <HeadCell>Kind</HeadCell>
          <HeadCell>Project</HeadCell>
          <HeadCell>Entry hash</HeadCell>
        </>
      }
    >
      {rows.map((entry) => (
        <Row key={entry.index} id={`entry-${entry.index}`}>
          <Cell label="Entry" align="number">
            {entry.index}
          </Cell>
          <Cell label="Time">
            <Timestamp at={entry.at} show="exact" timeZone={timeZone} />
          </Cell>
          <Cell label="Who">
            <span className="whitespace-nowrap">
              <Who entry={entry} />
            </span>
          </Cell>
          <Cell kind="lead">
            <span className="block font-normal [overflow-wrap:anywhere] first-letter:uppercase max-sm:font-semibold">
              {entry.sentence}
              {entry.signatureId !== null && <Receipt signatureId={entry.signatureId} />}
            </span>
          </Cell>
          <Cell label="Kind">
            <Tag title={entry.type}>{kindWord(entry.type.split(".")[0] ?? entry.type)}</Tag>
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
      ))}
    </DataTable>
  );
}
