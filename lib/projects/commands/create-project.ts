import "server-only";
import * as z from "zod";
import { createCase } from "@/lib/business-cases/store";
import { defineCommand } from "@/lib/execution/command";
import { instantiateGates } from "@/lib/gates/store/instantiate-gates";
import { fieldError } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import { playbookVersionId, workspaceId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import { reevaluateGates } from "@/lib/platform/jobs";
import { loadPublishedVersion } from "@/lib/playbooks/store";
import { whyNotAPerson } from "@/lib/projects/policy";
import { firstPeople } from "@/lib/projects/rules/first-people";
import {
  person,
  projectKey,
  projectName,
  projectSummary,
  projectUnit,
  startDay,
  strictness,
} from "@/lib/projects/schema";
import {
  insertMembers,
  insertProject,
  insertStages,
  listWorkspacePeople,
} from "@/lib/projects/store";
import { createTasksOfPlaybook } from "@/lib/tasks/store";

const input = z.strictObject({
  workspaceId,
  name: projectName,
  key: projectKey,
  playbookVersionId,
  strictness,
  summary: projectSummary,
  unit: projectUnit,
  startOn: startDay.optional(),
  people: z.array(person).max(50, "Add at most 50 people at once.").default([]),
});

export const createProject = defineCommand({
  name: "project.create",
  permission: "project:create",
  input,
  operation: {
    method: "POST",
    path: "/workspaces/{workspaceId}/projects",
    summary: "Create a project from a playbook",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, key, name, summary, unit, strictness } = input;
    const { userId, name: creator } = access.member;
    const startOn = input.startOn ?? dayOf(now);
    const version = await loadPublishedVersion(tx, input);
    if (version === null) {
      throw fieldError("playbookVersionId", "Choose a published playbook of this workspace.");
    }
    refuseTwice(input.people);
    const { people, ownerId } = firstPeople(userId, input.people);
    const known = await listWorkspacePeople(tx, {
      workspaceId,
      userIds: people.map((each) => each.userId),
    });
    refuseOutsiders(input.people, known);
    const facts = { workspaceId, key, name, summary, unit, strictness, startOn, ownerId };
    const { id: projectId } = await insertProject(tx, {
      ...facts,
      playbookVersionId: version.id,
      createdById: userId,
      createdAt: now,
    });
    await insertMembers(tx, { projectId, people, at: now });
    const { playbook } = version;
    const stageIdByKey = await insertStages(tx, { projectId, playbook, startOn });
    const parts = { projectId, playbook, strictness, stageIdByKey, at: now };
    await createTasksOfPlaybook(tx, parts);
    await instantiateGates(tx, parts);
    await createCase(tx, { projectId, title: name });
    const jobs = await notify(tx, {
      workspaceId,
      projectId,
      kind: "added_to_project",
      userIds: people.map((each) => each.userId),
      except: userId,
      title: `${name} (${key}) has begun`,
      because: `because ${creator} added you to the project`,
      href: `/projects/${projectId}`,
    });
    const added = people.filter((each) => each.userId !== userId);
    return {
      value: { projectId, key, version: 1 },
      madeProject: projectId,
      audit: [
        {
          type: "project.created",
          key,
          name,
          playbook: `${playbook.name}, version ${version.number}`,
          strictness,
        },
        ...added.map((each) => ({
          type: "project.member-added" as const,
          userId: each.userId,
          name: known.find((one) => one.userId === each.userId)?.name ?? "",
          roles: [...each.roles],
        })),
      ],
      jobs: [...jobs, reevaluateGates(projectId)],
    };
  },
});

type Named = z.output<typeof input>["people"];

function refuseTwice(people: Named): void {
  const seen = new Set<string>();
  for (const [index, { userId }] of people.entries()) {
    if (seen.has(userId)) {
      throw fieldError(`people.${index}.userId`, "This person is named twice.");
    }
    seen.add(userId);
  }
}

function refuseOutsiders(
  people: Named,
  known: Awaited<ReturnType<typeof listWorkspacePeople>>,
): void {
  for (const [index, { userId, roles }] of people.entries()) {
    const found = known.find((each) => each.userId === userId) ?? null;
    const refusal = whyNotAPerson(found, roles);
    if (refusal !== null) {
      throw fieldError(`people.${index}.userId`, refusal);
    }
  }
}
