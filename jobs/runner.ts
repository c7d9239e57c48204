import { type Runner, run, type TaskList } from "graphile-worker";
import { log } from "@/lib/platform/log";
import { crontab } from "./crontab";
import { endImportDrafts } from "./end-import-drafts";
import { expireDue } from "./expire-due";
import { noteEndsOfCases } from "./note-case-ends";
import { reevaluateGates } from "./reevaluate-gates";
import { remindSigners } from "./remind-signers";
import { sendCheckpoint } from "./send-checkpoint";
import { sendMail } from "./send-mail";
import { signCheckpoints } from "./sign-checkpoints";
import { sweepUploads } from "./sweep-uploads";
import { tellOfAttempts } from "./tell-of-attempts";

type Handler = (payload: never) => Promise<void>;

/** Payloads were written by `addJobs`, typed by `JobPayloads`; a handler parses what it needs. */
const handlers = {
  "end-import-drafts": endImportDrafts,
  "expire-due": expireDue,
  "note-case-ends": noteEndsOfCases,
  "reevaluate-gates": reevaluateGates,
  "remind-signers": remindSigners,
  "send-checkpoint": sendCheckpoint,
  "send-mail": sendMail,
  "sign-checkpoints": signCheckpoints,
  "sweep-uploads": sweepUploads,
  "tell-of-attempts": tellOfAttempts,
} satisfies Record<string, Handler>;

/** Starts the job worker; delivery is at least once, so each job is idempotent. */
export async function startWorker(connectionString: string): Promise<Runner> {
  const taskList = Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      (payload: unknown) => (handler as (payload: unknown) => Promise<void>)(payload),
    ]),
  ) satisfies TaskList;
  return run({
    connectionString,
    concurrency: 2,
    maxPoolSize: 4,
    noHandleSignals: true,
    pollInterval: 1000,
    taskList,
    crontab,
  }).then(async (runner) => {
    runner.events.on("job:error", ({ job, error }) => {
      log().warn({ job: job.task_identifier, attempt: job.attempts, err: error }, "job failed");
    });
    // What ran out while nobody looked does not wait for the next full minute.
    await runner.addJob("expire-due", {}, { jobKey: "expire-due", maxAttempts: 1 });
    return runner;
  });
}
