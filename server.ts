import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import { importShippedPlaybooks } from "@/jobs/import-shipped-playbooks";
import { startWorker } from "@/jobs/runner";
import { prismaClient } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { stampRequest } from "@/lib/web/client-address";
import { restApplication } from "@/lib/web/rest";
import { workerUrl } from "./scripts/lib/stale-jobs.mjs";

/**
 * The self-hosted server: answers REST and health before Next sees the
 * request, because Next's own pipeline costs more than most REST calls.
 */
const DRAIN_MS = 10_000;
const state: { isReady: boolean } = { isReady: false };

function healthz(): Promise<{ status: number; body: object }> {
  if (!state.isReady) {
    return Promise.resolve({ status: 503, body: { status: "starting or stopping" } });
  }
  return prismaClient().$queryRaw`SELECT 1`
    .then(() => ({ status: 200, body: { status: "ok" } }))
    .catch(() => ({ status: 503, body: { status: "the database does not answer" } }));
}

/** After an upgrade, each workspace gets the playbook versions that came with it. */
async function bringPlaybooksUpToDate(): Promise<void> {
  const workspaces = await prismaClient().workspace.findMany({ select: { id: true } });
  for (const { id } of workspaces) {
    await importShippedPlaybooks({ workspaceId: id });
  }
}

async function main(): Promise<void> {
  const port = Number(process.env.PORT ?? 3000);
  const hostname = process.env.HOST ?? "127.0.0.1";
  const { DATABASE_URL, WORKER } = env();

  const app = next({ dev: false, dir: process.cwd(), hostname, port });
  await app.prepare();
  const answerPage = app.getRequestHandler();
  const answerRest = getRequestListener(restApplication().fetch);

  const server = createServer((request, response) => {
    stampRequest(request);
    const url = request.url ?? "/";
    if (url === "/healthz") {
      void healthz().then(({ status, body }) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(body));
      });
      return;
    }
    if (url.startsWith("/api/v1/")) {
      void answerRest(request, response);
      return;
    }
    void answerPage(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, hostname, resolve);
  });

  const worker = WORKER === "internal" ? await startWorker(workerUrl(DATABASE_URL)) : null;
  await bringPlaybooksUpToDate();
  state.isReady = true;
  log().info({ port, hostname }, "ready");

  let isStopping = false;
  const stop = async () => {
    if (isStopping) {
      return;
    }
    isStopping = true;
    state.isReady = false;
    const force = setTimeout(() => process.exit(1), DRAIN_MS);
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeIdleConnections();
    });
    await worker?.stop();
    await app.close();
    await prismaClient().$disconnect();
    clearTimeout(force);
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
}

main().catch((error: unknown) => {
  log().fatal({ err: error }, "Waymark could not start");
  process.exit(1);
});
