/**
 * What the worker does by the clock, in UTC. A key lets a task wait at most
 * once: a worker that was away for a day finds one, not a thousand. Each task
 * finds out by itself what it missed, so nothing is filled in afterwards.
 */
export const crontab = [
  "* * * * * expire-due ?max=1&jobKey=expire-due",
  "*/5 * * * * remind-signers ?max=1&jobKey=remind-signers",
  "* * * * * sign-checkpoints ?max=3&jobKey=sign-checkpoints",
  "7 * * * * note-case-ends ?max=1&jobKey=note-case-ends",
  "40 3 * * * end-import-drafts ?max=1&jobKey=end-import-drafts",
  "20 3 * * * sweep-uploads ?max=1&jobKey=sweep-uploads",
].join("\n");
