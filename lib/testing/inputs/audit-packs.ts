import { getPreparedPack } from "@/lib/audit-packs/queries";
import { issueDocument } from "@/lib/documents/commands/issue-document";
import { attachEvidence } from "@/lib/evidence/commands/attach-evidence";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { validInputs as documents } from "@/lib/testing/inputs/documents";
import { aFile } from "@/lib/testing/inputs/evidence";
import { inputFor, type ValidInputs } from "@/lib/testing/valid-input";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

type FilledWorld = { world: World; project: TestProject; fileSha256: string; text: string };

/** A workspace with a signature, its document and a file, so that there is something to pack. */
export async function aFilledWorld(): Promise<FilledWorld> {
  const world = await aWorld();
  const project = await world.project();
  const text = `id,left\n1,${project.id}\n`;
  const file = await aFile(world, project, {
    content: text,
    fileName: "members.csv",
    mediaType: "text/csv",
  });
  const attached = await runCommand(attachEvidence, project.lead.actor, {
    projectId: project.id,
    kind: "file",
    title: "Members",
    fileId: file.id,
    effectiveOn: "2026-01-15",
  });
  if (!attached.ok) {
    throw attached.error;
  }
  const input = await inputFor(documents, "document.issue")(world, project);
  const issued = await runCommand(issueDocument, project.lead.actor, input);
  if (!issued.ok) {
    throw issued.error;
  }
  return { world, project, fileSha256: file.sha256, text };
}

/** What the export of a pack is called with: the long part is behind it. */
export async function aPreparedPack(
  { workspaceId, owner }: World,
  _project?: TestProject,
  asked: { projectId?: string } = {},
) {
  const input = { workspaceId, ...asked };
  const { prepared } = await runQuery(getPreparedPack, owner.actor, input);
  return { ...input, prepared };
}

export const validInputs: ValidInputs = {
  "audit-pack.contents": (world) => Promise.resolve({ workspaceId: world.workspaceId }),
  "audit-pack.prepare": (world) => Promise.resolve({ workspaceId: world.workspaceId }),
  "audit-pack.export": aPreparedPack,
};
