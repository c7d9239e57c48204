import type { Metadata } from "next";
import { type ReactNode, Suspense } from "react";
import { LogComposer } from "@/components/journal/log-composer";
import { findProjectFrame } from "@/lib/web/frames";
import { logEntryAction } from "./log/actions";

type ProjectLayoutProps = { children: ReactNode; params: Promise<{ projectId: string }> };

export async function generateMetadata({ params }: ProjectLayoutProps): Promise<Metadata> {
  const { projectId } = await params;
  const frame = await findProjectFrame(projectId);
  const name = frame?.name ?? "Project";
  return { title: { default: name, template: `%s · ${name} · Waymark` } };
}

/** The composer over every page of the project, for those who may log in it. */
async function Composer({ projectId }: { projectId: string }) {
  const frame = await findProjectFrame(projectId);
  if (frame === null || frame.whyNotLog !== null) {
    return null;
  }
  return (
    <LogComposer
      action={logEntryAction}
      projectId={projectId}
      stages={frame.trail.stages.map(({ id, number, name }) => ({ id, number, name }))}
      people={frame.people.map(({ id, name }) => ({ id, name }))}
      today={new Date().toISOString().slice(0, 10)}
      currentStageId={frame.currentStageId}
    />
  );
}

/** Each page draws the frame itself: it knows which stage it shows and what can be done there. */
export default async function ProjectLayout({ children, params }: ProjectLayoutProps) {
  const { projectId } = await params;
  return (
    <>
      {children}
      <Suspense fallback={null}>
        <Composer projectId={projectId} />
      </Suspense>
    </>
  );
}
