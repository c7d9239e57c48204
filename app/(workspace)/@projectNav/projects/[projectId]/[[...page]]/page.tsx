import { ProjectPages } from "@/components/projects/project-pages";
import { findProjectFrame } from "@/lib/web/frames";

type Props = { params: Promise<{ projectId: string }> };

/** The open project's pages with their counts; nothing where the page itself says "not found". */
export default async function OpenProject({ params }: Props) {
  const { projectId } = await params;
  const frame = await findProjectFrame(projectId);
  return frame === null ? null : <ProjectPages frame={frame} />;
}
