import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tag } from "@/components/ui/tag";
import { Timestamp } from "@/components/ui/timestamp";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import type { InvitationView } from "@/lib/identity/schema";
import { workspaceRoleWord } from "./role-words";

type InvitationTableProps = {
  invitations: readonly InvitationView[];
  revoke: (form: FormData) => Promise<void>;
};

function roleWords({ role, project }: InvitationView): string {
  return project === null
    ? workspaceRoleWord(role)
    : `${workspaceRoleWord(role)}; in ${project.name} ${project.roles.map((each) => titleOfProjectRole[each]).join(", ")}`;
}

export function InvitationTable({ invitations, revoke }: InvitationTableProps) {
  return (
    <DataTable
      caption="Invitations nobody has accepted yet"
      head={
        <>
          <HeadCell>Address</HeadCell>
          <HeadCell>Role</HeadCell>
          <HeadCell>Invited by</HeadCell>
          <HeadCell>Valid until</HeadCell>
          <HeadCell>
            <span className="sr-only">Withdraw</span>
          </HeadCell>
        </>
      }
    >
      {invitations.map((invitation) => (
        <Row key={invitation.id}>
          <Cell kind="lead">{invitation.email}</Cell>
          <Cell label="Role">{roleWords(invitation)}</Cell>
          <Cell label="Invited by">{invitation.invitedBy}</Cell>
          <Cell label="Valid until">
            {invitation.state === "expired" ? (
              <Tag tone="warn">too old</Tag>
            ) : (
              <Timestamp at={invitation.expiresAt} show="day" />
            )}
          </Cell>
          <Cell label="Withdraw">
            <form action={revoke}>
              <input type="hidden" name="invitationId" value={invitation.id} />
              <SubmitButton
                variant="default"
                size="sm"
                aria-label={`Withdraw the invitation of ${invitation.email}`}
              >
                Withdraw
              </SubmitButton>
            </form>
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
