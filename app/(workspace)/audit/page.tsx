import type { Metadata } from "next";
import {
  type AuditSearch,
  auditFilterOf,
  auditHref,
  choicesOf,
  isFiltered,
  readAuditSearch,
} from "@/components/audit/audit-address";
import { AuditFilters } from "@/components/audit/audit-filters";
import { AuditTable } from "@/components/audit/audit-table";
import { LedgerStrip } from "@/components/audit/ledger-strip";
import { NoAudit } from "@/components/audit/no-audit";
import { PackForm } from "@/components/audit/pack-form";
import { PageColumns } from "@/components/layout/page-columns";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { getAuditFilters, listAudit } from "@/lib/audit/queries";
import type { AuditPageView } from "@/lib/audit/schema";
import { isGranted } from "@/lib/authz/permissions";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { getLedgerState, verifyLedger } from "@/lib/ledger/queries";
import { readForPage } from "@/lib/web/for-page";
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
    </>
  );
}

type TrailProps = { page: AuditPageView; search: AuditSearch; timeZone: string };

async function Trail({ workspaceId, search }: { workspaceId: WorkspaceId; search: AuditSearch }) {
  const [page, filters, state, verified, { me }] = await Promise.all([
    readForPage(listAudit, { workspaceId, ...auditFilterOf(search) }),
    readForPage(getAuditFilters, { workspaceId, ...choicesOf(search) }),
    readForPage(getLedgerState, { workspaceId }),
    search.verify === undefined ? null : readForPage(verifyLedger, { workspaceId }),
    readWorkspaceFrame(),
  ]);
  return (
    <>
      <LedgerStrip
        state={state}
        timeZone={me.timeZone}
        verified={verified === null ? null : { ...verified, at: new Date().toISOString() }}
        verifyPart={verifyPart.bind(null, workspaceId)}
      />
      <div className="border-line border-b bg-surface px-6 py-2.5 max-sm:px-4">
        <AuditFilters search={search} filters={filters} />
      </div>
      <PageColumns extent="full">
        {search.project !== undefined && (
          <p className="no-print">
            <TextLink href={`/projects/${search.project}/history`}>
              See this project as it stood on a day
            </TextLink>
          </p>
        )}
        <Panel padding="none">
          <Entries page={page} search={search} timeZone={me.timeZone} />
        </Panel>
      </PageColumns>
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
