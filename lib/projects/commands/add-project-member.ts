import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { fieldError } from "@/lib/kernel/app-error";
import { projectId, userId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotAPerson } from "@/lib/projects/policy";
import { rolesOfPerson } from "@/lib/projects/schema";
import { listWorkspacePeople, loadProject } from "@/lib/projects/store";
import { findMember, lockPeople, putMember } from "@/lib/projects/store/people";
import { projectScope } from "@/lib/projects/store/project-rows";

export const addProjectMember = defineCommand({
  name: "project.add-member",
  permission: "project:manage-people",
  input: z.strictObject({ projectId, userId, roles: rolesOfPerson }),
  operation: {
    method: "POST",
    path: "/projects/{projectId}/members",
    summary: "Add a person of the workspace to a project with one role or several",
  },
  scope: projectScope,

  async execute({ tx, access, input, now }) {
    const { projectId, userId, roles } = input;
    const { workspaceId } = access;
    await lockPeople(tx, projectId);
    const [person = null] = await listWorkspacePeople(tx, { workspaceId, userIds: [userId] });
    const refusal = whyNotAPerson(person, roles);
    if (refusal !== null || person === null) {
      throw fieldError("userId", refusal ?? "Choose a person of the workspace.");
    }
    const present = await findMember(tx, { projectId, userId });
    if (present !== null) {
      return { value: alreadyIn(present, { projectId, userId, roles }), unchanged: true };
    }
    const { version } = await putMember(tx, { projectId, userId, roles, at: now });
    const project = await loadProject(tx, projectId);
    const jobs = await notify(tx, {
      workspaceId,
      projectId,
      kind: "added_to_project",
      userIds: [userId],
      except: access.member.userId,
      title: `You are now in ${project.name} (${project.key})`,
      because: `because ${access.member.name} added you to the project`,
      href: `/projects/${projectId}`,
    });
    return {
      value: { projectId, userId, version },
      audit: [{ type: "project.member-added", userId, name: person.name, roles }],
      jobs: [...jobs, reevaluateGates(projectId)],
    };
  },
});

/** The same request sent twice is fine; other roles are a change of roles and said to be one. */
function alreadyIn(
  present: { roles: readonly string[]; version: number },
  wanted: { projectId: string; userId: string; roles: readonly string[] },
) {
  const isSame =
    present.roles.length === wanted.roles.length &&
    wanted.roles.every((role) => present.roles.includes(role));
  if (!isSame) {
    throw fieldError(
      "userId",
      "This person is in the project already. Change their roles instead.",
    );
  }
  return { projectId: wanted.projectId, userId: wanted.userId, version: present.version };
}
