import type { Metadata } from "next";
import { BrokenCatalogue } from "@/components/risk-catalogue/broken-catalogue";
import {
  type CatalogueSearch,
  catalogueHref,
  readCatalogueSearch,
} from "@/components/risk-catalogue/catalogue-address";
import { CatalogueFilters } from "@/components/risk-catalogue/catalogue-filters";
import { CatalogueTable } from "@/components/risk-catalogue/catalogue-table";
import { EntryDrawer } from "@/components/risk-catalogue/entry-drawer";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { DownloadLink } from "@/components/ui/download-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { listRiskCatalogue } from "@/lib/risk-catalogue/queries/catalogue";
import type { CatalogueView } from "@/lib/risk-catalogue/schema";
import { readForPage } from "@/lib/web/for-page";
import { openWorkspace } from "@/lib/web/frames";
import {
  reinstateEntryAction,
  restoreEntryAction,
  retireEntryAction,
  saveEntryAction,
} from "./actions";

export const metadata: Metadata = { title: "Risk catalogue" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const actions = {
  save: saveEntryAction,
  retire: retireEntryAction,
  reinstate: reinstateEntryAction,
  restore: restoreEntryAction,
};

function Acts({ view, search }: { view: CatalogueView; search: CatalogueSearch }) {
  return (
    <>
      <DownloadLink href={`/risks/catalogue/export?extent=${search.own ? "own" : "whole"}`}>
        YAML
      </DownloadLink>
      {view.whyNotChange === null && (
        <>
          <ButtonLink href="/risks/catalogue/import">Import</ButtonLink>
          <ButtonLink
            href={catalogueHref(search, { new: true })}
            variant="primary"
            icon="plus"
            scroll={false}
          >
            Add a risk
          </ButtonLink>
        </>
      )}
    </>
  );
}

export default async function CataloguePage({ searchParams }: Props) {
  const search = readCatalogueSearch(await searchParams);
  const { id: workspaceId, name } = await openWorkspace();
  const { text, category, own, retired, entry } = search;
  const filter = { text, category, own, retired, key: entry };
  const view = await readForPage(listRiskCatalogue, { workspaceId, ...filter });
  const isOpen = entry !== undefined || search.new;
  const crumbs = [
    { label: name, href: "/portfolio" },
    { label: "Risks", href: "/risks" },
    { label: "Catalogue" },
  ];
  return (
    <>
      <Breadcrumbs crumbs={crumbs} />
      <PageHeader
        title="Risk catalogue"
        facts={["Suggested to projects where they arise"]}
        actions={<Acts view={view} search={search} />}
      />
      <div className="wm-columns" data-aside={isOpen ? "regular" : "none"} data-extent="full">
        <div className="wm-column">
          <BrokenCatalogue broken={view.broken} />
          <CatalogueFilters view={view} search={search} />
          <Panel padding="none">
            {view.rows.length === 0 ? (
              <EmptyState title="No risk of the catalogue is like that">
                Take a filter off, or search for other words.
              </EmptyState>
            ) : (
              <CatalogueTable rows={view.rows} search={search} />
            )}
          </Panel>
        </div>
        {isOpen && (
          <EntryDrawer
            view={view}
            search={search}
            workspaceId={workspaceId}
            actions={actions}
            now={new Date()}
          />
        )}
      </div>
    </>
  );
}
