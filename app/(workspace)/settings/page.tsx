import type { Metadata } from "next";
import { ProjectRoleTable, WorkspaceRoleTable } from "@/components/identity/role-table";
import { WorkspaceChoice } from "@/components/identity/workspace-choice";
import { WorkspaceSettingsForm } from "@/components/identity/workspace-settings-form";
import { PageColumns } from "@/components/layout/page-columns";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Facts } from "@/components/ui/facts";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { getWorkspaceSettings } from "@/lib/identity/queries/installation";
import { restInWords } from "@/lib/identity/rules/session-words";
import type { WorkspaceSettingsView } from "@/lib/identity/schema";
import { currentPerson } from "@/lib/web/current-workspace";
import { readForPage } from "@/lib/web/for-page";
import { openWorkspace } from "@/lib/web/frames";
import { chooseWorkspaceAction, saveSettingsAction } from "./actions";

export const metadata: Metadata = { title: "Settings" };

function MailState({ mail }: Pick<WorkspaceSettingsView, "mail">) {
  if (mail.mode === "smtp") {
    return (
      <Panel title="Mail" meta={<Tag tone="ok">set up</Tag>}>
        <Facts facts={[{ name: "Server", value: mail.place }]} />
      </Panel>
    );
  }
  return (
    <Panel title="Mail" meta={<Tag tone="warn">kept as files</Tag>}>
      <p className="text-ink-2 text-sm">
        No mail server is named, so invitations and password links are written to{" "}
        <code className="break-all font-mono text-xs">{mail.place}</code> instead of being sent. Set{" "}
        <code className="font-mono text-xs">SMTP_URL</code> and start Waymark again.
      </p>
    </Panel>
  );
}

function SsoState({ sso }: Pick<WorkspaceSettingsView, "sso">) {
  if (sso === null) {
    return (
      <Panel title="Single sign-on" meta={<Tag tone="idle">off</Tag>}>
        <p className="text-ink-2 text-sm">
          People sign in with a password. Set <code className="font-mono text-xs">OIDC_ISSUER</code>
          , <code className="font-mono text-xs">OIDC_CLIENT_ID</code> and{" "}
          <code className="font-mono text-xs">OIDC_CLIENT_SECRET</code> for an OpenID Connect
          provider.
        </p>
      </Panel>
    );
  }
  const domains =
    sso.domains.length === 0 ? "none: nobody is linked by address" : sso.domains.join(", ");
  return (
    <Panel title="Single sign-on" meta={<Tag tone="ok">set up</Tag>}>
      <Facts
        facts={[
          { name: "Name", value: sso.name },
          { name: "Issuer", value: <span className="break-all">{sso.issuer}</span> },
          { name: "Trusted domains", value: domains },
        ]}
      />
    </Panel>
  );
}

function SessionLimits({ sessions }: Pick<WorkspaceSettingsView, "sessions">) {
  const { idleMinutes, maxDays } = sessions;
  return (
    <Panel title="Sessions">
      <Facts
        facts={[
          { name: "End when unused for", value: restInWords(idleMinutes) },
          { name: "End in any case after", value: `${maxDays} ${maxDays === 1 ? "day" : "days"}` },
        ]}
      />
      <p className="mt-2 text-ink-2 text-sm">
        Then one signs in in full again. Whoever runs Waymark sets{" "}
        <code className="font-mono text-xs">SESSION_IDLE_MINUTES</code> and{" "}
        <code className="font-mono text-xs">SESSION_MAX_DAYS</code>.
      </p>
    </Panel>
  );
}

export default async function SettingsPage() {
  const { id: workspaceId, name } = await openWorkspace();
  const [settings, { workspaces }] = await Promise.all([
    readForPage(getWorkspaceSettings, { workspaceId }),
    currentPerson(),
  ]);
  const aside = (
    <>
      {workspaces.length > 1 && (
        <WorkspaceChoice
          workspaces={workspaces}
          current={workspaceId}
          action={chooseWorkspaceAction}
        />
      )}
      <MailState mail={settings.mail} />
      <SsoState sso={settings.sso} />
      <SessionLimits sessions={settings.sessions} />
    </>
  );
  return (
    <>
      <Breadcrumbs crumbs={[{ label: name, href: "/portfolio" }, { label: "Settings" }]} />
      <PageHeader
        title="Settings"
        state={settings.isDemo ? <Tag tone="review">demo workspace</Tag> : null}
      />
      <PageColumns aside={aside}>
        <Panel title="Workspace">
          <WorkspaceSettingsForm action={saveSettingsAction} settings={settings} />
        </Panel>
        <Panel title="Risk matrix">
          <p className="text-ink-2 text-sm">
            Steps, levels and the appetite line by which every project is measured, and how often
            each level asks for a review.
          </p>
          <p className="mt-2">
            <TextLink href="/settings/risk-matrix">See the risk matrix</TextLink>
          </p>
        </Panel>
        <Panel title="Risk catalogue">
          <p className="text-ink-2 text-sm">
            Risks that are suggested to projects where they arise: those that come with Waymark, and
            your own.
          </p>
          <p className="mt-2">
            <TextLink href="/risks/catalogue">See the risk catalogue</TextLink>
          </p>
        </Panel>
        <Panel id="roles" title="Workspace roles" padding="none">
          <WorkspaceRoleTable />
        </Panel>
        <Panel
          title="Project roles"
          padding="none"
          foot="A person may hold several. Owners and admins of the workspace read every project and manage its people, and never sign or decide by that."
        >
          <ProjectRoleTable />
        </Panel>
      </PageColumns>
    </>
  );
}
