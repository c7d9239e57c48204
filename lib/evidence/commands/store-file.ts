import "server-only";
import { mediaTypeOf } from "@/lib/evidence/rules/media-type";
import { storeFileInput } from "@/lib/evidence/schema";
import { findSameFile, insertFile, isInProject } from "@/lib/evidence/store/files";
import { defineCommand } from "@/lib/execution/command";
import { fieldError } from "@/lib/kernel/app-error";
import { hasReceived, inspectFile } from "@/lib/platform/file-store";

/**
 * Gives bytes that were streamed in before a place in a project. Whoever names
 * a hash must have brought the bytes, or the project must hold them already:
 * hashes stand in reports and trails and open nothing by themselves.
 */
export const storeFile = defineCommand({
  name: "file.store",
  permission: "evidence:write",
  input: storeFileInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/stored-files",
    summary: "Keep uploaded bytes as a file of the project",
  },
  scope: ({ input: { projectId } }) => Promise.resolve({ kind: "project", projectId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const { sha256, fileName, bytes } = input;
    const by = member.userId;
    const isKnown =
      (await hasReceived({ sha256, by })) || (await isInProject(tx, { projectId, sha256 }));
    const found = isKnown ? await inspectFile(sha256) : null;
    if (found?.bytes !== bytes) {
      throw fieldError("sha256", "These bytes have not arrived. Upload the file first.");
    }
    const same = await findSameFile(tx, { projectId, sha256, fileName });
    if (same !== null) {
      const { id: fileId, mediaType } = same;
      return { value: { fileId, sha256, fileName, mediaType, bytes }, unchanged: true };
    }
    const mediaType = mediaTypeOf({ sniffed: found.mediaType, fileName, claimed: input.mediaType });
    const facts = { workspaceId, projectId, sha256, bytes, mediaType, fileName };
    const fileId = await insertFile(tx, { ...facts, uploadedById: by, uploadedAt: now });
    return {
      value: { fileId, sha256, fileName, mediaType, bytes },
      audit: [{ type: "file.stored", fileId, sha256, fileName, bytes }],
    };
  },
});
