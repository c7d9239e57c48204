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

const MAX_BODY_BYTES = 2_000_000;

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
  const small = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: () => problem(new AppError("invalid_input", "The body may have at most 2 MB.")),
  });
  app.get("/openapi.json", (context) => context.json(openApiDocument()));
  app.post("/projects/:projectId/files", (context) =>
    receiveUpload(context.req.raw, context.req.param("projectId")),
  );
  for (const command of commands) {
    const { method, path } = command.operation;
    app.on(method, honoPath(path), small, (context) =>
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
