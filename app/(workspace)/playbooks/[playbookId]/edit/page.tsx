import type { Metadata } from "next";
import { PageColumns } from "@/components/layout/page-columns";
import { DiscardForm, PublishForm } from "@/components/playbooks/draft-forms";
import { PlaybookEditor } from "@/components/playbooks/playbook-editor";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import type { PlaybookId } from "@/lib/kernel/ids";
import { getPlaybook } from "@/lib/playbooks/queries";
import { outlineOf } from "@/lib/playbooks/rules/outline-playbook";
import type { PlaybookView } from "@/lib/playbooks/schema/playbook-views";
import { readForPage } from "@/lib/web/for-page";
import { openWorkspace } from "@/lib/web/frames";
import {
  checkTextAction,
  discardDraftAction,
  publishPlaybookAction,
  saveDraftAction,
} from "../actions";

export const metadata: Metadata = { title: "Edit playbook" };

type Props = { params: Promise<{ playbookId: string }> };

function whyNotHere(view: PlaybookView): string | null {
  return view.mayWrite
    ? view.whyNotEdit
    : "An owner or admin of the workspace edits playbooks. You can read this one.";
}

/** The draft as it was last saved, or the newest version where there is none. */
function startOf({ draft, shown }: PlaybookView) {
  if (draft !== null) {
    const { source, problems, document, version } = draft;
    return { source, version, problems, outline: document === null ? null : outlineOf(document) };
  }
  const outline = shown === null ? null : outlineOf(shown.document);
  return { source: shown?.source ?? "", version: null, problems: [], outline };
}

function Editor({ view }: { view: PlaybookView }) {
  const { source, version, problems, outline } = startOf(view);
  return (
    <PlaybookEditor
      playbookId={view.playbookId}
      stored={source}
      version={version}
      first={{ problems, outline }}
      save={saveDraftAction}
      check={checkTextAction}
    />
  );
}

function DraftPanels({ view }: { view: PlaybookView }) {
  const { draft, playbookId } = view;
  if (draft === null) {
    return (
      <p className="text-ink-2 max-sm:px-4">
        Saving begins a draft; the published versions stay as they are. Raise the number behind
        version first: it names the next version.
      </p>
    );
  }
  const isOnlyVersion = view.versions.every((version) => version.status === "draft");
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Panel title="Publish">
        <PublishForm
          playbookId={playbookId}
          version={draft.version}
          number={draft.number}
          whyNot={view.whyNotPublish}
          action={publishPlaybookAction}
        />
      </Panel>
      <Panel title="Discard">
        <DiscardForm
          playbookId={playbookId}
          version={draft.version}
          isOnlyVersion={isOnlyVersion}
          action={discardDraftAction}
        />
      </Panel>
    </div>
  );
}

export default async function EditPlaybookPage({ params }: Props) {
  const { playbookId } = await params;
  const [view, workspace] = await Promise.all([
    readForPage(getPlaybook, { playbookId: playbookId as PlaybookId }),
    openWorkspace(),
  ]);
  const whyNot = whyNotHere(view);
  const crumbs = [
    { label: workspace.name, href: "/portfolio" },
    { label: "Playbooks", href: "/playbooks" },
    { label: view.name, href: `/playbooks/${playbookId}` },
    { label: "Edit" },
  ];
  return (
    <>
      <Breadcrumbs crumbs={crumbs} />
      <PageHeader
        title={view.name}
        code={view.key}
        facts={[view.draft === null ? "No draft yet" : `Draft of version ${view.draft.number}`]}
      />
      <PageColumns extent="full">
        {whyNot === null ? (
          <>
            <Editor view={view} />
            <DraftPanels view={view} />
          </>
        ) : (
          <Panel>
            <EmptyState
              title="This playbook is not edited here"
              action={
                <ButtonLink href={`/playbooks/${playbookId}`}>Back to the playbook</ButtonLink>
              }
            >
              {whyNot}
            </EmptyState>
          </Panel>
        )}
      </PageColumns>
    </>
  );
}
