import "server-only";
import type { ReadyFile } from "@/components/evidence/attach-form";
import { getDownloadTarget, suggestEvidence } from "@/lib/evidence/queries";
import { readIfAllowed } from "@/lib/web/for-page";

/** A file that was sent a moment ago, with what it says about itself; null for one from elsewhere. */
export async function readReadyFile(
  fileId: string | undefined,
  projectId: string,
): Promise<ReadyFile | null> {
  if (fileId === undefined) {
    return null;
  }
  const [target, suggestion] = await Promise.all([
    readIfAllowed(getDownloadTarget, { fileId }),
    readIfAllowed(suggestEvidence, { fileId }),
  ]);
  if (target === null || suggestion === null || target.projectId !== projectId) {
    return null;
  }
  return { fileId, fileName: target.fileName, bytes: target.bytes, suggestion };
}
