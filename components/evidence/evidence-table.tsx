import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { formatDay } from "@/components/ui/format-date";
import { HashText } from "@/components/ui/hash-text";
import { Link } from "@/components/ui/link";
import { Tag } from "@/components/ui/tag";
import { Timestamp } from "@/components/ui/timestamp";
import type { EvidenceView } from "@/lib/evidence/schema";
import { type EvidenceList, openHref } from "./evidence-address";
import { kindWord, statusTones, statusWords } from "./evidence-words";

type EvidenceTableProps = {
  rows: readonly EvidenceView[];
  list: EvidenceList;
  now: Date;
};

function placeWord({ stage, task, output }: EvidenceView): string {
  return output?.name ?? task?.name ?? stage?.name ?? "The whole project";
}

function Name({ row, list }: { row: EvidenceView; list: EvidenceList }) {
  return (
    <span>
      <Link
        href={openHref(list, { evidence: row.id })}
        scroll={false}
        className="font-medium hover:underline"
      >
        {row.title}
      </Link>
      {row.revision > 1 && <span className="ml-1.5 text-xs text-ink-3">rev. {row.revision}</span>}
      {row.status !== "living" && (
        <>
          {" "}
          <Tag tone={statusTones[row.status]}>{statusWords[row.status]}</Tag>
        </>
      )}
    </span>
  );
}

export function EvidenceTable({ rows, list, now }: EvidenceTableProps) {
  return (
    <DataTable
      caption="Evidence, the newest first"
      density="dense"
      head={
        <>
          <HeadCell>Evidence</HeadCell>
          <HeadCell>Kind</HeadCell>
          <HeadCell>For</HeadCell>
          <HeadCell>Speaks about</HeadCell>
          <HeadCell>Received</HeadCell>
          <HeadCell>Added by</HeadCell>
          <HeadCell>SHA-256</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.id} selected={list.search.evidence === row.id}>
          <Cell kind="lead">
            <Name row={row} list={list} />
          </Cell>
          <Cell label="Kind">{kindWord(row.kind)}</Cell>
          <Cell label="For">{placeWord(row)}</Cell>
          <Cell label="Speaks about">{formatDay(row.effectiveOn, { now })}</Cell>
          <Cell label="Received">
            <Timestamp at={row.receivedAt} now={now} show="day" />
          </Cell>
          <Cell label="Added by">{row.addedBy.name}</Cell>
          <Cell label="SHA-256">
            {row.sha256 === null ? (
              <span title="Attached before Waymark hashed notes and links">–</span>
            ) : (
              <HashText hash={row.sha256} />
            )}
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
