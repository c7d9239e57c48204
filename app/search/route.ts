import { runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { searchProjects } from "@/lib/portfolio/queries/search-projects";
import { openWorkspace } from "@/lib/web/frames";
import { problem } from "@/lib/web/problem";
import { currentActor } from "@/lib/web/session";

/** Answers the search box as the person types: same query, their own session. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) {
    return problem(new AppError("unauthenticated", "Sign in first."));
  }
  const { id: workspaceId } = await openWorkspace();
  const text = new URL(request.url).searchParams.get("text") ?? "";
  try {
    return Response.json(await runQuery(searchProjects, actor, { workspaceId, text }), {
      headers: { "cache-control": "no-store" },
    });
  } catch (error) {
    if (error instanceof AppError) {
      return problem(error);
    }
    throw error;
  }
}
