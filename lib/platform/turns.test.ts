import { describe, expect, it } from "vitest";
import { inTurn, turnsOf } from "@/lib/platform/turns";

function aDoor() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe("turns", () => {
  it("lets so many in at once and the others in the order of their coming", async () => {
    const turns = turnsOf({ atOnce: 2, maxWaitMs: 1000 });
    const doors = Array.from({ length: 5 }, aDoor);
    const begun: number[] = [];
    const all = doors.map(({ opened }, place) =>
      inTurn(turns, async () => {
        begun.push(place);
        await opened;
      }),
    );
    await Promise.resolve();
    expect(begun).toEqual([0, 1]);
    for (const [place, { open }] of doors.entries()) {
      open();
      await all[place];
    }
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    expect(turns.running).toBe(0);
  });

  it("hands the turn on when the work fails", async () => {
    const turns = turnsOf({ atOnce: 1, maxWaitMs: 1000 });
    const failing = inTurn(turns, () => Promise.reject(new Error("no")));
    const next = inTurn(turns, () => Promise.resolve("done"));
    await expect(failing).rejects.toThrow("no");
    expect(await next).toBe("done");
  });

  it("sends away with a sentence whom no turn came for, and counts them no more", async () => {
    const turns = turnsOf({ atOnce: 1, maxWaitMs: 5 });
    const door = aDoor();
    const first = inTurn(turns, () => door.opened);
    await expect(inTurn(turns, () => Promise.resolve())).rejects.toMatchObject({
      code: "rate_limited",
      reason: "busy",
      retryAfterSeconds: 3,
    });
    door.open();
    await first;
    expect(turns).toMatchObject({ running: 0, waiting: new Set() });
  });
});
