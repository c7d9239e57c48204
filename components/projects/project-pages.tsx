import { ProjectNav } from "@/components/layout/project-nav";
import type { ProjectFrameView } from "@/lib/portfolio/schema";

/** Pages of the open project, in the order the work meets them. */
export function ProjectPages({ frame }: { frame: ProjectFrameView }) {
  const { name, counts } = frame;
  const base = `/projects/${frame.id}`;
  return (
    <ProjectNav
      name={name}
      items={[
        { href: base, label: "Overview", icon: "overview", match: "exact" },
        { href: `${base}/business-case`, label: "Business case", icon: "document" },
        { href: `${base}/gates`, label: "Gates", icon: "diamond", count: counts.gatesWaiting },
        { href: `${base}/risks`, label: "Risks", icon: "alert", count: counts.openRisks },
        { href: `${base}/evidence`, label: "Evidence", icon: "evidence", count: counts.evidence },
        { href: `${base}/log`, label: "Progress log", icon: "log", count: counts.entries },
        { href: `${base}/people`, label: "Team and roles", icon: "people" },
        { href: `${base}/settings`, label: "Project settings", icon: "gear" },
      ]}
    />
  );
}
