import { WhileUnder } from "@/components/layout/while-under";
import { ProjectPages } from "@/components/projects/project-pages";
import { findProjectFrame } from "@/lib/web/frames";

/** The open project's pages with their counts; nothing where the page itself says "not found". */
export async function OpenProject({ projectId }: { projectId: string }) {
  const frame = await findProjectFrame(projectId);
  if (frame === null) {
    return null;
  }
  return (
    <WhileUnder href={`/projects/${projectId}`}>
      <ProjectPages frame={frame} />
    </WhileUnder>
  );
}
