import type { Metadata } from "next";
import { PageColumns } from "@/components/layout/page-columns";
import { BrokenFiles } from "@/components/playbooks/broken-files";
import { ImportForm } from "@/components/playbooks/import-form";
import { PlaybookTable } from "@/components/playbooks/playbook-table";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { Panel } from "@/components/ui/panel";
import { listBrokenPlaybookFiles, listPlaybooks } from "@/lib/playbooks/queries";
import { readForPage, readIfAllowed } from "@/lib/web/for-page";
import { openWorkspace } from "@/lib/web/frames";
import { importShippedAction } from "./actions";

export const metadata: Metadata = { title: "Playbooks" };

type Props = { searchParams: Promise<{ cursor?: string | string[] }> };

export default async function PlaybooksPage({ searchParams }: Props) {
  const { cursor } = await searchParams;
  const { id: workspaceId, name } = await openWorkspace();
  const at = typeof cursor === "string" ? { cursor } : {};
  const [page, broken] = await Promise.all([
    readForPage(listPlaybooks, { workspaceId, ...at }),
    readIfAllowed(listBrokenPlaybookFiles, { workspaceId }),
  ]);
  const { rows, nextCursor } = page;
  return (
    <>
      <Breadcrumbs crumbs={[{ label: name, href: "/portfolio" }, { label: "Playbooks" }]} />
      <PageHeader title="Playbooks" facts={["Stages, tasks and gates a project follows"]} />
      <PageColumns>
        {broken !== null && <BrokenFiles files={broken} />}
        <Panel padding="none">
          {rows.length === 0 ? (
            <EmptyState title="No playbook is here yet">
              A playbook says which stages a project goes through, what each leaves behind and who
              decides at its gates.
            </EmptyState>
          ) : (
            <PlaybookTable rows={rows} />
          )}
          <Pager
            nextHref={
              nextCursor === null
                ? undefined
                : `/playbooks?cursor=${encodeURIComponent(nextCursor)}`
            }
          />
        </Panel>
        {broken !== null && (
          <Panel title="Shipped with Waymark">
            <ImportForm workspaceId={workspaceId} action={importShippedAction} />
          </Panel>
        )}
      </PageColumns>
    </>
  );
}
