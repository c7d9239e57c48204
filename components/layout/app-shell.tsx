import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { Logo } from "@/components/ui/logo";
import { BottomNav } from "./bottom-nav";
import type { NavEntry } from "./nav-item";

type AppShellProps = {
  homeHref: string;
  /** `SideNav`; it may arrive later than the page. */
  side: ReactNode;
  /** Places of the bottom navigation on touch, five at most. */
  tabs: readonly NavEntry[];
  /** Right end of the top bar: search, notifications, help. */
  tools: ReactNode;
  children: ReactNode;
};

/** Navigation left, bar on top, page right; icons only when narrow, bottom navigation on touch. */
export function AppShell({ homeHref, side, tabs, tools, children }: AppShellProps) {
  return (
    <div className="wm-shell">
      <a className="wm-skip no-print" href="#main">
        Skip to content
      </a>
      {side}
      <header className="wm-top no-print">
        <Link className="wm-top-brand" href={homeHref} aria-label="Waymark, start">
          <Logo size={26} />
        </Link>
        <span className="wm-top-gap" />
        {tools}
      </header>
      <main id="main" className="wm-main" tabIndex={-1}>
        {children}
      </main>
      <BottomNav tabs={tabs} />
    </div>
  );
}
