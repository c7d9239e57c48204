import { describe, expect, it } from "vitest";
import { getCase } from "@/lib/business-cases/queries";
import { runQuery } from "@/lib/execution/query";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import { aPlace, signedBy, submittedTo } from "@/lib/testing/inputs/signing";
import { aWorld } from "@/lib/testing/world";

const refusedBecause = (message: string) => ({
  ok: false,
  error: { message: expect.stringContaining(message) },
});

async function aTeam() {
  const world = await aWorld();
  const project = await world.project();
  const claire = await world.person(project, "sponsor");
  const carl = await world.person(project, "sponsor");
  const ines = await world.person(project, "risk_reviewer");
  return { world, project, claire, carl, ines };
}

async function toldOf(world: Awaited<ReturnType<typeof aWorld>>, userId: string) {
  const rows = await world.db.notification.findMany({ where: { userId } });
  return rows.map(({ kind }) => kind);
}

describe("a round of signing", () => {
  it("asks the roles of the form where nobody chose", async () => {
    const { world, project, claire } = await aTeam();
    await submittedCase(project);
    const view = await runQuery(getCase, claire.actor, { projectId: project.id });
    expect(view.signers.map(({ role, required }) => [role, required])).toEqual([
      ["sponsor", true],
      ["lead", false],
    ]);
    expect(view.round).toMatchObject({ inOrder: false, quorum: 0, dueOn: null });
    expect(await world.db.signingRound.count({ where: { projectId: project.id } })).toBe(1);
    expect(await world.auditTypes(project.id)).not.toContain("signing.round-opened");
  });

  it("lets them sign in order, and hands the pen on", async () => {
    const { world, project, claire, ines } = await aTeam();
    const slots = [aPlace("risk_reviewer", ines), aPlace("sponsor", claire)];
    await submittedTo(project, { inOrder: true, slots });
    expect(await toldOf(world, claire.userId)).toEqual([]);
    const early = await signedBy(world, project, { person: claire, role: "sponsor" });
    expect(early).toMatchObject(refusedBecause("signed in order"));
    const first = await signedBy(world, project, { person: ines, role: "risk_reviewer" });
    expect(first).toMatchObject({ ok: true, value: { status: "submitted" } });
    expect(await toldOf(world, claire.userId)).toEqual(["signature_wanted"]);
    const last = await signedBy(world, project, { person: claire, role: "sponsor" });
    expect(last).toMatchObject({ ok: true, value: { status: "signed" } });
    expect(await world.auditTypes(project.id)).toContain("signing.round-opened");
  });

  it("waits for so many of the optional ones as were asked for", async () => {
    const { world, project, claire, carl, ines } = await aTeam();
    const optional = { isRequired: false };
    const slots = [
      aPlace("sponsor", claire),
      aPlace("sponsor", carl, optional),
      aPlace("risk_reviewer", ines, optional),
    ];
    await submittedTo(project, { quorum: 1, slots });
    const first = await signedBy(world, project, { person: claire, role: "sponsor" });
    expect(first).toMatchObject({ value: { status: "submitted" } });
    const second = await signedBy(world, project, { person: carl, role: "sponsor" });
    expect(second).toMatchObject({ value: { status: "signed" } });
  });
});

describe("a round of signing, refused", () => {
  it("demands the proof it was opened with, and keeps a weaker one out", async () => {
    const { world, project, claire } = await aTeam();
    await submittedTo(project, { minimumAssurance: "passkey", slots: [aPlace("sponsor")] });
    const weak = await signedBy(world, project, { person: claire, role: "sponsor" });
    expect(weak).toMatchObject(refusedBecause("a passkey"));
    expect(await world.db.signature.count({ where: { projectId: project.id } })).toBe(0);
  });

  it("refuses signers who cannot be, and submits nothing", async () => {
    const { world, project, claire, ines } = await aTeam();
    const bad = [
      { slots: [] },
      { slots: [aPlace("lead")] },
      { slots: [aPlace("sponsor", ines)] },
      { slots: [aPlace("sponsor"), aPlace("sponsor")] },
      { slots: [aPlace("sponsor"), aPlace("viewer")] },
      { slots: [aPlace("sponsor", claire)], quorum: 1 },
      { slots: [aPlace("sponsor")], dueOn: "2020-01-01" },
      { slots: [aPlace("sponsor", null, { isRequired: false })], quorum: 1 },
    ];
    for (const signing of bad) {
      expect(await submittedTo(project, signing)).toMatchObject({
        ok: false,
        error: { code: "invalid_input" },
      });
    }
    expect(await world.db.signingRound.count({ where: { projectId: project.id } })).toBe(0);
  });

  it("is frozen: the database refuses every change of what was asked", async () => {
    const { world, project } = await aTeam();
    await submittedCase(project);
    const { id, slots } = await world.db.signingRound.findFirstOrThrow({
      where: { projectId: project.id },
      include: { slots: true },
    });
    const slotId = slots[0]?.id ?? "";
    const changes = [
      world.db.signingRound.update({ where: { id }, data: { quorum: 5 } }),
      world.db.signingSlot.update({ where: { id: slotId }, data: { isRequired: false } }),
      world.db.signingSlot.delete({ where: { id: slotId } }),
    ];
    for (const change of changes) {
      await expect(change).rejects.toThrow();
    }
  });
});
