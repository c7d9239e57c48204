import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { Logo } from "@/components/ui/logo";
import { type NavEntry, NavItem } from "./nav-item";
import { UserBlock } from "./user-block";
import { WorkspaceLink } from "./workspace-link";

type SideNavProps = {
  homeHref: string;
  workspace: { name: string; href: string };
  user: { name: string; detail: string; href: string; menu?: ReactNode };
  items: readonly NavEntry[];
  footItems?: readonly NavEntry[];
  /** `ProjectNav` while a project is open. */
  projectNav?: ReactNode;
  /** `PinnedProjects` and further groups. */
  groups?: ReactNode;
};

export function SideNav(props: SideNavProps) {
  const { homeHref, workspace, user, items, footItems = [], projectNav, groups } = props;
  return (
    <aside className="wm-side no-print" aria-label="Workspace">
      <Link className="wm-brand" href={homeHref}>
        <Logo />
        <span className="wm-nav-label">Waymark</span>
      </Link>
      <WorkspaceLink {...workspace} />
      <nav aria-label="Main" className="wm-nav-main">
        <ul>
          {items.map((item) => (
            <NavItem key={item.href} {...item} />
          ))}
        </ul>
      </nav>
      {projectNav}
      {groups}
      <div className="wm-side-foot">
        <ul>
          {footItems.map((item) => (
            <NavItem key={item.href} {...item} />
          ))}
        </ul>
        <UserBlock {...user} />
      </div>
    </aside>
  );
}
