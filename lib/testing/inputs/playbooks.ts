import { randomUUID } from "node:crypto";
import { runCommand } from "@/lib/execution/command";
import { copyPlaybook } from "@/lib/playbooks/commands/copy-playbook";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { World } from "@/lib/testing/world";

export type TestCopy = { playbookId: string; key: string; version: number; source: string };

export async function builtInPlaybookId(world: World): Promise<string> {
  const { workspaceId } = world;
  const row = await world.db.playbook.findFirstOrThrow({
    where: { workspaceId, key: "crisp-dm-mlops" },
  });
  return row.id;
}

/** A copy of the default playbook with its first draft, made by the owner. */
export async function aPlaybookCopy(world: World): Promise<TestCopy> {
  const key = `ours-${randomUUID().slice(0, 8)}`;
  const playbookId = await builtInPlaybookId(world);
  const result = await runCommand(copyPlaybook, world.owner.actor, {
    playbookId,
    key,
    name: "Our way of working",
  });
  if (!result.ok) {
    throw result.error;
  }
  const { versionId, version, playbookId: copyId } = result.value;
  const draft = await world.db.playbookVersion.findUniqueOrThrow({ where: { id: versionId } });
  return { playbookId: copyId, key, version, source: draft.source };
}

async function ofDraft(world: World) {
  const { playbookId, version } = await aPlaybookCopy(world);
  return { playbookId, version };
}

export const validInputs: ValidInputs = {
  "playbook.copy": async (world) => ({
    playbookId: await builtInPlaybookId(world),
    key: `ours-${randomUUID().slice(0, 8)}`,
    name: "Our way of working",
  }),
  "playbook.save-draft": async (world) => {
    const { playbookId, version, source } = await aPlaybookCopy(world);
    return { playbookId, version, source: `${source}\n# reviewed\n` };
  },
  "playbook.publish": ofDraft,
  "playbook.discard-draft": ofDraft,
  "playbook.import-shipped": ({ workspaceId }) => Promise.resolve({ workspaceId }),
  "playbook.list": ({ workspaceId }) => Promise.resolve({ workspaceId }),
  "playbook.get": async (world) => ({ playbookId: await builtInPlaybookId(world) }),
  "playbook.check": async (world) => ({
    playbookId: await builtInPlaybookId(world),
    source: "id: nearly",
  }),
  "playbook.broken-files": ({ workspaceId }) => Promise.resolve({ workspaceId }),
};
