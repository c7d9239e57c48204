import type { ReactNode } from "react";
import { Trail } from "@/components/trail/trail";
import { TrailBar } from "@/components/trail/trail-bar";
import { Banner } from "@/components/ui/banner";
import { Breadcrumbs, type Crumb } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { StateLabel } from "@/components/ui/state-label";
import type { ProjectFrameView } from "@/lib/portfolio/schema";
import { ProjectActions } from "./project-actions";

type ProjectFrameProps = {
  frame: ProjectFrameView;
  /** "full" on the overview, "bar" on every other page of the project. */
  variant?: "full" | "bar";
  /** The stage this page is about; its column of the trail is tinted. */
  viewedStageId?: string;
  /** Where the page is inside the project: [{ label: "Gates", href }, { label: "G5 …" }]. */
  crumbs?: readonly Crumb[];
  /** The page's own actions; without them, logging progress and asking for the next review. */
  actions?: ReactNode;
};

const strictnessWords = {
  lite: "Lite form",
  standard: "Standard form",
  regulated: "Regulated form",
} as const;

function crumbsOf(frame: ProjectFrameView, rest: readonly Crumb[]): Crumb[] {
  return [
    { label: frame.workspaceName, href: "/portfolio" },
    { label: "Portfolio", href: "/portfolio" },
    { label: frame.name, href: `/projects/${frame.id}` },
    ...rest,
  ];
}

function HealthState({ frame }: { frame: ProjectFrameView }) {
  return (
    <span title={frame.health.reason}>
      <StateLabel kind="health" state={frame.health.state} />
      <span className="sr-only">: {frame.health.reason}</span>
    </span>
  );
}

function StatusBanner({ frame }: { frame: ProjectFrameView }) {
  if (frame.status === "active") {
    return null;
  }
  const lead = frame.status === "paused" ? "This project is paused." : "This project is closed.";
  return (
    <Banner tone="idle" lead={lead}>
      {frame.statusReason}
    </Banner>
  );
}

/** Head of every page of a project: who, how it stands, and the trail that leads between stages. */
export function ProjectFrame(props: ProjectFrameProps) {
  const { frame, variant = "bar", viewedStageId, crumbs = [], actions } = props;
  const { paused, ...picture } = frame.trail;
  const trail = {
    ...picture,
    paused: paused || frame.status === "closed",
    ...(viewedStageId === undefined ? {} : { viewedStageId }),
  };
  const isOverview = variant === "full";
  return (
    <>
      <Breadcrumbs crumbs={crumbsOf(frame, crumbs)} />
      <PageHeader
        title={frame.name}
        code={frame.key}
        state={<HealthState frame={frame} />}
        facts={[
          `Iteration ${frame.iteration}`,
          ...(frame.unit === "" ? [] : [frame.unit]),
          `Owner ${frame.owner.name}`,
          ...(isOverview
            ? [`${frame.playbook.name}, ${strictnessWords[frame.strictness].toLowerCase()}`]
            : []),
        ]}
        actions={actions ?? <ProjectActions frame={frame} />}
      />
      {isOverview ? (
        <Trail trail={trail} label={frame.name} />
      ) : (
        <TrailBar trail={trail} label={frame.name} />
      )}
      <StatusBanner frame={frame} />
    </>
  );
}
