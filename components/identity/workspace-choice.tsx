import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { titleOfWorkspaceRole } from "@/lib/authz/permissions";
import type { MeView } from "@/lib/identity/schema";

type WorkspaceChoiceProps = {
  workspaces: MeView["workspaces"];
  current: string;
  action: (form: FormData) => Promise<void>;
};

export function WorkspaceChoice({ workspaces, current, action }: WorkspaceChoiceProps) {
  return (
    <Panel title="Your workspaces">
      <ul className="grid gap-3">
        {workspaces.map(({ id, name, role }) => (
          <li key={id} className="flex items-center gap-3">
            <span className="min-w-0 flex-1">
              <span className="block">{name}</span>
              <span className="block text-ink-2 text-xs">{titleOfWorkspaceRole[role]}</span>
            </span>
            {id === current ? (
              <span className="text-ink-2 text-xs">open</span>
            ) : (
              <form action={action}>
                <input type="hidden" name="workspaceId" value={id} />
                <SubmitButton variant="default" size="sm" aria-label={`Open ${name}`}>
                  Open
                </SubmitButton>
              </form>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
