import "server-only";
import * as z from "zod";
import type { AuditEvent } from "@/lib/audit/events";
import { defineCommand } from "@/lib/execution/command";
import { SEED_JOB, slugOf, whyPasswordIsWeak } from "@/lib/identity/rules";
import { emailAddress, newPassword, personName, workspaceName } from "@/lib/identity/schema";
import { addMember } from "@/lib/identity/store/members";
import { insertUser, isAnybodyHere } from "@/lib/identity/store/users";
import { insertWorkspace, lockFirstRun } from "@/lib/identity/store/workspaces";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { hashPassword } from "@/lib/platform/passwords";
import { type ImportedPlaybook, importBuiltInPlaybooks } from "@/lib/playbooks/store";

const input = z.strictObject({
  name: workspaceName,
  ownerName: personName,
  email: emailAddress,
  password: newPassword,
});

/** The first run: whoever opens an empty Waymark names the workspace and becomes its owner. */
export const createWorkspace = defineCommand({
  name: "workspace.create",
  permission: "public",
  input,
  operation: {
    method: "POST",
    path: "/workspaces",
    summary: "Set up an empty Waymark: the workspace and its owner",
  },
  scope: () => Promise.resolve({ kind: "public" }),

  async execute({ tx, actor, input, now }) {
    const { name, ownerName, email, password } = input;
    await lockFirstRun(tx);
    if (await isAnybodyHere(tx)) {
      throw new AppError(
        "rule_refused",
        "Waymark is set up already. Sign in, or ask for an invitation.",
      );
    }
    const weakness = whyPasswordIsWeak(password, { email, name: ownerName });
    if (weakness !== null) {
      throw fieldError("password", weakness);
    }
    const passwordHash = await hashPassword(password);
    const isDemo = actor.kind === "system" && actor.job === SEED_JOB;
    const workspaceId = await insertWorkspace(tx, {
      slug: slugOf(name),
      name,
      isDemo,
      createdAt: now,
    });
    const userId = await insertUser(tx, { email, name: ownerName, passwordHash, createdAt: now });
    await addMember(tx, { workspaceId, userId, role: "owner", joinedAt: now });
    const playbooks = await importBuiltInPlaybooks(tx, { workspaceId, by: userId, at: now });
    return {
      value: { workspaceId, userId },
      audit: [
        { type: "workspace.created", name },
        { type: "member.added", userId, name: ownerName, role: "owner" },
        ...playbooks.flatMap(eventOf),
      ],
      trailIn: [workspaceId],
      by: { userId, name: ownerName },
    };
  },
});

function eventOf(imported: ImportedPlaybook): AuditEvent[] {
  if (!imported.ok) {
    return [];
  }
  const { playbookId, key, number, sha256 } = imported;
  return [{ type: "playbook.imported", playbookId, key, number, sha256 }];
}
