import type { Metadata } from "next";
import {
  type AuditSearch,
  auditCsvHref,
  auditFilterOf,
  auditHref,
  choicesOf,
  isFiltered,
  readAuditSearch,
} from "@/components/audit/audit-address";
import { AuditFilters } from "@/components/audit/audit-filters";
import { AuditTable } from "@/components/audit/audit-table";
import { DaysChart } from "@/components/audit/days-chart";
import { EntryDrawer } from "@/components/audit/entry-drawer";
import { LedgerStrip } from "@/components/audit/ledger-strip";
import { NoAudit } from "@/components/audit/no-audit";
import { PackForm } from "@/components/audit/pack-form";
import { PackPanel } from "@/components/audit/pack-panel";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { getAuditDays, getAuditEntry, getAuditFilters, listAudit } from "@/lib/audit/queries";
import type { AuditPageView } from "@/lib/audit/schema";
import { getPackContents } from "@/lib/audit-packs/queries";
import { isGranted } from "@/lib/authz/permissions";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { getLedgerState, verifyLedger } from "@/lib/ledger/queries";
import { readForPage, readIfAllowed } from "@/lib/web/for-page";
import { openWorkspace, readWorkspaceFrame } from "@/lib/web/frames";

import { verifyPart } from "./actions";

export const metadata: Metadata = { title: "Audit" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

function Entries({ page, search, timeZone }: TrailProps) {
  if (page.rows.length === 0) {
    return (
      <EmptyState
        title={isFiltered(search) ? "No entries match" : "Nothing is recorded yet"}
        action={isFiltered(search) ? <ButtonLink href="/audit">Clear filters</ButtonLink> : null}
      >
        Every change made in this workspace leaves one entry here, in the order it happened.
      </EmptyState>
    );
  }
  const { nextCursor } = page;
  return (
    <>
      <AuditTable rows={page.rows} search={search} timeZone={timeZone} />
      {search.cursor !== undefined && (
        <p className="no-print px-3.5 pt-2">
          <ButtonLink size="sm" href={auditHref(search, {})}>
            Newest entries
          </ButtonLink>
        </p>
      )}
      <Pager
        nextHref={nextCursor === null ? undefined : auditHref(search, { cursor: nextCursor })}
        summary={`${page.rows.length} entries on this page`}
      />
      <p className="no-print px-3.5 pb-3 text-sm">
        {/* A file and no page: it is fetched by the browser, not by the router. */}
        <a className="wm-link" href={auditCsvHref(search)} download>
          {isFiltered(search) ? "Save what matches as CSV" : "Save the whole trail as CSV"}
        </a>
      </p>
    </>
  );
}

type TrailProps = { page: AuditPageView; search: AuditSearch; timeZone: string };

function readAll({ workspaceId, search }: { workspaceId: WorkspaceId; search: AuditSearch }) {
  const filter = auditFilterOf(search);
  const { cursor, project, verify, entry } = search;
  return Promise.all([
    readForPage(listAudit, { workspaceId, ...filter, cursor }),
    readForPage(getAuditFilters, { workspaceId, ...choicesOf(search) }),
    readForPage(getAuditDays, { workspaceId, ...filter }),
    readForPage(getPackContents, { workspaceId, projectId: project }),
    readForPage(getLedgerState, { workspaceId }),
    verify === undefined ? null : readForPage(verifyLedger, { workspaceId }),
    entry === undefined
      ? null
      : readIfAllowed(getAuditEntry, { workspaceId, index: entry, ...filter }),
    readWorkspaceFrame(),
  ]);
}

async function Trail({ workspaceId, search }: { workspaceId: WorkspaceId; search: AuditSearch }) {
  const [page, filters, days, contents, state, verified, detail, { me }] = await readAll({
    workspaceId,
    search,
  });
  const now = new Date();
  const { timeZone } = me;
  return (
    <>
      <LedgerStrip
        state={state}
        timeZone={timeZone}
        verified={verified === null ? null : { ...verified, at: now.toISOString() }}
        verifyPart={verifyPart.bind(null, workspaceId)}
      />
      <div className="border-line border-b bg-surface px-6 py-2.5 max-sm:px-4">
        <AuditFilters search={search} filters={filters} />
      </div>
      <div className="wm-columns" data-aside="narrow" data-extent="full">
        <div className="wm-column">
          {search.project !== undefined && (
            <p className="no-print">
              <TextLink href={`/projects/${search.project}/history`}>
                See this project as it stood on a day
              </TextLink>
            </p>
          )}
          <Panel padding="none">
            <DaysChart days={days} search={search} now={now} />
            <Entries page={page} search={search} timeZone={timeZone} />
          </Panel>
        </div>
        {search.entry === undefined ? (
          <PackPanel contents={contents} projectId={search.project} />
        ) : (
          <EntryDrawer detail={detail} search={search} timeZone={timeZone} />
        )}
      </div>
    </>
  );
}

export default async function AuditPage({ searchParams }: Props) {
  const search = readAuditSearch(await searchParams);
  const { id, name, role } = await openWorkspace();
  const mayRead = isGranted("audit:read-workspace", { workspaceRole: role, projectRoles: [] });
  return (
    <>
      <Breadcrumbs crumbs={[{ label: name, href: "/portfolio" }, { label: "Audit" }]} />
      <PageHeader
        title="Audit"
        facts={["Read only", "Entries are appended, never changed"]}
        actions={mayRead ? <PackForm workspaceId={id} projectId={search.project} /> : undefined}
      />
      {mayRead ? <Trail workspaceId={id} search={search} /> : <NoAudit role={role} />}
    </>
  );
}
