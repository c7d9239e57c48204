import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { whyNotEditEntry } from "@/lib/journal/policy";
import { excerptOf } from "@/lib/journal/rules/excerpt";
import { mentionsIn } from "@/lib/journal/rules/mentions";
import { editEntryInput } from "@/lib/journal/schema";
import { loadEntry, projectIdOfEntry, saveEntry } from "@/lib/journal/store/entries";
import { fieldError, refuseIf } from "@/lib/kernel/app-error";
import { latestDayAt } from "@/lib/kernel/calendar";
import { changesBetween } from "@/lib/kernel/changes";
import { notify } from "@/lib/notifications/store";
import { listMembers, loadProject } from "@/lib/projects/store";

export const editEntry = defineCommand({
  name: "journal.edit",
  permission: "journal:write",
  input: editEntryInput,
  operation: {
    method: "PATCH",
    path: "/log/{entryId}",
    summary: "Change an entry of one's own in the progress log",
  },
  async scope({ tx, input }) {
    const projectId = await projectIdOfEntry(tx, input.entryId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const { entryId, version, body } = input;
    const entry = await loadEntry(tx, entryId);
    refuseIf(whyNotEditEntry(member, entry));
    const { kind = entry.kind, entryOn = entry.entryOn } = input;
    if (entryOn > latestDayAt(now)) {
      throw fieldError("entryOn", "An entry cannot be dated in the future.");
    }
    const changes = changesBetween(
      { text: entry.body, kind: entry.kind, day: entry.entryOn },
      { text: body, kind, day: entryOn },
    );
    if (changes.length === 0) {
      return { value: { entryId, version: entry.version }, unchanged: true };
    }
    const { name } = await loadProject(tx, projectId);
    const mentions = mentionsIn(body, await listMembers(tx, projectId));
    const saved = await saveEntry(
      tx,
      { id: entryId, version },
      { body, kind, entryOn, mentions, editedAt: now },
    );
    const jobs = await notify(tx, {
      workspaceId,
      projectId,
      kind: "mentioned",
      userIds: mentions.filter((userId) => !entry.mentions.includes(userId)),
      except: member.userId,
      title: `${name}: ${excerptOf(body)}`,
      because: `because ${member.name} mentioned you in the log`,
      href: `/projects/${projectId}/log#entry-${entryId}`,
    });
    return {
      value: { entryId, version: saved },
      audit: [{ type: "journal.edited", entryId, changes }],
      jobs,
    };
  },
});
