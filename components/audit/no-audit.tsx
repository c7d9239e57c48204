import { PageColumns } from "@/components/layout/page-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { titleOfWorkspaceRole, workspaceRolesWith } from "@/lib/authz/permissions";

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}

/** For members without the right: who has it, and what they can read instead. */
export function NoAudit({ role }: { role: keyof typeof titleOfWorkspaceRole }) {
  const roles = workspaceRolesWith("audit:read-workspace").map(
    (each) => titleOfWorkspaceRole[each],
  );
  return (
    <PageColumns>
      <Panel>
        <EmptyState title="The record of the workspace is not open to your role">
          <p>
            You are {titleOfWorkspaceRole[role]} here. The whole record can be read by an{" "}
            {listed(roles)} of the workspace; <TextLink href="/people">People</TextLink> says who
            holds these roles, and an owner or admin can change yours.
          </p>
          <p className="mt-2">
            What you did yourself is in it as well, and what happens in your projects stands in
            their own pages: gates with their decisions, the progress log, the history of each risk.
          </p>
        </EmptyState>
      </Panel>
    </PageColumns>
  );
}
