import { runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { getStage } from "@/lib/tasks/queries";
import { problem } from "@/lib/web/problem";
import { currentActor } from "@/lib/web/session";

/** The tasks an entry can be about, once its stage is chosen. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) {
    return problem(new AppError("unauthenticated", "Sign in first."));
  }
  const stageId = new URL(request.url).searchParams.get("stage");
  try {
    const { tasks } = await runQuery(getStage, actor, { stageId });
    const rows = tasks.map(({ id, key, name }) => ({ id, key, name }));
    return Response.json({ rows }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    if (error instanceof AppError) {
      return problem(error);
    }
    throw error;
  }
}
