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

async function main(): Promise<void> {
  const began = Date.now();
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
    console.info(`Northwind Mutual: ${stories.length} projects, ${acts} acts, ${seconds} s.`);
  } finally {
    setClock(null);
    await db.$disconnect();
  }
}

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
