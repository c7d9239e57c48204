import type { Metadata } from "next";
import { AttachPanel } from "@/components/evidence/attach-panel";
import {
  type EvidenceList,
  listHref,
  openHref,
  readEvidenceSearch,
  type SearchParams,
} from "@/components/evidence/evidence-address";
import {
  type EvidenceDetail,
  EvidenceDrawer,
  EvidenceDrawerHead,
} from "@/components/evidence/evidence-drawer";
import { EvidenceFilters, type StageChoice } from "@/components/evidence/evidence-filters";
import { EvidenceTable } from "@/components/evidence/evidence-table";
import { metricsHref } from "@/components/evidence/metric-address";
import { ProjectFrame } from "@/components/projects/project-frame";
import { ButtonLink } from "@/components/ui/button-link";
import { Drawer } from "@/components/ui/drawer";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/pager";
import { Panel } from "@/components/ui/panel";
import { getEvidence, listEvidence } from "@/lib/evidence/queries";
import type { EvidenceView } from "@/lib/evidence/schema";
import type { EvidenceId, ProjectId, StageId, TaskId } from "@/lib/kernel/ids";
import { listOutputs } from "@/lib/tasks/queries";
import { readForPage, readIfAllowed } from "@/lib/web/for-page";
import { readProjectFrame } from "@/lib/web/frames";
import { attachEvidenceAction, supersedeEvidenceAction, withdrawEvidenceAction } from "./actions";
import { readReadyFile } from "./read-file";

export const metadata: Metadata = { title: "Evidence" };

type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<SearchParams> };

type Read = {
  rows: readonly EvidenceView[];
  nextCursor: string | null;
  whyNotAttach: string | null;
};

async function readOpened(evidenceId: string | undefined, projectId: string) {
  if (evidenceId === undefined) {
    return null;
  }
  const found = await readIfAllowed(getEvidence, { evidenceId: evidenceId as EvidenceId });
  return found?.projectId === projectId ? found : null;
}

function readList(projectId: string, { search }: EvidenceList) {
  return readForPage(listEvidence, {
    projectId: projectId as ProjectId,
    stageId: search.stage as StageId | undefined,
    taskId: search.task as TaskId | undefined,
    kind: search.kind,
    standing: search.standing ?? "living",
    cursor: search.cursor,
  });
}

function AttachLink({ list, whyNot }: { list: EvidenceList; whyNot: string | null }) {
  if (whyNot !== null) {
    return <span className="text-xs text-ink-3">{whyNot}</span>;
  }
  return (
    <ButtonLink
      href={openHref(list, { attach: "1" })}
      variant="primary"
      icon="evidence"
      shortcut="E"
      data-command="evidence"
      scroll={false}
    >
      Attach evidence
    </ButtonLink>
  );
}

function Listed({ read, list, now }: { read: Read; list: EvidenceList; now: Date }) {
  const { rows, nextCursor, whyNotAttach } = read;
  const { stage, task, kind, cursor } = list.search;
  if (rows.length === 0 && [stage, task, kind, cursor].every((facet) => facet === undefined)) {
    return (
      <EmptyState title="No evidence yet" action={<AttachLink list={list} whyNot={whyNotAttach} />}>
        Files, links and notes that prove what the team says is done. Gates count them.
      </EmptyState>
    );
  }
  if (rows.length === 0) {
    return (
      <EmptyState
        title="No evidence matches"
        action={<ButtonLink href={list.base}>Clear filters</ButtonLink>}
      />
    );
  }
  return (
    <>
      <EvidenceTable rows={rows} list={list} now={now} />
      <Pager
        previousHref={cursor === undefined ? undefined : listHref(list, {})}
        nextHref={nextCursor === null ? undefined : listHref(list, { cursor: nextCursor })}
        summary={`${rows.length} on this page`}
      />
    </>
  );
}

type Opened = {
  projectId: string;
  list: EvidenceList;
  read: Read;
  detail: EvidenceDetail | null;
  stages: readonly StageChoice[];
  now: Date;
};

async function AttachDrawer({ projectId, list, stages, now }: Opened) {
  const { search } = list;
  const { rows } = await readForPage(listOutputs, { projectId: projectId as ProjectId });
  const backHref = openHref(list, {});
  return (
    <Drawer
      subject="attach"
      label="Attach evidence"
      noun="evidence"
      head={<b>Attach evidence</b>}
      closeHref={backHref}
    >
      <AttachPanel
        projectId={projectId}
        hereHref={openHref(list, { attach: "1" })}
        fileProblem={search.fileProblem}
        form={{
          id: "attach",
          purpose: "attach",
          action: attachEvidenceAction,
          projectId,
          stages,
          outputs: rows.map(({ stage, ...output }) => ({ ...output, stageNumber: stage.number })),
          place: search.stage === undefined ? {} : { stageId: search.stage },
          file: await readReadyFile(search.file, projectId),
          backHref,
          today: now.toISOString().slice(0, 10),
        }}
      />
    </Drawer>
  );
}

async function DetailDrawer({ projectId, list, read, detail, now }: Opened) {
  const closeHref = openHref(list, {});
  if (detail === null) {
    return (
      <Drawer
        subject="missing"
        label="Evidence"
        noun="evidence"
        head={<b>Not here</b>}
        closeHref={closeHref}
      >
        <p className="text-ink-2">There is no such evidence in this project.</p>
      </Drawer>
    );
  }
  const place = read.rows.findIndex(({ id }) => id === detail.id);
  const hrefAt = (at: number) => {
    const row = place < 0 ? undefined : read.rows[at];
    return row === undefined ? undefined : openHref(list, { evidence: row.id });
  };
  return (
    <Drawer
      subject={detail.id}
      label={`Evidence: ${detail.title}`}
      noun="evidence"
      head={<EvidenceDrawerHead evidence={detail} />}
      closeHref={closeHref}
      previousHref={hrefAt(place - 1)}
      nextHref={hrefAt(place + 1)}
    >
      <EvidenceDrawer
        key={detail.id}
        evidence={detail}
        list={list}
        actions={{ supersede: supersedeEvidenceAction, withdraw: withdrawEvidenceAction }}
        file={await readReadyFile(list.search.file, projectId)}
        now={now}
      />
    </Drawer>
  );
}

function drawerOf(opened: Opened) {
  const { search } = opened.list;
  if (search.attach === "1" && opened.read.whyNotAttach === null) {
    return <AttachDrawer {...opened} />;
  }
  return search.evidence === undefined ? null : <DetailDrawer {...opened} />;
}

export default async function EvidencePage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const base = `/projects/${projectId}/evidence`;
  const list = { base, search: readEvidenceSearch(await searchParams) };
  const [frame, read, detail] = await Promise.all([
    readProjectFrame(projectId),
    readList(projectId, list),
    readOpened(list.search.evidence, projectId),
  ]);
  const now = new Date();
  const stages = frame.trail.stages.map(({ id, number, name }) => ({ id, number, name }));
  const drawer = drawerOf({ projectId, list, read, detail, stages, now });
  return (
    <>
      <ProjectFrame
        frame={frame}
        crumbs={[{ label: "Evidence" }]}
        {...(list.search.stage === undefined ? {} : { viewedStageId: list.search.stage })}
        actions={
          <>
            <ButtonLink href={metricsHref(projectId, {})}>Metrics</ButtonLink>
            <AttachLink list={list} whyNot={read.whyNotAttach} />
          </>
        }
      />
      <div
        className="wm-columns"
        data-aside={drawer === null ? "none" : "regular"}
        data-extent="full"
      >
        <div className="wm-column">
          <div className="max-sm:px-4">
            <EvidenceFilters list={list} stages={stages} />
          </div>
          <Panel padding="none">
            <Listed read={read} list={list} now={now} />
          </Panel>
        </div>
        {drawer}
      </div>
    </>
  );
}
