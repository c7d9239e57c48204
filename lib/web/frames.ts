import "server-only";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import * as z from "zod";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { getProjectFrame } from "@/lib/portfolio/queries/get-project-frame";
import { getWorkspaceFrame } from "@/lib/portfolio/queries/get-workspace-frame";
import { askToSignIn } from "@/lib/web/ask-to-sign-in";
import { WORKSPACE_COOKIE } from "@/lib/web/current-workspace";
import { readForPage, readIfAllowed } from "@/lib/web/for-page";
import { currentActor } from "@/lib/web/session";

/** What stands round every page, asked once per request. */
export const readWorkspaceFrame = cache(async () => {
  const jar = await cookies();
  const chosen = z.uuid().safeParse(jar.get(WORKSPACE_COOKIE)?.value);
  return readForPage(getWorkspaceFrame, chosen.success ? { workspaceId: chosen.data } : {});
});

/** The workspace of a page, from what the shell reads anyway. */
export async function openWorkspace() {
  const { workspace } = await readWorkspaceFrame();
  if (workspace === null) {
    redirect("/profile?without=workspace");
  }
  return { ...workspace, id: workspace.id as WorkspaceId };
}

/** Null for a project the reader may not see; asked once per request for page and navigation. */
export const findProjectFrame = cache((projectId: string) =>
  readIfAllowed(getProjectFrame, { projectId: projectId as ProjectId }),
);

/** Head and trail of the project a page is about. */
export async function readProjectFrame(projectId: string) {
  const frame = await findProjectFrame(projectId);
  if (frame !== null) {
    return frame;
  }
  return (await currentActor()) === null ? askToSignIn() : notFound();
}
