import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { receiveFile } from "@/lib/platform/file-store";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { Person, TestProject, World } from "@/lib/testing/world";

/** Bytes somebody streamed in; nothing of any project yet. */
export async function bytesOf(person: Pick<Person, "userId">, content: string | Buffer) {
  return receiveFile(Readable.from([Buffer.from(content)]), { by: person.userId });
}

/** A file of the project that its lead brought. */
export async function aFile(
  world: World,
  project: TestProject,
  file: { content: string | Buffer; fileName: string; mediaType: string } = {
    content: `id,left\n1,${randomUUID()}\n`,
    fileName: "members.csv",
    mediaType: "text/csv",
  },
) {
  const { sha256, bytes } = await bytesOf(project.lead, file.content);
  return world.db.storedFile.create({
    data: {
      workspaceId: world.workspaceId,
      projectId: project.id,
      sha256,
      bytes,
      mediaType: file.mediaType,
      fileName: file.fileName,
      uploadedById: project.lead.userId,
    },
  });
}

/** A note the lead of the project attached. */
export async function someEvidence(
  world: World,
  project: TestProject,
  overrides: Record<string, unknown> = {},
) {
  return world.db.evidence.create({
    data: {
      projectId: project.id,
      kind: "document",
      title: "Interview with claims",
      note: "Labels are set within ten days.",
      effectiveOn: new Date("2026-01-15T00:00:00Z"),
      addedById: project.lead.userId,
      ...overrides,
    },
  });
}

export const validInputs: ValidInputs = {
  async "file.store"(world, project) {
    const { sha256, bytes, mediaType } = await aFile(world, project);
    return { projectId: project.id, sha256, fileName: "copy.csv", mediaType, bytes: Number(bytes) };
  },
  "evidence.attach": (_world, project) =>
    Promise.resolve({
      projectId: project.id,
      kind: "document",
      title: "Interview with claims",
      note: "Labels are set within ten days.",
    }),
  async "evidence.supersede"(world, project) {
    const { id } = await someEvidence(world, project);
    return { evidenceId: id, title: "Second interview", note: "Labels take twelve days." };
  },
  async "evidence.withdraw"(world, project) {
    const { id } = await someEvidence(world, project);
    return { evidenceId: id, reason: "The interview was about another product." };
  },
  "metric.push": (_world, project) =>
    Promise.resolve({
      projectId: project.id,
      name: "recall",
      value: 0.81,
      direction: "higher_is_better",
    }),
  "evidence.list": (_world, project) => Promise.resolve({ projectId: project.id }),
  async "evidence.get"(world, project) {
    const { id } = await someEvidence(world, project);
    return { evidenceId: id };
  },
  "metric.list": (_world, project) => Promise.resolve({ projectId: project.id }),
  "file.upload-target": (_world, project) => Promise.resolve({ projectId: project.id }),
  async "file.download-target"(world, project) {
    const { id } = await aFile(world, project);
    return { fileId: id };
  },
  async "file.suggest-evidence"(world, project) {
    const { id } = await aFile(world, project);
    return { fileId: id };
  },
};
