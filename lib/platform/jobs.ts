import "server-only";
import type { Tx } from "@/lib/platform/db";

/** Every background task and what it is told. Ids only: the job reads the rest when it runs. */
type JobPayloads = {
  "reevaluate-gates": { projectId: string };
  /** One workspace, or every workspace whose ledger has grown. */
  "sign-checkpoints": { workspaceId?: string };
  "send-checkpoint": { workspaceId: string; size: number; by: "mail" | "url" };
  "tell-of-attempts": { userId: string; attempts: number; minutes: number; at: string };
  "send-mail": { to: string; template: string; data: Record<string, string> };
};
type JobName = keyof JobPayloads;

export type Job = {
  [Name in JobName]: {
    name: Name;
    payload: JobPayloads[Name];
    /** Two waiting jobs with the same key become one. */
    key?: string;
  };
}[JobName];

/** Adds jobs inside the command's transaction: a command that rolls back leaves no job. */
export async function addJobs(tx: Tx, jobs: readonly Job[]): Promise<void> {
  for (const job of jobs) {
    const payload = JSON.stringify(job.payload);
    await tx.$executeRaw`
      SELECT graphile_worker.add_job(
        identifier => ${job.name}::text,
        payload => ${payload}::json,
        max_attempts => 10,
        job_key => ${job.key ?? null}::text)`;
  }
}

export function reevaluateGates(projectId: string): Job {
  return { name: "reevaluate-gates", payload: { projectId }, key: `reevaluate-gates:${projectId}` };
}

export function signCheckpoints(workspaceId: string): Job {
  return {
    name: "sign-checkpoints",
    payload: { workspaceId },
    key: `sign-checkpoints:${workspaceId}`,
  };
}

export function sendCheckpoint(head: JobPayloads["send-checkpoint"]): Job {
  // What waits to be sent is overtaken by a later head: only the latest counts.
  const key = `send-checkpoint:${head.by}:${head.workspaceId}`;
  return { name: "send-checkpoint", payload: head, key };
}
