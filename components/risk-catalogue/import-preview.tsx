import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { Tag } from "@/components/ui/tag";
import type { CataloguePreviewView } from "@/lib/risk-catalogue/schema";
import { outcomeWords } from "./catalogue-words";

type PreviewProps = { preview: CataloguePreviewView };

function Problems({ preview: { problems } }: PreviewProps) {
  return (
    <div className="grid gap-2">
      <p className="font-medium text-bad-ink">
        {problems.length === 1 ? "1 line needs" : `${problems.length} lines need`} a look. Nothing
        can be imported before.
      </p>
      <ol className="grid max-h-96 gap-0.5 overflow-y-auto">
        {problems.map(({ line, column, message }) => (
          <li
            key={`${line}:${column} ${message}`}
            className="grid grid-cols-[4.5rem_1fr] gap-2 py-1"
          >
            <span className="wm-mono text-bad-ink">line {line}</span>
            <span>{message}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Changes({ row }: { row: CataloguePreviewView["rows"][number] }) {
  if (row.outcome !== "changed") {
    return null;
  }
  return (
    <>
      {row.changed.join(", ")}
      {row.replacesShipped && ". Stands in the place of the shipped one."}
    </>
  );
}

/** What the text would do, entry by entry, or what is wrong with it, line by line. */
export function ImportPreview({ preview }: PreviewProps) {
  if (preview.problems.length > 0) {
    return <Problems preview={preview} />;
  }
  return (
    <DataTable
      caption="What importing would do"
      density="dense"
      head={
        <>
          <HeadCell>Risk</HeadCell>
          <HeadCell>Outcome</HeadCell>
          <HeadCell>What changes</HeadCell>
          <HeadCell align="number">Line</HeadCell>
        </>
      }
    >
      {preview.rows.map((row) => (
        <Row key={row.key}>
          <Cell kind="lead">{row.title}</Cell>
          <Cell label="Outcome">
            <Tag tone={row.outcome === "same" ? "idle" : "review"}>{outcomeWords[row.outcome]}</Tag>
          </Cell>
          <Cell label="What changes">
            <Changes row={row} />
          </Cell>
          <Cell label="Line" align="number">
            {row.line}
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
