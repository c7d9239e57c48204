import { metricsHref } from "@/components/evidence/metric-address";
import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { Panel } from "@/components/ui/panel";
import { StateLabel } from "@/components/ui/state-label";
import { TextLink } from "@/components/ui/text-link";
import type { MetricCriterion } from "@/lib/gates/schema/metric-criteria";
import { formatNumber } from "@/lib/kernel/format-number";
import { criterionStateOf } from "./gate-words";
import { PositionMark } from "./position-mark";

type AskedMetricsProps = {
  projectId: string;
  rows: readonly MetricCriterion[];
  whyNotAttach: string | null;
};

/** What the gates want measured, and where each stands against its threshold. */
export function AskedMetrics({ projectId, rows, whyNotAttach }: AskedMetricsProps) {
  if (rows.length === 0) {
    return null;
  }
  const met = rows.filter(({ status }) => status === "met").length;
  return (
    <Panel title="What the gates ask for" meta={`${met} of ${rows.length} met`} padding="none">
      <DataTable
        caption="Metrics the gates ask for"
        density="dense"
        head={
          <>
            <HeadCell>Metric</HeadCell>
            <HeadCell>Gate</HeadCell>
            <HeadCell align="number">Required</HeadCell>
            <HeadCell align="number">Observed</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell>Next</HeadCell>
          </>
        }
      >
        {rows.map((row) => (
          <Row key={`${row.gate.id}-${row.criterionId}`}>
            <Cell kind="lead">
              <span>
                {row.metric}
                {row.slice === "" ? "" : `, ${row.slice}`}
                {row.dataSet !== null && (
                  <span className="block font-normal text-ink-2 text-xs">
                    measured on {row.dataSet.words}
                  </span>
                )}
              </span>
            </Cell>
            <Cell label="Gate">
              <TextLink href={`/projects/${projectId}/gates/${row.gate.id}`}>
                {row.gate.code} {row.gate.name}
              </TextLink>
            </Cell>
            <Cell align="number" label="Required">
              {row.operator.replace("-", " ")} {formatNumber(row.threshold)}
            </Cell>
            <Cell align="number" label="Observed">
              {row.value === null ? "–" : formatNumber(row.value)}{" "}
              {row.value !== null && <PositionMark value={row.value} limit={row} />}
            </Cell>
            <Cell label="State">
              <StateLabel kind="criterion" state={criterionStateOf[row.status]} />
            </Cell>
            <Cell label="Next">
              {whyNotAttach === null ? (
                <TextLink
                  href={metricsHref(projectId, {
                    attach: "1",
                    name: row.metric,
                    slice: row.slice,
                  })}
                >
                  Attach metric
                  <span className="sr-only">
                    {" "}
                    {row.metric} {row.slice}
                  </span>
                </TextLink>
              ) : (
                "–"
              )}
            </Cell>
          </Row>
        ))}
      </DataTable>
    </Panel>
  );
}
