import { startWorker } from "@/jobs/runner";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { workerUrl } from "./lib/stale-jobs.mjs";

/** The job worker as a process of its own: for `WORKER=external` and beside `next dev`. */
async function main(): Promise<void> {
  const runner = await startWorker(workerUrl(env().DATABASE_URL));
  const stop = () => {
    void runner.stop().then(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  log().info("the job worker is ready");
}

main().catch((error: unknown) => {
  log().fatal({ err: error }, "the job worker could not start");
  process.exit(1);
});
