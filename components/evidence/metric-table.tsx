import { PositionMark } from "@/components/gates/position-mark";
import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { HashText } from "@/components/ui/hash-text";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import type { MetricView } from "@/lib/evidence/schema";
import type { Limit } from "@/lib/gates/rules/limit";
import { formatNumber } from "@/lib/kernel/format-number";
import { metricsHref } from "./metric-address";

type MetricTableProps = {
  projectId: string;
  rows: readonly MetricView[];
  now: Date;
  /** What a gate asks of this metric on this slice, if one does. */
  limitOf: (metric: Pick<MetricView, "name" | "slice">) => Limit | undefined;
};

function Value({ row, limit }: { row: MetricView; limit: Limit | undefined }) {
  return (
    <>
      <span className="whitespace-nowrap">
        {formatNumber(row.value)}
        {row.unit === "" ? "" : ` ${row.unit}`}
      </span>{" "}
      {limit !== undefined && <PositionMark value={row.value} limit={limit} />}
    </>
  );
}

/** Often only one of the two is known. */
function ModelOrRun({ row: { modelRef, source } }: { row: MetricView }) {
  const [first, second] = [modelRef, source].filter((text) => text !== "");
  return (
    <>
      {first ?? "–"}
      {second !== undefined && <span className="block text-ink-2 text-xs">{second}</span>}
    </>
  );
}

/** Every value that was measured, the newest first; nothing takes the place of an older one. */
export function MetricTable({ projectId, rows, now, limitOf }: MetricTableProps) {
  return (
    <DataTable
      caption="Measured values, the newest first"
      density="dense"
      head={
        <>
          <HeadCell>Metric</HeadCell>
          <HeadCell>Slice</HeadCell>
          <HeadCell align="number">Value</HeadCell>
          <HeadCell>Measured</HeadCell>
          <HeadCell>Model or run</HeadCell>
          <HeadCell>Data set</HeadCell>
          <HeadCell>Attached by</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell kind="lead">
            <span>
              <TextLink href={metricsHref(projectId, { name: row.name, slice: row.slice })}>
                {row.name}
              </TextLink>
              <span className="block font-normal text-ink-3 text-xs">
                {row.direction === "higher_is_better" ? "higher is better" : "lower is better"}
              </span>
            </span>
          </Cell>
          <Cell label="Slice">{row.slice === "" ? "All data" : row.slice}</Cell>
          <Cell align="number" label="Value">
            <Value row={row} limit={limitOf(row)} />
          </Cell>
          <Cell label="Measured">
            <Timestamp at={row.measuredAt} now={now} show="moment" />
          </Cell>
          <Cell label="Model or run">
            <ModelOrRun row={row} />
          </Cell>
          <Cell label="Data set">
            {row.dataSetHash === "" ? "–" : <HashText hash={row.dataSetHash} />}
          </Cell>
          <Cell label="Attached by">{row.addedBy.name}</Cell>
        </Row>
      ))}
    </DataTable>
  );
}
