import type { Metadata } from "next";
import {
  type MetricSearch,
  metricsHref,
  readMetricSearch,
} from "@/components/evidence/metric-address";
import { type MetricDraft, MetricForm } from "@/components/evidence/metric-form";
import { MetricTable } from "@/components/evidence/metric-table";
import { AskedMetrics } from "@/components/gates/asked-metrics";
import { ProjectFrame } from "@/components/projects/project-frame";
import { ButtonLink } from "@/components/ui/button-link";
import { Chip } from "@/components/ui/chip";
import { ChipBar } from "@/components/ui/chip-bar";
import { Drawer } from "@/components/ui/drawer";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/pager";
import { Panel } from "@/components/ui/panel";
import { listMetrics } from "@/lib/evidence/queries";
import type { MetricView } from "@/lib/evidence/schema";
import { listMetricCriteria } from "@/lib/gates/queries";
import { acceptedSide } from "@/lib/gates/rules/limit";
import type { MetricCriterion } from "@/lib/gates/schema/metric-criteria";
import type { ProjectId } from "@/lib/kernel/ids";
import { readForPage } from "@/lib/web/for-page";
import { readProjectFrame } from "@/lib/web/frames";
import { attachMetricAction } from "../actions";

export const metadata: Metadata = { title: "Metrics" };

type SearchParams = Promise<Record<string, string | string[] | undefined>>;
type Props = { params: Promise<{ projectId: ProjectId }>; searchParams: SearchParams };
type Read = { rows: readonly MetricView[]; nextCursor: string | null; whyNotAttach: string | null };

function criterionOf(
  asked: readonly MetricCriterion[],
  { name, slice = "" }: { name?: string | undefined; slice?: string | undefined },
): MetricCriterion | undefined {
  return asked.find((each) => each.metric === name && each.slice === slice);
}

const directionOf = { above: "higher_is_better", below: "lower_is_better", at: "" } as const;

function draftOf(asked: readonly MetricCriterion[], search: MetricSearch): MetricDraft {
  const { name = "", slice = "" } = search;
  const wanted = criterionOf(asked, search);
  if (wanted === undefined) {
    return { name, slice, direction: "", dataSetHash: "", asked: null };
  }
  const { gate, operator, threshold, dataSet } = wanted;
  const on = dataSet === null ? "" : `, measured on ${dataSet.words}`;
  return {
    name,
    slice,
    direction: directionOf[acceptedSide(operator)],
    dataSetHash: dataSet?.hash ?? "",
    asked: `${gate.code} ${gate.name} asks for ${operator.replace("-", " ")} ${threshold}${on}.`,
  };
}

function AttachLink({ projectId, search, whyNot }: Asking) {
  const { name, slice } = search;
  return whyNot === null ? (
    <ButtonLink
      href={metricsHref(projectId, { attach: "1", name, slice })}
      variant="primary"
      icon="evidence"
      shortcut="E"
      data-command="evidence"
      scroll={false}
    >
      Attach metric
    </ButtonLink>
  ) : (
    <span className="text-xs text-ink-3">{whyNot}</span>
  );
}

type Asking = { projectId: string; search: MetricSearch; whyNot: string | null };

function Values({ asking, read, asked }: ValuesProps) {
  const { projectId, search } = asking;
  const { rows, nextCursor } = read;
  const { name, slice, cursor } = search;
  if (rows.length === 0) {
    return (
      <EmptyState
        title={name === undefined ? "No metric yet" : `No value of ${name} yet`}
        action={<AttachLink {...asking} />}
      >
        Values somebody measured, by hand or from a pipeline. Gates compare the newest one with
        their threshold.
      </EmptyState>
    );
  }
  return (
    <>
      <MetricTable
        projectId={projectId}
        rows={rows}
        now={new Date()}
        limitOf={(metric) => criterionOf(asked, metric)}
      />
      <Pager
        previousHref={cursor === undefined ? undefined : metricsHref(projectId, { name, slice })}
        nextHref={
          nextCursor === null
            ? undefined
            : metricsHref(projectId, { name, slice, cursor: nextCursor })
        }
        summary={`${rows.length} on this page`}
      />
    </>
  );
}

type ValuesProps = { asking: Asking; read: Read; asked: readonly MetricCriterion[] };

function Shown({ projectId, search }: Pick<Asking, "projectId" | "search">) {
  const { name, slice } = search;
  return (
    <ChipBar label="Filters of the metrics">
      <Chip
        href={metricsHref(projectId, {})}
        label="All metrics"
        current={name === undefined && slice === undefined}
      />
      {name !== undefined && (
        <Chip href={metricsHref(projectId, {})} label="Metric:" value={name} current />
      )}
      {slice !== undefined && (
        <Chip href={metricsHref(projectId, { name })} label="Slice:" value={slice} current />
      )}
    </ChipBar>
  );
}

export default async function MetricsPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const search = readMetricSearch(await searchParams);
  const { name, slice, cursor } = search;
  const [frame, read, { rows: asked }] = await Promise.all([
    readProjectFrame(projectId),
    readForPage(listMetrics, { projectId, name, slice, cursor }),
    readForPage(listMetricCriteria, { projectId }),
  ]);
  const asking = { projectId, search, whyNot: read.whyNotAttach };
  const isAttaching = search.attach === "1" && read.whyNotAttach === null;
  const hereHref = metricsHref(projectId, { name, slice });
  return (
    <>
      <ProjectFrame
        frame={frame}
        crumbs={[
          { label: "Evidence", href: `/projects/${projectId}/evidence` },
          { label: "Metrics" },
        ]}
        actions={<AttachLink {...asking} />}
      />
      <div className="wm-columns" data-aside={isAttaching ? "regular" : "none"} data-extent="full">
        <div className="wm-column">
          <div className="max-sm:px-4">
            <Shown projectId={projectId} search={search} />
          </div>
          <AskedMetrics projectId={projectId} rows={asked} whyNotAttach={read.whyNotAttach} />
          <Panel title="Values" padding="none">
            <Values asking={asking} read={read} asked={asked} />
          </Panel>
        </div>
        {isAttaching && (
          <Drawer
            subject="attach"
            label="Attach metric"
            noun="metric"
            head={<b>Attach metric</b>}
            closeHref={hereHref}
          >
            <MetricForm
              projectId={projectId}
              draft={draftOf(asked, search)}
              backHref={hereHref}
              action={attachMetricAction}
            />
          </Drawer>
        )}
      </div>
    </>
  );
}
