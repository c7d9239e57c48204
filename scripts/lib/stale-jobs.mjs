const WORKER_NAME = "waymark-jobs";

/** The address under which a worker connects, so that others can tell that it lives. */
export function workerUrl(databaseUrl) {
  const url = new URL(databaseUrl);
  url.searchParams.set("application_name", WORKER_NAME);
  return url.href;
}

const RELEASE = `
  SET locked_at = NULL, locked_by = NULL
  WHERE locked_at IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = $1
  )`;

/**
 * A worker that was killed leaves its jobs locked, and the library frees them only after four
 * hours. Every live worker keeps a connection under this name; where there is none, the locks are
 * nobody's.
 */
export async function releaseStaleJobs(client) {
  const { rowCount } = await client.query(`UPDATE graphile_worker._private_jobs ${RELEASE}`, [
    WORKER_NAME,
  ]);
  await client.query(`UPDATE graphile_worker._private_job_queues ${RELEASE}`, [WORKER_NAME]);
  return rowCount;
}
