import type { FormAction } from "@/components/ui/action-form";
import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { Panel } from "@/components/ui/panel";
import { Tag } from "@/components/ui/tag";
import { Timestamp } from "@/components/ui/timestamp";
import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import { WithdrawInvitationForm } from "./project-invite-form";

type Invitation = {
  id: string;
  email: string;
  roles: readonly ProjectRole[];
  invitedBy: string;
  expiresAt: string;
  state: "open" | "expired";
};
type ProjectInvitationsProps = { invitations: readonly Invitation[]; withdraw: FormAction };

/** Who was asked to join and has not answered yet. */
export function ProjectInvitations({ invitations, withdraw }: ProjectInvitationsProps) {
  if (invitations.length === 0) {
    return null;
  }
  return (
    <Panel title="Invited, not here yet" meta={`${invitations.length}`} padding="none">
      <DataTable
        caption="Invitations into this project nobody has accepted yet"
        head={
          <>
            <HeadCell>Address</HeadCell>
            <HeadCell>Roles in the project</HeadCell>
            <HeadCell>Invited by</HeadCell>
            <HeadCell>Valid until</HeadCell>
            <HeadCell>
              <span className="sr-only">Withdraw</span>
            </HeadCell>
          </>
        }
      >
        {invitations.map(({ id, email, roles, invitedBy, expiresAt, state }) => (
          <Row key={id}>
            <Cell kind="lead">
              <span className="break-all">{email}</span>
            </Cell>
            <Cell label="Roles in the project">
              {roles.map((role) => titleOfProjectRole[role]).join(", ")}
            </Cell>
            <Cell label="Invited by">{invitedBy}</Cell>
            <Cell label="Valid until">
              {state === "expired" ? (
                <Tag tone="warn">too old</Tag>
              ) : (
                <Timestamp at={expiresAt} show="day" />
              )}
            </Cell>
            <Cell label="Withdraw">
              <WithdrawInvitationForm invitationId={id} email={email} action={withdraw} />
            </Cell>
          </Row>
        ))}
      </DataTable>
    </Panel>
  );
}
