import type { ValidInputs } from "@/lib/testing/valid-input";
import type { TestProject, World } from "@/lib/testing/world";

/** A task of the first stage, as the project's playbook made it. */
export async function aTask(world: World, project: TestProject) {
  return world.db.task.findFirstOrThrow({
    where: { projectId: project.id, stage: { number: 1 } },
    orderBy: [{ position: "asc" }, { number: "asc" }],
  });
}

export async function aChecklistEntry(world: World, project: TestProject) {
  const task = await aTask(world, project);
  return world.db.checklistEntry.create({
    data: { taskId: task.id, position: 90, text: "Ask the claims team" },
  });
}

async function taskAtVersion(world: World, project: TestProject) {
  const { id, version } = await aTask(world, project);
  return { taskId: id, version };
}

export const validInputs: ValidInputs = {
  async "task.create"(world, project) {
    const { stageId } = await aTask(world, project);
    return { projectId: project.id, stageId, name: "Ask the claims team", role: "data_scientist" };
  },
  async "task.update"(world, project) {
    return { ...(await taskAtVersion(world, project)), dueOn: "2030-01-31" };
  },
  async "task.move"(world, project) {
    return { ...(await taskAtVersion(world, project)), to: "doing" };
  },
  async "task.tailor-out"(world, project) {
    const reason = "Covered by the group-wide programme.";
    return { ...(await taskAtVersion(world, project)), reason };
  },
  "task.restore": taskAtVersion,
  "task.recheck": taskAtVersion,
  async "task.log-effort"(world, project) {
    const { id } = await aTask(world, project);
    return { taskId: id, days: 0.5 };
  },
  async "task.tick"(world, project) {
    const { id } = await aChecklistEntry(world, project);
    return { entryId: id };
  },
  async "task.untick"(world, project) {
    const { id } = await aChecklistEntry(world, project);
    return { entryId: id };
  },
  async "task.add-checklist-entry"(world, project) {
    const { id } = await aTask(world, project);
    return { taskId: id, text: "Ask the claims team" };
  },
  "output.list": (_world, project) => Promise.resolve({ projectId: project.id }),
  async "stage.get"(world, project) {
    const { stageId } = await aTask(world, project);
    return { stageId };
  },
  async "task.get"(world, project) {
    const { id } = await aTask(world, project);
    return { taskId: id };
  },
  "task.mine": () => Promise.resolve({}),
};
