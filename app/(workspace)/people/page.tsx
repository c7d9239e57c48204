import type { Metadata } from "next";
import { InvitationTable } from "@/components/identity/invitation-table";
import { InviteForm } from "@/components/identity/invite-form";
import { MemberPanel } from "@/components/identity/member-panel";
import { MemberTable } from "@/components/identity/member-table";
import { PageColumns } from "@/components/layout/page-columns";
import { Banner } from "@/components/ui/banner";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { Panel } from "@/components/ui/panel";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { type WorkspaceRole, workspaceRoles } from "@/lib/authz/permissions";
import { listInvitations, listPeople } from "@/lib/identity/queries";
import { readForPage, readIfAllowed } from "@/lib/web/for-page";
import { openWorkspace } from "@/lib/web/frames";
import {
  changeRoleAction,
  inviteAction,
  removeMemberAction,
  revokeInvitationAction,
} from "./actions";

export const metadata: Metadata = { title: "People" };

type Asked = Record<"search" | "cursor" | "member" | "done" | "error", string | undefined>;
type PeoplePageProps = { searchParams: Promise<Partial<Asked>> };

function addressOf(parts: Partial<Asked>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) {
    if (value !== undefined && value !== "") {
      query.set(name, value);
    }
  }
  return query.size === 0 ? "/people" : `/people?${query}`;
}

/** An owner is made by owners only; the command says so too. */
function rolesFor(role: WorkspaceRole): WorkspaceRole[] {
  return workspaceRoles.filter((each) => each !== "owner" || role === "owner");
}

function Search({ search }: { search: string }) {
  return (
    <search className="px-4 sm:px-0">
      <form action="/people" className="flex items-end gap-2">
        <TextField
          name="search"
          label="Find by name or address"
          defaultValue={search}
          type="search"
        />
        <Button type="submit">Find</Button>
      </form>
    </search>
  );
}

function Outcome({ done, error }: { done: string | undefined; error: string | undefined }) {
  return (
    <>
      {done === "removed" && <Banner tone="ok" lead="The member is removed." live="polite" />}
      {error === "withdraw" && (
        <Banner tone="bad" lead="The invitation could not be withdrawn." live="assertive">
          It was accepted meanwhile, or you may not do this any more.
        </Banner>
      )}
    </>
  );
}

export default async function PeoplePage({ searchParams }: PeoplePageProps) {
  const asked = await searchParams;
  const { search = "", cursor, done, error } = asked;
  const { id: workspaceId, name, role } = await openWorkspace();
  const [people, invitations] = await Promise.all([
    readForPage(listPeople, { workspaceId, search, ...(cursor === undefined ? {} : { cursor }) }),
    readIfAllowed(listInvitations, { workspaceId }),
  ]);
  const member = people.rows.find((row) => row.userId === asked.member) ?? null;
  const here = { search, cursor };
  const roles = rolesFor(role);
  const next = people.nextCursor;
  const aside = (
    <>
      {member !== null && (
        <MemberPanel
          key={member.userId}
          member={member}
          workspaceId={workspaceId}
          roles={roles}
          changeRole={changeRoleAction}
          remove={removeMemberAction}
          closeHref={addressOf(here)}
        />
      )}
      {invitations !== null && (
        <Panel title="Invite somebody">
          <InviteForm action={inviteAction} workspaceId={workspaceId} roles={roles} />
        </Panel>
      )}
    </>
  );
  const hasAside = member !== null || invitations !== null;
  return (
    <>
      <Breadcrumbs crumbs={[{ label: name, href: "/portfolio" }, { label: "People" }]} />
      <PageHeader
        title="People"
        facts={[
          <TextLink key="roles" href="/settings#roles">
            What each role may do
          </TextLink>,
        ]}
      />
      <PageColumns asideWidth="narrow" {...(hasAside ? { aside } : {})}>
        <Outcome done={done} error={error} />
        <Search search={search} />
        <Panel title="Members" padding="none">
          {people.rows.length === 0 ? (
            <EmptyState
              title="Nobody here has this name"
              action={<TextLink href="/people">Show everybody</TextLink>}
            />
          ) : (
            <MemberTable
              members={people.rows}
              selected={member?.userId ?? null}
              hrefOf={(userId) => `${addressOf({ ...here, member: userId })}#member`}
            />
          )}
        </Panel>
        <Pager
          previousHref={cursor === undefined ? undefined : addressOf({ search })}
          nextHref={next === null ? undefined : addressOf({ search, cursor: next })}
        />
        {invitations !== null && invitations.rows.length > 0 && (
          <Panel title="Open invitations" padding="none">
            <InvitationTable invitations={invitations.rows} revoke={revokeInvitationAction} />
          </Panel>
        )}
      </PageColumns>
    </>
  );
}
