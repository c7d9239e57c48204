import { runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { exportRiskCatalogue } from "@/lib/risk-catalogue/queries/catalogue";
import { openWorkspace } from "@/lib/web/frames";
import { problem } from "@/lib/web/problem";
import { currentActor } from "@/lib/web/session";

/** The catalogue as YAML: everything that is suggested, or what the workspace wrote itself. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) {
    return problem(new AppError("unauthenticated", "Sign in first."));
  }
  const extent = new URL(request.url).searchParams.get("extent") === "whole" ? "whole" : "own";
  const { id: workspaceId } = await openWorkspace();
  try {
    const { fileName, source } = await runQuery(exportRiskCatalogue, actor, {
      workspaceId,
      extent,
    });
    return new Response(source, {
      headers: {
        "content-type": "application/yaml; charset=utf-8",
        "content-disposition": `attachment; filename="${fileName}"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    if (error instanceof AppError) {
      return problem(error);
    }
    throw error;
  }
}
