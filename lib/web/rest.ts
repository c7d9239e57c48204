import "server-only";
import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { AppError } from "@/lib/kernel/app-error";
import { log } from "@/lib/platform/log";
import { commands, queries } from "@/lib/registry";
import { openApiDocument } from "@/lib/web/openapi";
import { defect, problem, unknownRoute } from "@/lib/web/problem";
import { answerCommand, answerQuery } from "@/lib/web/rest-call";
import { receiveUpload } from "@/lib/web/upload";

const MAX_BODY_MB = 2;

function bodyOfAtMost(mb: number) {
  return bodyLimit({
    maxSize: mb * 1_000_000,
    onError: () => problem(new AppError("invalid_input", `The body may have at most ${mb} MB.`)),
  });
}

/** `/projects/{projectId}` as Hono writes it: `/projects/:projectId`. */
function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

/**
 * The REST application: one operation per door of the registry and nothing
 * else but files and the document that describes it. Mounted in front of Next
 * by the self-hosted server and inside Next by the catch-all route.
 */
export function restApplication(): Hono {
  const app = new Hono().basePath("/api/v1");
  app.get("/openapi.json", (context) => context.json(openApiDocument()));
  app.post("/projects/:projectId/files", (context) =>
    receiveUpload(context.req.raw, context.req.param("projectId")),
  );
  for (const command of commands) {
    const { method, path, maxBodyMb = MAX_BODY_MB } = command.operation;
    app.on(method, honoPath(path), bodyOfAtMost(maxBodyMb), (context) =>
      answerCommand(command, { request: context.req.raw, params: context.req.param() }),
    );
  }
  for (const query of queries) {
    app.get(honoPath(query.operation.path), (context) =>
      answerQuery(query, { request: context.req.raw, params: context.req.param() }),
    );
  }
  app.notFound(() => unknownRoute());
  app.onError((error) => {
    if (error instanceof AppError) {
      return problem(error);
    }
    const requestId = randomUUID();
    log().error({ err: error, requestId }, "defect in the REST application");
    return defect(requestId);
  });
  return app;
}
