import { describe, expect, it } from "vitest";
import { getCase } from "@/lib/business-cases/queries";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { declineSignature } from "@/lib/signing/commands/decline-signature";
import { remindSigner } from "@/lib/signing/commands/remind-signer";
import { replaceSigner } from "@/lib/signing/commands/replace-signer";
import { aPlace, signedBy, submittedTo } from "@/lib/testing/inputs/signing";
import { aWorld, type Person, type TestProject } from "@/lib/testing/world";

const reason = "The baseline is not measured yet.";

async function aRound(place = {}) {
  const world = await aWorld();
  const project = await world.project();
  const claire = await world.person(project, "sponsor");
  const carl = await world.person(project, "sponsor");
  await submittedTo(project, { slots: [aPlace("sponsor", claire, place)] });
  return { world, project, claire, carl };
}

async function viewFor(project: TestProject, person: Person) {
  return runQuery(getCase, person.actor, { projectId: project.id });
}

function decline(project: TestProject, person: Person, given = {}) {
  const input = { projectId: project.id, number: 1, role: "sponsor", reason, ...given };
  return runCommand(declineSignature, person.actor, input);
}

async function replace(project: TestProject, by: Person, given: Record<string, unknown>) {
  const { signers } = await viewFor(project, project.lead);
  const slotId = signers.find(({ state }) => state !== "replaced")?.slotId;
  const input = { projectId: project.id, number: 1, slotId, reason, ...given };
  return runCommand(replaceSigner, by.actor, input);
}

describe("signing.decline", () => {
  it("keeps the reason, tells the author, and blocks the version", async () => {
    const { world, project, claire } = await aRound();
    expect(await decline(project, claire, { reason: "No." })).toMatchObject({
      ok: false,
      error: { code: "invalid_input" },
    });
    expect(await decline(project, claire)).toMatchObject({ ok: true });
    const view = await viewFor(project, claire);
    expect(view.status).toBe("submitted");
    expect(view.signers[0]).toMatchObject({ state: "declined", declined: { reason } });
    expect(view.whyNotSign).toContain("declined to sign");
    const told = await world.db.notification.findMany({ where: { userId: project.lead.userId } });
    expect(told.map(({ title }) => title).join()).toContain(reason);
    expect(await world.auditTypes(project.id)).toContain("signing.declined");
    expect(await decline(project, claire)).toMatchObject({ ok: false });
  });

  it("returns the version where the signer may stop it", async () => {
    const { world, project, claire } = await aRound({ hasVeto: true });
    expect(await decline(project, claire)).toMatchObject({ ok: true });
    expect(await viewFor(project, claire)).toMatchObject({
      status: "returned",
      returnedReason: reason,
    });
    expect(await world.auditTypes(project.id)).toContain("case.returned");
  });

  it("is not for somebody who was not asked", async () => {
    const { world, project, carl } = await aRound();
    expect(await decline(project, carl)).toMatchObject({ error: { code: "rule_refused" } });
    const slots = await world.db.signingSlot.findMany({
      where: { round: { projectId: project.id } },
    });
    expect(slots.map(({ declinedAt }) => declinedAt)).toEqual([null]);
  });
});

describe("signing.replace", () => {
  it("asks somebody else and keeps the old place on record", async () => {
    const { world, project, claire, carl } = await aRound();
    await decline(project, claire);
    const { lead } = project;
    expect(await replace(project, lead, { personId: carl.userId })).toMatchObject({ ok: true });
    const view = await viewFor(project, carl);
    expect(view.signers.map(({ state }) => state).sort()).toEqual(["replaced", "your_turn"]);
    expect(await signedBy(world, project, { person: claire, role: "sponsor" })).toMatchObject({
      ok: false,
    });
    expect(await signedBy(world, project, { person: carl, role: "sponsor" })).toMatchObject({
      value: { status: "signed" },
    });
    expect(await world.auditTypes(project.id)).toContain("signing.replaced");
  });

  it("refuses a stranger to the role, and whoever neither submitted nor leads", async () => {
    const { world, project, carl } = await aRound();
    const scientist = await world.person(project, "data_scientist");
    const { lead } = project;
    expect(await replace(project, lead, { personId: scientist.userId })).toMatchObject({
      error: { code: "invalid_input" },
    });
    expect(await replace(project, scientist, { personId: carl.userId })).toMatchObject({
      error: { code: "rule_refused" },
    });
    expect(await replace(project, lead, { personId: carl.userId, number: 2 })).toMatchObject({
      error: { code: "conflict" },
    });
  });
});

describe("signing.resend", () => {
  it("asks again, a few times an hour at most", async () => {
    const { world, project, claire } = await aRound();
    const { signers } = await viewFor(project, project.lead);
    const input = { projectId: project.id, number: 1, slotId: signers[0]?.slotId };
    for (let time = 0; time < 3; time += 1) {
      expect(await runCommand(remindSigner, project.lead.actor, input)).toMatchObject({ ok: true });
    }
    expect(await runCommand(remindSigner, project.lead.actor, input)).toMatchObject({
      error: { code: "rate_limited" },
    });
    const told = await world.db.notification.count({ where: { userId: claire.userId } });
    expect(told).toBe(4);
  });
});
