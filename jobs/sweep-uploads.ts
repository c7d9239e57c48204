import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import { sweepFiles } from "@/lib/platform/sweep-files";

const DAY_MS = 86_400_000;

/** A day is longer than any upload takes and than anybody waits to attach what they uploaded. */
export async function sweepUploads(): Promise<void> {
  const swept = await sweepFiles({ before: new Date(now().getTime() - DAY_MS) });
  if (swept.parts + swept.claims > 0) {
    log().info(swept, "left-over uploads were swept");
  }
}
