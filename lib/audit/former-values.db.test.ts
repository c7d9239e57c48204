import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { updateWorkspaceSettings } from "@/lib/identity/commands/update-workspace-settings";
import { editComment } from "@/lib/journal/commands/edit-comment";
import { editEntry } from "@/lib/journal/commands/edit-entry";
import { updateRisk } from "@/lib/risks/commands/update-risk";
import { updateTask } from "@/lib/tasks/commands/update-task";
import { aComment, anEntry } from "@/lib/testing/inputs/journal";
import { validInputs as riskInputs } from "@/lib/testing/inputs/risks";
import { inputFor } from "@/lib/testing/valid-input";
import { aWorld, type World } from "@/lib/testing/world";

async function changesOf(world: World, type: string) {
  const { workspaceId } = world;
  const { data } = await world.db.auditEvent.findFirstOrThrow({ where: { workspaceId, type } });
  return (data as { changes: unknown }).changes;
}

/** 21 CFR 11.10(e): a change does not obscure what was recorded before. */
describe("what stood there before a change", () => {
  it("stays in the trail for a log entry and a comment, word by word", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { actor } = project.lead;
    const entry = await anEntry(world, project);
    const comment = await aComment(world, project);
    const body = "Spoke to claims twice.";
    await runCommand(editEntry, actor, { entryId: entry.id, version: 1, body });
    await runCommand(editComment, actor, { commentId: comment.id, version: 1, body });
    const text = (from: string) => [{ field: "text", from, to: body }];
    expect(await changesOf(world, "journal.edited")).toEqual(text(entry.body));
    expect(await changesOf(world, "comment.edited")).toEqual(text(comment.body));
  });

  it("stays in the trail for a task, a risk and the settings of a workspace", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { actor } = project.lead;
    const task = await world.db.task.findFirstOrThrow({ where: { projectId: project.id } });
    await runCommand(updateTask, actor, { taskId: task.id, version: 1, name: "Ask claims" });
    expect(await changesOf(world, "task.updated")).toEqual([
      { field: "name", from: task.name, to: "Ask claims" },
    ]);

    const input = (await inputFor(riskInputs, "risk.update")(world, project)) as { riskId: string };
    const risk = await world.db.risk.findUniqueOrThrow({ where: { id: input.riskId } });
    const title = "Labels come late";
    expect(await runCommand(updateRisk, actor, { ...input, title })).toMatchObject({ ok: true });
    expect(await changesOf(world, "risk.updated")).toContainEqual({
      field: "title",
      from: risk.title,
      to: title,
    });

    const { workspaceId, owner } = world;
    const before = await world.db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const settings = { workspaceId, version: before.version, name: "Northwind Life" };
    await runCommand(updateWorkspaceSettings, owner.actor, settings);
    expect(await changesOf(world, "workspace.settings-changed")).toEqual([
      { field: "name", from: before.name, to: "Northwind Life" },
    ]);
  });
});
