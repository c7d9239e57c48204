import type { Metadata } from "next";
import { PageColumns } from "@/components/layout/page-columns";
import { NewProjectForm } from "@/components/projects/new-project-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { isGranted } from "@/lib/authz/permissions";
import { dayOf } from "@/lib/kernel/calendar";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { getFormOptions } from "@/lib/projects/queries/get-form-options";
import { readForPage } from "@/lib/web/for-page";
import { openWorkspace, readWorkspaceFrame } from "@/lib/web/frames";
import { createProjectAction, suggestKeyAction } from "./actions";

export const metadata: Metadata = { title: "New project" };

function NotAllowed() {
  return (
    <EmptyState title="Your role reads projects and does not begin them">
      A member, admin or owner of the workspace can create one;{" "}
      <TextLink href="/people">People</TextLink> says who they are.
    </EmptyState>
  );
}

async function NewProject({ workspaceId }: { workspaceId: WorkspaceId }) {
  const [options, { me }] = await Promise.all([
    readForPage(getFormOptions, { workspaceId }),
    readWorkspaceFrame(),
  ]);
  if (options.playbooks.length === 0) {
    return (
      <EmptyState title="There is no published playbook to follow yet">
        A project follows a playbook. <TextLink href="/playbooks">Playbooks</TextLink> says which
        ones are here and how to bring one in.
      </EmptyState>
    );
  }
  return (
    <NewProjectForm
      workspaceId={workspaceId}
      playbooks={options.playbooks}
      people={options.people.map(({ userId, name }) => ({ userId, name, isYou: userId === me.id }))}
      today={dayOf(new Date())}
      action={createProjectAction}
      suggestKey={suggestKeyAction}
    />
  );
}

export default async function NewProjectPage() {
  const { id, name, role } = await openWorkspace();
  const mayCreate = isGranted("project:create", { workspaceRole: role, projectRoles: [] });
  const crumbs = [
    { label: name, href: "/portfolio" },
    { label: "Portfolio", href: "/portfolio" },
    { label: "New project" },
  ];
  return (
    <>
      <Breadcrumbs crumbs={crumbs} />
      <PageHeader title="New project" facts={["Stages, tasks and gates come from its playbook"]} />
      <PageColumns>
        <Panel>
          <div className="max-w-5xl">
            {mayCreate ? <NewProject workspaceId={id} /> : <NotAllowed />}
          </div>
        </Panel>
      </PageColumns>
    </>
  );
}
