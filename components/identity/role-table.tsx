import { roleWord } from "@/components/tasks/task-words";
import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { Icon } from "@/components/ui/icon";
import {
  isGranted,
  type Permission,
  projectPermissions,
  projectRoles,
  workspacePermissions,
  workspaceRoles,
} from "@/lib/authz/permissions";
import { wordsOfProjectPermission, wordsOfWorkspacePermission } from "./permission-words";
import { workspaceRoleWord } from "./role-words";

type Column = { title: string; may: (permission: Permission) => boolean };

const workspaceColumns: Column[] = workspaceRoles.map((workspaceRole) => ({
  title: workspaceRoleWord(workspaceRole),
  may: (permission) => isGranted(permission, { workspaceRole, projectRoles: [] }),
}));

const projectColumns: Column[] = projectRoles.map((role) => ({
  title: roleWord(role),
  may: (permission) => isGranted(permission, { workspaceRole: "member", projectRoles: [role] }),
}));

// Nobody does this by hand; a background job does.
const byHand = projectPermissions.filter((permission) => permission !== "gate:evaluate");
const byHandInWorkspace = workspacePermissions.filter((permission) => permission !== "ledger:sign");

type MatrixProps = {
  caption: string;
  columns: readonly Column[];
  rows: readonly { permission: Permission; words: string }[];
};

function Matrix({ caption, columns, rows }: MatrixProps) {
  return (
    <DataTable
      caption={caption}
      density="dense"
      narrow="scroll"
      head={
        <>
          <HeadCell>May</HeadCell>
          {columns.map((column) => (
            <HeadCell key={column.title}>{column.title}</HeadCell>
          ))}
        </>
      }
    >
      {rows.map(({ permission, words }) => (
        <Row key={permission}>
          <Cell kind="lead">{words}</Cell>
          {columns.map((column) => (
            <Cell key={column.title} label={column.title}>
              {column.may(permission) ? (
                <Icon name="check" size={13} label="yes" />
              ) : (
                <span className="sr-only">no</span>
              )}
            </Cell>
          ))}
        </Row>
      ))}
    </DataTable>
  );
}

/** Drawn from the tables the server asks, so that it cannot say anything else. */
export function WorkspaceRoleTable() {
  return (
    <Matrix
      caption="What each workspace role may do"
      columns={workspaceColumns}
      rows={byHandInWorkspace.map((permission) => ({
        permission,
        words: wordsOfWorkspacePermission[permission],
      }))}
    />
  );
}

export function ProjectRoleTable() {
  return (
    <Matrix
      caption="What each project role may do"
      columns={projectColumns}
      rows={byHand.map((permission) => ({
        permission,
        words: wordsOfProjectPermission[permission],
      }))}
    />
  );
}
