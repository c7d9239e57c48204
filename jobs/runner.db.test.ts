import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { startWorker } from "@/jobs/runner";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import { testDatabaseUrl } from "@/lib/testing/database";
import { waivedGate } from "@/lib/testing/inputs/gates";
import { aWorld } from "@/lib/testing/world";

const TRIES = 100;

it("catches up with what ran out as soon as it starts, and knows what to do by the clock", async () => {
  const world = await aWorld();
  const project = await world.project();
  const { gateId } = await waivedGate(world, project);
  await world.db.gateWaiver.updateMany({
    where: { gateId },
    data: { expiresOn: dateOf(addDays(dayOf(new Date()), -3)) },
  });
  const stateNow = async () =>
    (await world.db.gate.findUniqueOrThrow({ where: { id: gateId } })).state;
  expect(await stateNow()).toBe("waived");
  const runner = await startWorker(testDatabaseUrl());
  try {
    for (let tries = 0; tries < TRIES && (await stateNow()) === "waived"; tries += 1) {
      await sleep(100);
    }
    expect(await stateNow()).toBe("lapsed");
    const known = await world.db.$queryRaw<{ identifier: string }[]>`
      SELECT identifier FROM graphile_worker._private_known_crontabs ORDER BY 1`;
    expect(known.map(({ identifier }) => identifier)).toEqual(
      expect.arrayContaining(["expire-due", "sweep-uploads"]),
    );
  } finally {
    await runner.stop();
  }
});
