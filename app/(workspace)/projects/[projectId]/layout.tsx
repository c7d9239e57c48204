import type { Metadata } from "next";
import type { ReactNode } from "react";
import { findProjectFrame } from "@/lib/web/frames";

type ProjectLayoutProps = { children: ReactNode; params: Promise<{ projectId: string }> };

export async function generateMetadata({ params }: ProjectLayoutProps): Promise<Metadata> {
  const { projectId } = await params;
  const frame = await findProjectFrame(projectId);
  const name = frame?.name ?? "Project";
  return { title: { default: name, template: `%s · ${name} · Waymark` } };
}

/** Each page draws the frame itself: it knows which stage it shows and what can be done there. */
export default function ProjectLayout({ children }: ProjectLayoutProps) {
  return children;
}
