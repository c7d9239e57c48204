import { addDays, dateOf } from "@/lib/kernel/calendar";
import { setClock } from "@/lib/platform/clock";
import { prismaClient } from "@/lib/platform/db";
import { finishDemo } from "./engine/finish-demo";
import { pinFavourites } from "./engine/pin-favourites";
import { replay } from "./engine/replay";
import { setUpWorkspace } from "./engine/set-up-workspace";
import { instantAt, officeMoment, workMinuteOf } from "./engine/working-time";
import { stories } from "./stories/all-stories";

// The password is public and each hash is renewed at the first sign-in: a costly one buys nothing.
process.env.WAYMARK_SCRYPT_LOG_N = "10";

const HISTORY_DAYS = 310;

/** A demo that was cut off is made anew, so no act of it has to wait for the disk. */
function withoutWaiting(url: string | undefined): string {
  const relaxed = new URL(url ?? "");
  const given = relaxed.searchParams.get("options") ?? "";
  relaxed.searchParams.set("options", `${given} -c synchronous_commit=off`.trim());
  return relaxed.href;
}

async function main(): Promise<void> {
  const began = Date.now();
  process.env.DATABASE_URL = withoutWaiting(process.env.DATABASE_URL);
  const db = prismaClient();
  if ((await db.user.count()) > 0) {
    throw new Error("This database holds people already. The demo is made only in an empty one.");
  }
  const now = new Date();
  const today = now.toISOString().slice(0, 10);
  const until = officeMoment(0, { today, now });
  const firstDay = instantAt(workMinuteOf(dateOf(addDays(today, -HISTORY_DAYS))));
  try {
    const demo = await setUpWorkspace({ firstDay, today, until });
    const acts = await replay(demo, stories);
    setClock(until);
    await pinFavourites(demo);
    await finishDemo(demo);
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    process.stdout.write(
      `Northwind Mutual: ${stories.length} projects, ${acts} acts, ${seconds} s.\n`,
    );
  } finally {
    setClock(null);
    await db.$disconnect();
  }
}

try {
  await main();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
