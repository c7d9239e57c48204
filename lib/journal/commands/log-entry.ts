import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { excerptOf } from "@/lib/journal/rules/excerpt";
import { mentionsIn } from "@/lib/journal/rules/mentions";
import { placeEntry } from "@/lib/journal/rules/place-entry";
import { logEntryInput } from "@/lib/journal/schema";
import { insertEntry, loadEntryPlaces } from "@/lib/journal/store/entries";
import { fieldError } from "@/lib/kernel/app-error";
import { dayOf, latestDayAt } from "@/lib/kernel/calendar";
import { notify } from "@/lib/notifications/store";
import { listMembers, loadProject } from "@/lib/projects/store";

export const logEntry = defineCommand({
  name: "journal.log",
  permission: "journal:write",
  input: logEntryInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/log",
    summary: "Write an entry into the progress log",
  },
  scope: ({ input: { projectId } }) => Promise.resolve({ kind: "project", projectId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const { stageId, taskId, kind, body } = input;
    const entryOn = input.entryOn ?? dayOf(now);
    if (entryOn > latestDayAt(now)) {
      throw fieldError("entryOn", "An entry cannot be dated in the future.");
    }
    const found = await loadEntryPlaces(tx, { projectId, stageId, taskId });
    const placed = placeEntry({ stageId, taskId }, found);
    if (!placed.ok) {
      throw fieldError(placed.path, placed.message);
    }
    const { iteration, name } = await loadProject(tx, projectId);
    const mentions = mentionsIn(body, await listMembers(tx, projectId));
    const entryId = await insertEntry(tx, {
      projectId,
      stageId: placed.stageId,
      taskId,
      authorId: member.userId,
      kind,
      body,
      mentions,
      iteration,
      entryOn,
      createdAt: now,
    });
    const jobs = await notify(tx, {
      workspaceId,
      projectId,
      kind: "mentioned",
      userIds: mentions,
      except: member.userId,
      title: `${name}: ${excerptOf(body)}`,
      because: `because ${member.name} mentioned you in the log`,
      href: `/projects/${projectId}/log#entry-${entryId}`,
    });
    return {
      value: { entryId, version: 1 },
      audit: [{ type: "journal.logged", entryId, kind }],
      jobs,
    };
  },
});
