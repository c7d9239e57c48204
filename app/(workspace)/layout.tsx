import { type ReactNode, Suspense } from "react";
import { AppShell } from "@/components/layout/app-shell";
import type { NavEntry } from "@/components/layout/nav-item";
import { NotificationLink } from "@/components/layout/notification-link";
import { SearchDialog } from "@/components/layout/search-dialog";
import { SearchLink } from "@/components/layout/search-link";
import { Shortcuts } from "@/components/layout/shortcuts";
import { SoftNavigation } from "@/components/layout/soft-navigation";
import { WorkspaceSide } from "@/components/layout/workspace-side";
import { readWorkspaceFrame } from "@/lib/web/frames";

type WorkspaceLayoutProps = { children: ReactNode; projectNav: ReactNode };

const NOTICES = "/my-work#notices";

const tabs: NavEntry[] = [
  { href: "/my-work", label: "My work", icon: "inbox" },
  { href: "/portfolio", label: "Portfolio", icon: "portfolio" },
  { href: "/risks", label: "Risks", icon: "alert" },
  { href: "/playbooks", label: "Playbooks", icon: "flag" },
  { href: "/profile", label: "Profile", icon: "user" },
];

async function Side({ projectNav }: { projectNav: ReactNode }) {
  return <WorkspaceSide frame={await readWorkspaceFrame()} projectNav={projectNav} />;
}

async function Tools() {
  const { counts, me } = await readWorkspaceFrame();
  return (
    <>
      <NotificationLink href={NOTICES} unread={counts.unreadNotices} />
      <Shortcuts singleKeys={me.singleKeys ? "on" : "off"} />
    </>
  );
}

/** The shell waits for nothing: counts and names arrive while the page is being read. */
export default function WorkspaceLayout({ children, projectNav }: WorkspaceLayoutProps) {
  return (
    <AppShell
      homeHref="/portfolio"
      tabs={tabs}
      side={
        <Suspense fallback={<WorkspaceSide frame={null} />}>
          <Side projectNav={<Suspense fallback={null}>{projectNav}</Suspense>} />
        </Suspense>
      }
      tools={
        <>
          <SearchDialog>
            <SearchLink href="/portfolio" />
          </SearchDialog>
          <Suspense fallback={<NotificationLink href={NOTICES} unread={0} />}>
            <Tools />
          </Suspense>
        </>
      }
    >
      <SoftNavigation />
      {children}
    </AppShell>
  );
}
