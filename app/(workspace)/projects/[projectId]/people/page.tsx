import type { Metadata } from "next";
import { PageColumns } from "@/components/layout/page-columns";
import { ProjectFrame } from "@/components/projects/project-frame";
import { ProjectInvitations } from "@/components/projects/project-invitations";
import { ProjectInviteForm } from "@/components/projects/project-invite-form";
import { AddPersonForm, ChangePersonForm } from "@/components/projects/project-person-form";
import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { Panel } from "@/components/ui/panel";
import { Person } from "@/components/ui/person";
import { Timestamp } from "@/components/ui/timestamp";
import { titleOfProjectRole, titleOfWorkspaceRole } from "@/lib/authz/permissions";
import type { ProjectId } from "@/lib/kernel/ids";
import { listProjectInvitations } from "@/lib/projects/queries/list-project-invitations";
import { listProjectMembers } from "@/lib/projects/queries/list-project-members";
import { readForPage, readIfAllowed } from "@/lib/web/for-page";
import { readProjectFrame } from "@/lib/web/frames";
import {
  addPersonAction,
  changeRolesAction,
  inviteOutsiderAction,
  removePersonAction,
  withdrawInvitationAction,
} from "./actions";

export const metadata: Metadata = { title: "Team and roles" };

type Props = { params: Promise<{ projectId: ProjectId }> };

export default async function ProjectPeoplePage({ params }: Props) {
  const { projectId } = await params;
  const [frame, { members, candidates, whyNotManage }, invitations] = await Promise.all([
    readProjectFrame(projectId),
    readForPage(listProjectMembers, { projectId }),
    readIfAllowed(listProjectInvitations, { projectId }),
  ]);
  return (
    <>
      <ProjectFrame frame={frame} crumbs={[{ label: "Team and roles" }]} />
      <PageColumns
        asideWidth="regular"
        aside={
          <>
            <Panel title="Add a person">
              {whyNotManage === null ? (
                <AddPersonForm
                  projectId={projectId}
                  candidates={candidates}
                  action={addPersonAction}
                />
              ) : (
                <p className="text-ink-2 text-sm">{whyNotManage}</p>
              )}
            </Panel>
            {whyNotManage === null && (
              <Panel title="Invite from outside">
                <ProjectInviteForm projectId={projectId} action={inviteOutsiderAction} />
              </Panel>
            )}
          </>
        }
      >
        <Panel title="Team" meta={`${members.length}`} padding="none">
          <DataTable
            caption="People of this project"
            head={
              <>
                <HeadCell>Person</HeadCell>
                <HeadCell>Roles in the project</HeadCell>
                <HeadCell>In the workspace</HeadCell>
                <HeadCell>Since</HeadCell>
                <HeadCell>Change</HeadCell>
              </>
            }
          >
            {members.map((member) => (
              <Row key={member.userId}>
                <Cell kind="lead">
                  <Person name={member.name} detail={member.title} />
                </Cell>
                <Cell label="Roles in the project">
                  <span className="block first-letter:uppercase">
                    {member.roles.map((role) => titleOfProjectRole[role]).join(", ")}
                  </span>
                </Cell>
                <Cell label="In the workspace">
                  <span className="block first-letter:uppercase">
                    {titleOfWorkspaceRole[member.workspaceRole]}
                  </span>
                </Cell>
                <Cell label="Since">
                  <Timestamp at={member.addedAt} show="day" />
                </Cell>
                <Cell label="Change">
                  {whyNotManage === null ? (
                    <ChangePersonForm
                      projectId={projectId}
                      person={member}
                      whyNotRemove={member.whyNotRemove}
                      change={changeRolesAction}
                      remove={removePersonAction}
                    />
                  ) : (
                    "–"
                  )}
                </Cell>
              </Row>
            ))}
          </DataTable>
        </Panel>
        <ProjectInvitations
          invitations={invitations?.rows ?? []}
          withdraw={withdrawInvitationAction}
        />
      </PageColumns>
    </>
  );
}
