import "server-only";
import { storeFile } from "@/lib/evidence/commands/store-file";
import { getUploadTarget } from "@/lib/evidence/queries";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { receiveFile } from "@/lib/platform/file-store";
import { problem } from "@/lib/web/problem";
import { tokenActor } from "@/lib/web/token-actor";

/**
 * Streams a body into the file store, then attaches the bytes to the project
 * by their hash. Who may not attach is turned away before a byte is kept.
 */
export async function receiveUpload(request: Request, projectId: string): Promise<Response> {
  const actor = await tokenActor(request);
  if (actor?.kind !== "token") {
    return problem(new AppError("unauthenticated", "A valid API token is needed."));
  }
  await runQuery(getUploadTarget, actor, { projectId });
  const fileName = new URL(request.url).searchParams.get("fileName") ?? "";
  if (request.body === null) {
    return problem(new AppError("invalid_input", "The body is empty; send the file as the body."));
  }
  const received = await receiveFile(request.body, { by: actor.userId });
  const result = await runCommand(storeFile, actor, { projectId, fileName, ...received });
  return result.ok ? Response.json(result.value) : problem(result.error);
}
