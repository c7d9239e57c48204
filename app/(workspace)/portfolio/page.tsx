import type { Metadata } from "next";
import { type ReactNode, Suspense } from "react";
import { PortfolioFilters } from "@/components/portfolio/portfolio-filters";
import { PortfolioStrip } from "@/components/portfolio/portfolio-strip";
import { PortfolioTable } from "@/components/portfolio/portfolio-table";
import { TrailMiniLegend } from "@/components/trail/trail-mini-legend";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { DownloadLink } from "@/components/ui/download-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SkeletonRows } from "@/components/ui/skeleton-rows";
import { Timestamp } from "@/components/ui/timestamp";
import { isGranted } from "@/lib/authz/permissions";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { listPortfolio } from "@/lib/portfolio/queries/list-portfolio";
import { summarizePortfolio } from "@/lib/portfolio/queries/summarize-portfolio";
import {
  filterOfAddress,
  isNarrowed,
  type PortfolioAddress,
  portfolioExportHref,
  portfolioHref,
  readPortfolioAddress,
  type SearchParams,
} from "@/lib/portfolio/rules/portfolio-address";
import { readForPage } from "@/lib/web/for-page";
import { openWorkspace } from "@/lib/web/frames";

export const metadata: Metadata = { title: "Portfolio" };

type Part = { workspaceId: WorkspaceId; address: PortfolioAddress };

async function Summary({ workspaceId, address }: Part) {
  const summary = await readForPage(summarizePortfolio, { workspaceId });
  return (
    <>
      <PortfolioStrip summary={summary} />
      <PortfolioFilters address={address} summary={summary} />
    </>
  );
}

async function Projects({ workspaceId, address, create }: Part & { create: ReactNode }) {
  const input = { workspaceId, ...filterOfAddress(address) };
  const { rows, nextCursor } = await readForPage(listPortfolio, input);
  if (rows.length === 0) {
    return <NoProjects address={address} create={create} />;
  }
  const states = rows.flatMap((row) => row.trail.stages.flatMap(({ gate }) => gate?.state ?? []));
  return (
    <>
      <PortfolioTable rows={rows} address={address} now={new Date()} />
      <Pager
        label="Pages of the portfolio"
        previousHref={address.cursor === undefined ? undefined : portfolioHref(address)}
        nextHref={nextCursor === null ? undefined : portfolioHref(address, { cursor: nextCursor })}
        summary={`${rows.length} projects on this page`}
      />
      <div className="wm-portfolio-foot">
        <TrailMiniLegend states={states} />
      </div>
    </>
  );
}

function NoProjects({ address, create }: { address: PortfolioAddress; create: ReactNode }) {
  if (isNarrowed(address)) {
    return (
      <EmptyState
        title="No projects match"
        action={<ButtonLink href="/portfolio">Clear filters</ButtonLink>}
      >
        Nothing you may see fits all of the filters.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No projects yet" action={create}>
      Projects you take part in stand here, one row each, with their way from business case to
      monitored model.
    </EmptyState>
  );
}

export default async function PortfolioPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const address = readPortfolioAddress(await searchParams);
  const workspace = await openWorkspace();
  const part = { workspaceId: workspace.id, address };
  const mayCreate = isGranted("project:create", {
    workspaceRole: workspace.role,
    projectRoles: [],
  });
  const create = mayCreate && (
    <ButtonLink href="/projects/new" variant="primary" icon="plus" shortcut="N">
      New project
    </ButtonLink>
  );
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: workspace.name, href: "/portfolio" }, { label: "Portfolio" }]}
      />
      <PageHeader
        title="Portfolio"
        facts={[
          <>
            As of <Timestamp at={new Date().toISOString()} show="moment" />
          </>,
        ]}
        actions={
          <>
            <DownloadLink href={portfolioExportHref(address)}>Export</DownloadLink>
            {create}
          </>
        }
      />
      <Suspense fallback={<div className="wm-strip min-h-16" />}>
        <Summary {...part} />
      </Suspense>
      <div className="wm-portfolio">
        <Suspense key={JSON.stringify(address)} fallback={<SkeletonRows rows={12} />}>
          <Projects {...part} create={create} />
        </Suspense>
      </div>
    </>
  );
}
