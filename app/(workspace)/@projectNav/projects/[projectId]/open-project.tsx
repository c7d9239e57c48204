import { WhileUnder } from "@/components/layout/while-under";
import { ProjectPages } from "@/components/projects/project-pages";
import { SubmitButton } from "@/components/ui/submit-button";
import { findProjectFrame } from "@/lib/web/frames";
import { pinAction, unpinAction } from "./actions";

/** The open project's pages with their counts; nothing where the page itself says "not found". */
export async function OpenProject({ projectId }: { projectId: string }) {
  const frame = await findProjectFrame(projectId);
  if (frame === null) {
    return null;
  }
  return (
    <WhileUnder href={`/projects/${projectId}`}>
      <ProjectPages frame={frame} />
      <form action={frame.isPinned ? unpinAction : pinAction} className="wm-nav-wide mt-1">
        <input type="hidden" name="projectId" value={projectId} />
        <SubmitButton variant="quiet" size="sm">
          {frame.isPinned ? "Unpin project" : "Pin project"}
        </SubmitButton>
      </form>
    </WhileUnder>
  );
}
