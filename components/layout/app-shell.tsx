import Link from "next/link";
import type { ReactNode } from "react";
import { IconLink } from "@/components/ui/icon-link";
import { Logo } from "@/components/ui/logo";
import { BottomNav } from "./bottom-nav";
import { type NavEntry, NavItem } from "./nav-item";
import { NotificationLink } from "./notification-link";
import { UserBlock } from "./user-block";
import { WorkspaceLink } from "./workspace-link";

type AppShellProps = {
  homeHref: string;
  workspace: { name: string; href: string };
  user: { name: string; detail: string; href: string; menu?: ReactNode };
  items: readonly NavEntry[];
  footItems?: readonly NavEntry[];
  /** Places of the bottom navigation on touch, five at most. */
  tabs: readonly NavEntry[];
  notifications: { href: string; unread: number };
  helpHref: string;
  /** `SearchLink`, or a command palette's button. */
  search?: ReactNode;
  /** The launcher of the log composer. */
  log?: ReactNode;
  /** `ProjectNav` while a project is open. */
  projectNav?: ReactNode;
  /** `PinnedProjects` and further groups. */
  groups?: ReactNode;
  children: ReactNode;
};

function Side(props: Omit<AppShellProps, "children" | "tabs" | "search" | "log">) {
  const { homeHref, workspace, user, items, footItems = [], projectNav, groups } = props;
  return (
    <div className="wm-side no-print">
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
    </div>
  );
}

/** Navigation left, bar on top, page right; icons only when narrow, bottom navigation on touch. */
export function AppShell({ children, tabs, search, log, ...side }: AppShellProps) {
  return (
    <div className="wm-shell">
      <a className="wm-skip no-print" href="#main">
        Skip to content
      </a>
      <Side {...side} />
      <header className="wm-top no-print">
        <Link className="wm-top-brand" href={side.homeHref} aria-label="Waymark, start">
          <Logo size={26} />
        </Link>
        <span className="wm-top-gap" />
        {log}
        {search}
        <NotificationLink {...side.notifications} />
        <IconLink href={side.helpHref} icon="help" label="Help and keyboard shortcuts" />
      </header>
      <main id="main" className="wm-main" tabIndex={-1}>
        {children}
      </main>
      <BottomNav tabs={tabs} />
    </div>
  );
}
