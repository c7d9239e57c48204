import "server-only";
import { cache } from "react";
import type { ProjectId } from "@/lib/kernel/ids";
import { listProjectMembers } from "@/lib/projects/queries/list-project-members";
import { readForPage } from "@/lib/web/for-page";

/** People of a project who can be mentioned or asked for; read once per request. */
export const readPeople = cache(async (projectId: string) => {
  const { members } = await readForPage(listProjectMembers, { projectId: projectId as ProjectId });
  return members.map(({ userId, name, roles }) => ({ id: userId, name, roles }));
});
