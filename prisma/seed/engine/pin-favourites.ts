import { prismaClient } from "@/lib/platform/db";
import { pinProject } from "@/lib/projects/commands/pin-project";
import { act, type Demo } from "./demo";

const PINNED = ["CEW", "LPS", "IOC", "FRD"];

/** The projects Maren keeps at hand. */
export async function pinFavourites({ people, workspaceId }: Demo): Promise<void> {
  for (const key of PINNED) {
    const project = await prismaClient().project.findFirst({
      where: { workspaceId, key },
      select: { id: true },
    });
    if (project !== null) {
      await act(pinProject, people.maren, { projectId: project.id });
    }
  }
}
