import type { ReactNode } from "react";
import type { WorkspaceFrameView } from "@/lib/portfolio/schema";
import type { NavEntry } from "./nav-item";
import { PinnedProjects } from "./pinned-projects";
import { SideNav } from "./side-nav";

type WorkspaceSideProps = {
  /** Null while it is being read: the places stand, their counts follow. */
  frame: WorkspaceFrameView | null;
  projectNav?: ReactNode;
};

const roleWords = {
  owner: "Owner",
  admin: "Administrator",
  member: "Member",
  auditor: "Auditor",
} as const;

function placesOf(frame: WorkspaceFrameView | null): NavEntry[] {
  const counts = frame?.counts;
  const role = frame?.workspace?.role;
  const audit: NavEntry = { href: "/audit", label: "Audit", icon: "audit" };
  return [
    { href: "/my-work", label: "My work", icon: "inbox", count: counts?.myWork },
    { href: "/portfolio", label: "Portfolio", icon: "portfolio" },
    { href: "/risks", label: "Risks", icon: "alert", count: counts?.risksAboveAppetite },
    { href: "/playbooks", label: "Playbooks", icon: "flag" },
    { href: "/people", label: "People", icon: "people" },
    ...(role === undefined || role === "member" ? [] : [audit]),
  ];
}

export function WorkspaceSide({ frame, projectNav }: WorkspaceSideProps) {
  const workspace = frame?.workspace ?? null;
  const role = workspace === null ? "" : roleWords[workspace.role];
  const pinned = frame?.pinned ?? [];
  return (
    <SideNav
      homeHref="/portfolio"
      workspace={{ name: workspace?.name ?? "Workspace", href: "/settings" }}
      user={{
        name: frame?.me.name ?? "",
        detail: frame === null || frame.me.title === "" ? role : frame.me.title,
        href: "/profile",
      }}
      items={placesOf(frame)}
      footItems={[{ href: "/settings", label: "Settings", icon: "gear" }]}
      projectNav={projectNav}
      groups={
        pinned.length > 0 && (
          <PinnedProjects
            projects={pinned.map(({ id, name, gate }) => ({
              href: `/projects/${id}`,
              name,
              gate: {
                state: gate?.state ?? "passed",
                label: gate === null ? "All gates passed" : `Next gate ${gate.code} ${gate.name}`,
              },
            }))}
          />
        )
      }
    />
  );
}
