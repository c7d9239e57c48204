import { Suspense } from "react";
import { checksFilter, readChecksSearch } from "@/components/risk-checks/checks-address";
import { NeedsMending } from "@/components/risk-checks/needs-mending";
import type { SearchParams } from "@/components/risks/register-search";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { listProjectChecks, listWorkspaceChecks } from "@/lib/risk-checks/queries/list-checks";
import { readForPage } from "@/lib/web/for-page";

type Props = { params: SearchParams };

/** The register does not wait for its checks; their line keeps its place meanwhile. */
const looking = <p className="text-ink-3">Looking for what needs mending.</p>;

async function OfProject({ projectId, params }: Props & { projectId: ProjectId }) {
  const asked = checksFilter(readChecksSearch(params));
  const view = await readForPage(listProjectChecks, { projectId, ...asked });
  const base = `/projects/${projectId}/risks`;
  return <NeedsMending view={view} base={base} params={params} extent="project" />;
}

async function OfWorkspace({ workspaceId, params }: Props & { workspaceId: WorkspaceId }) {
  const asked = checksFilter(readChecksSearch(params));
  const view = await readForPage(listWorkspaceChecks, { workspaceId, ...asked });
  return <NeedsMending view={view} base="/risks" params={params} extent="workspace" />;
}

export function MendingOfProject(props: Props & { projectId: ProjectId }) {
  return (
    <Suspense fallback={looking}>
      <OfProject {...props} />
    </Suspense>
  );
}

export function MendingOfWorkspace(props: Props & { workspaceId: WorkspaceId }) {
  return (
    <Suspense fallback={looking}>
      <OfWorkspace {...props} />
    </Suspense>
  );
}
