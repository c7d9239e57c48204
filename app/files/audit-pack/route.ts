import { Readable } from "node:stream";
import { exportPack } from "@/lib/audit-packs/commands/export-pack";
import { getPreparedPack } from "@/lib/audit-packs/queries";
import { openPack } from "@/lib/audit-packs/store/write-pack";
import type { Actor } from "@/lib/authz/actor";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { workspaceId } from "@/lib/kernel/ids";
import { err } from "@/lib/kernel/result";
import { isFromHere } from "@/lib/web/from-here";
import { problem } from "@/lib/web/problem";
import { currentActor } from "@/lib/web/session";

/** Records the export, then hands the pack over as it is made. */
export async function POST(request: Request): Promise<Response> {
  if (!isFromHere(request)) {
    return problem(new AppError("forbidden", "A pack is asked for on Waymark's own pages."));
  }
  const actor = await currentActor();
  if (actor === null) {
    return problem(new AppError("unauthenticated", "Sign in first."));
  }
  const form = await request.formData();
  const project = form.get("projectId");
  const input = {
    workspaceId: form.get("workspaceId"),
    ...(project === null || project === "" ? {} : { projectId: project }),
  };
  const result = await exported(actor, input);
  if (!result.ok) {
    return problem(result.error);
  }
  const facts = { ...result.value, workspaceId: workspaceId.parse(input.workspaceId) };
  const pack = await openPack({ ...facts, now: new Date() });
  return new Response(Readable.toWeb(pack) as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="waymark-audit-pack-${facts.size}.zip"`,
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
}

/** Hashed first, which takes its time with a large ledger, then put on record. */
async function exported(actor: Actor, input: Record<string, unknown>) {
  try {
    const { prepared } = await runQuery(getPreparedPack, actor, input);
    return await runCommand(exportPack, actor, { ...input, prepared });
  } catch (error) {
    if (error instanceof AppError) {
      return err(error);
    }
    throw error;
  }
}
