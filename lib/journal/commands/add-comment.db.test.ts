import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { addComment } from "@/lib/journal/commands/add-comment";
import { editComment } from "@/lib/journal/commands/edit-comment";
import { resolveComment } from "@/lib/journal/commands/resolve-comment";
import { listComments } from "@/lib/journal/queries";
import { commentSubjects, commentsPage } from "@/lib/journal/schema";
import { aComment, anEntry } from "@/lib/testing/inputs/journal";
import { aTask } from "@/lib/testing/inputs/tasks";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

async function place() {
  const world = await aWorld();
  const project = await world.project();
  return { world, project, lead: project.lead };
}

async function subjectsOf(world: World, project: TestProject): Promise<Record<string, string>> {
  const where = { projectId: project.id };
  const { userId } = project.lead;
  const risk = await world.db.risk.create({
    data: {
      ...where,
      workspaceId: world.workspaceId,
      number: 1,
      title: "Labels arrive late",
      category: "data",
      ownerId: userId,
      raisedById: userId,
      identifiedOn: new Date("2026-01-15T00:00:00Z"),
      inherentLikelihood: 2,
      inherentImpact: 2,
      likelihood: 2,
      impact: 2,
      score: 4,
      treatment: "mitigate",
    },
  });
  return {
    task: (await aTask(world, project)).id,
    gate: (await world.db.gate.findFirstOrThrow({ where })).id,
    business_case: (await world.db.businessCase.findFirstOrThrow({ where })).id,
    risk: risk.id,
    journal_entry: (await anEntry(world, project)).id,
  };
}

describe("comment.add", () => {
  it.each(commentSubjects)("comments on a %s and tells whom it names", async (subject) => {
    const { world, project, lead } = await place();
    const expert = await world.person(project, "domain_expert");
    const subjectId = (await subjectsOf(world, project))[subject];
    const body = `Is this right, @[Expert](${expert.userId})?`;

    const result = await runCommand(addComment, lead.actor, { subject, subjectId, body });

    expect(result).toMatchObject({ ok: true, value: { version: 1 } });
    const [notice] = await world.db.notification.findMany({
      where: { userId: expert.userId, kind: "mentioned" },
    });
    expect(notice?.href).toMatch(new RegExp(`^/projects/${project.id}/`));
    const page = await runQuery(listComments, expert.actor, { subject, subjectId });
    commentsPage.parse(page);
    expect(page.rows).toMatchObject([{ body, author: { name: lead.name } }]);
  });

  it("hides what is commented on from strangers, and refuses viewers", async () => {
    const { world, project } = await place();
    const task = await aTask(world, project);
    const input = { subject: "task", subjectId: task.id, body: "Hello?" };
    const stranger = (await world.project()).lead;
    const outside = await runCommand(addComment, stranger.actor, input);
    expect(outside).toMatchObject({ ok: false, error: { code: "not_found" } });
    const viewer = await world.person(project, "viewer");
    const refused = await runCommand(addComment, viewer.actor, input);
    expect(refused).toMatchObject({ ok: false, error: { code: "forbidden" } });
  });

  it("does not find a task under the name of a gate", async () => {
    const { world, project, lead } = await place();
    const task = await aTask(world, project);
    const input = { subject: "gate", subjectId: task.id, body: "Hello?" };
    const result = await runCommand(addComment, lead.actor, input);
    expect(result).toMatchObject({ ok: false, error: { code: "not_found" } });
  });
});

describe("changing a comment", () => {
  it("is the author's alone; resolving is anybody's who may comment, once", async () => {
    const { world, project, lead } = await place();
    const sponsor = await world.person(project, "sponsor");
    const { id: commentId } = await aComment(world, project);
    const input = { commentId, version: 1, body: "Is it needed now?" };
    const foreign = await runCommand(editComment, sponsor.actor, input);
    expect(foreign).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    expect(await runCommand(editComment, lead.actor, input)).toMatchObject({ ok: true });
    const stale = await runCommand(editComment, lead.actor, { ...input, body: "Other." });
    expect(stale).toMatchObject({ ok: false, error: { code: "conflict" } });

    await runCommand(resolveComment, sponsor.actor, { commentId });
    await runCommand(resolveComment, lead.actor, { commentId });
    const row = await world.db.comment.findUniqueOrThrow({ where: { id: commentId } });
    expect(row.resolvedAt).not.toBeNull();
    const types = await world.auditTypes(project.id);
    expect(types.filter((type) => type.startsWith("comment."))).toEqual([
      "comment.edited",
      "comment.resolved",
    ]);
  });
});
