import { aTask } from "@/lib/testing/inputs/tasks";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { TestProject, World } from "@/lib/testing/world";

/** An entry the lead of the project wrote. */
export async function anEntry(world: World, project: TestProject, body = "Spoke to claims.") {
  return world.db.journalEntry.create({
    data: {
      projectId: project.id,
      authorId: project.lead.userId,
      body,
      iteration: 1,
      entryOn: new Date("2026-01-15T00:00:00Z"),
    },
  });
}

/** A comment the lead of the project wrote on its first task. */
export async function aComment(world: World, project: TestProject) {
  const task = await aTask(world, project);
  return world.db.comment.create({
    data: {
      projectId: project.id,
      subject: "task",
      subjectId: task.id,
      authorId: project.lead.userId,
      body: "Is this still needed?",
    },
  });
}

export const validInputs: ValidInputs = {
  "journal.log": (_world, project) =>
    Promise.resolve({ projectId: project.id, body: "Spoke to claims about the labels." }),
  async "journal.edit"(world, project) {
    const { id, version } = await anEntry(world, project);
    return { entryId: id, version, body: "Spoke to claims twice." };
  },
  "journal.list": (_world, project) => Promise.resolve({ projectId: project.id }),
  async "comment.add"(world, project) {
    const task = await aTask(world, project);
    return { subject: "task", subjectId: task.id, body: "Is this still needed?" };
  },
  async "comment.edit"(world, project) {
    const { id, version } = await aComment(world, project);
    return { commentId: id, version, body: "Is this needed in this iteration?" };
  },
  async "comment.resolve"(world, project) {
    const { id } = await aComment(world, project);
    return { commentId: id };
  },
  async "comment.list"(world, project) {
    const task = await aTask(world, project);
    return { subject: "task", subjectId: task.id };
  },
};
