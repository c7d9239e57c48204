import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { Person } from "@/components/ui/person";
import { Timestamp } from "@/components/ui/timestamp";
import type { MemberView } from "@/lib/identity/schema";
import { workspaceRoleWord } from "./role-words";

type MemberTableProps = {
  members: readonly MemberView[];
  selected: string | null;
  hrefOf: (userId: string) => string;
};

export function MemberTable({ members, selected, hrefOf }: MemberTableProps) {
  return (
    <DataTable
      caption="Members of the workspace"
      head={
        <>
          <HeadCell>Name</HeadCell>
          <HeadCell>E-mail</HeadCell>
          <HeadCell>Role</HeadCell>
          <HeadCell align="number">Projects</HeadCell>
          <HeadCell>Member since</HeadCell>
        </>
      }
    >
      {members.map((member) => (
        <Row key={member.userId} selected={member.userId === selected}>
          <Cell kind="lead">
            <Link href={hrefOf(member.userId)}>
              <Person
                name={member.name}
                {...(member.title === "" ? {} : { detail: member.title })}
              />
            </Link>
          </Cell>
          <Cell label="E-mail">{member.email}</Cell>
          <Cell label="Role">{workspaceRoleWord(member.role)}</Cell>
          <Cell label="Projects" align="number">
            {member.projects}
          </Cell>
          <Cell label="Member since">
            <Timestamp at={member.joinedAt} show="day" />
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
