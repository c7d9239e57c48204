import type { FormAction } from "@/components/ui/action-form";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { titleOfWorkspaceRole, type WorkspaceRole } from "@/lib/authz/permissions";
import type { MemberView } from "@/lib/identity/schema";
import { MemberRemoveForm } from "./member-remove-form";
import { MemberRoleForm } from "./member-role-form";

type MemberPanelProps = {
  member: MemberView;
  workspaceId: string;
  roles: readonly WorkspaceRole[];
  changeRole: FormAction;
  remove: FormAction;
  closeHref: string;
};

/** One member beside the list, on an address of its own, so that it works without a script. */
export function MemberPanel(props: MemberPanelProps) {
  const { member, workspaceId, roles, changeRole, remove, closeHref } = props;
  const { whyNotChangeRole, whyNotRemove } = member;
  const at = { workspaceId, userId: member.userId, version: member.version };
  return (
    <Panel id="member" title={member.name} action={<TextLink href={closeHref}>Close</TextLink>}>
      <div className="grid gap-4">
        <Facts
          facts={[
            { name: "E-mail", value: member.email },
            { name: "Role", value: titleOfWorkspaceRole[member.role] },
            { name: "Projects", value: member.projects },
          ]}
        />
        {whyNotChangeRole === null ? (
          <MemberRoleForm action={changeRole} at={at} role={member.role} roles={roles} />
        ) : (
          <p className="text-ink-2 text-sm">{whyNotChangeRole}</p>
        )}
        {whyNotRemove === null && (
          <details className="border-line border-t pt-3">
            <summary className="cursor-pointer text-sm">Remove from the workspace</summary>
            <div className="grid gap-3 pt-3">
              <p className="text-ink-2 text-sm">
                {member.name} loses every role in {projectsOf(member.projects)} at once, and every
                API token of this workspace. What {member.name} did stays in the trail.
              </p>
              <MemberRemoveForm action={remove} at={at} name={member.name} />
            </div>
          </details>
        )}
      </div>
    </Panel>
  );
}

function projectsOf(count: number): string {
  return count === 1 ? "1 project" : `${count} projects`;
}
