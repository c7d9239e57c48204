import { initialsOf } from "@/components/ui/avatar";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";

/** The workspace everything on the page belongs to; leads to the choice of workspaces. */
export function WorkspaceLink({ name, href }: { name: string; href: string }) {
  return (
    <Link className="wm-workspace" href={href} title={`Workspace ${name}`}>
      <span className="wm-workspace-mark" aria-hidden="true">
        {initialsOf(name)}
      </span>
      <span className="wm-nav-label">{name}</span>
      <span className="wm-nav-wide text-ink-3">
        <Icon name="sort" size={13} />
      </span>
    </Link>
  );
}
