import { afterEach, describe, expect, it } from "vitest";
import { remindSigners } from "@/jobs/remind-signers";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import { setClock } from "@/lib/platform/clock";
import { aPlace, signedBy, submittedTo } from "@/lib/testing/inputs/signing";
import { aWorld } from "@/lib/testing/world";

afterEach(() => setClock(null));

const today = dayOf(new Date());

function sleepFor(days: number): void {
  setClock(new Date(dateOf(addDays(today, days)).getTime() + 12.25 * 3_600_000));
}

async function aDueRound() {
  const world = await aWorld();
  const project = await world.project();
  const claire = await world.person(project, "sponsor");
  await submittedTo(project, { dueOn: addDays(today, 10), slots: [aPlace("sponsor", claire)] });
  const trail = async () =>
    (await world.auditTypes(project.id)).filter((type) => /reminded|overdue/.test(type));
  return { world, project, claire, trail };
}

describe("the day a version is to be signed by", () => {
  it("reminds three days and one day before, and tells those in charge once it has passed", async () => {
    const { world, project, claire, trail } = await aDueRound();
    for (const day of [6, 7, 7, 8, 9, 9, 10, 11, 11, 30]) {
      sleepFor(day);
      await remindSigners();
    }
    expect(await trail()).toEqual(["signing.reminded", "signing.reminded", "signing.overdue"]);
    const titles = async (userId: string) =>
      (await world.db.notification.findMany({ where: { userId } })).map(({ kind }) => kind).sort();
    expect(await titles(project.lead.userId)).toEqual(["ran_out"]);
    const asked = ["signature_wanted", "signature_wanted", "signature_wanted"];
    expect(await titles(claire.userId)).toEqual(["ran_out", ...asked]);
  });

  it("sends one letter after a standstill, not three", async () => {
    const { trail } = await aDueRound();
    sleepFor(40);
    await remindSigners();
    await remindSigners();
    expect(await trail()).toEqual(["signing.overdue"]);
  });

  it("says nothing about a version that is signed", async () => {
    const { world, project, claire, trail } = await aDueRound();
    await signedBy(world, project, { person: claire, role: "sponsor" });
    sleepFor(40);
    await remindSigners();
    expect(await trail()).toEqual([]);
  });
});
