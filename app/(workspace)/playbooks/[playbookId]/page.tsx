import type { Metadata } from "next";
import { PageColumns } from "@/components/layout/page-columns";
import { PlaybookAside } from "@/components/playbooks/playbook-aside";
import { PlaybookDocument } from "@/components/playbooks/playbook-document";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import type { PlaybookId } from "@/lib/kernel/ids";
import { getPlaybook } from "@/lib/playbooks/queries";
import type { Strictness } from "@/lib/playbooks/schema";
import type { PlaybookView } from "@/lib/playbooks/schema/playbook-views";
import { readForPage } from "@/lib/web/for-page";
import { openWorkspace } from "@/lib/web/frames";
import { copyPlaybookAction } from "./actions";

export const metadata: Metadata = { title: "Playbook" };

type Search = { version?: string | string[]; form?: string | string[] };
type Props = { params: Promise<{ playbookId: string }>; searchParams: Promise<Search> };

function levelOf(form: Search["form"]): Strictness {
  return form === "lite" || form === "regulated" ? form : "standard";
}

function Actions({ view }: { view: PlaybookView }) {
  if (!view.mayWrite || view.whyNotEdit !== null) {
    return null;
  }
  return (
    <ButtonLink href={`/playbooks/${view.playbookId}/edit`} variant="primary" icon="edit">
      {view.draft === null ? "Edit" : "Edit the draft"}
    </ButtonLink>
  );
}

export default async function PlaybookPage({ params, searchParams }: Props) {
  const [{ playbookId }, { version, form }] = await Promise.all([params, searchParams]);
  const [view, workspace] = await Promise.all([
    readForPage(getPlaybook, {
      playbookId: playbookId as PlaybookId,
      ...(typeof version === "string" ? { versionId: version } : {}),
    }),
    openWorkspace(),
  ]);
  const base = `/playbooks/${playbookId}`;
  const level = levelOf(form);
  const versionId = typeof version === "string" ? version : undefined;
  const hrefOf = (at: { form: Strictness; versionId?: string | undefined }) =>
    `${base}?form=${at.form}${at.versionId === undefined ? "" : `&version=${at.versionId}`}`;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: workspace.name, href: "/portfolio" },
          { label: "Playbooks", href: "/playbooks" },
          { label: view.name },
        ]}
      />
      <PageHeader
        title={view.name}
        facts={[
          view.shown === null ? "Not published yet" : `Version ${view.shown.number}`,
          view.origin === "built_in" ? "Comes with Waymark" : "Of this workspace",
        ]}
        actions={<Actions view={view} />}
      />
      <PageColumns
        asideWidth="narrow"
        aside={
          <PlaybookAside
            view={view}
            copy={copyPlaybookAction}
            now={new Date()}
            hrefOf={(id) => hrefOf({ form: level, versionId: id })}
          />
        }
      >
        {view.shown === null ? (
          <Panel>
            <EmptyState title="No version of this playbook is published yet">
              An owner or admin of the workspace edits its draft and publishes it; then projects can
              follow it.
            </EmptyState>
          </Panel>
        ) : (
          <PlaybookDocument
            playbook={view.shown.document}
            level={level}
            hrefOf={(each) => hrefOf({ form: each, versionId })}
          />
        )}
      </PageColumns>
    </>
  );
}
