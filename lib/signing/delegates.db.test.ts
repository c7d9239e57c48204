import { expect, it } from "vitest";
import { listAudit } from "@/lib/audit/queries";
import { getCase } from "@/lib/business-cases/queries";
import { certificateOf } from "@/lib/documents/rules/certificate";
import { loadCaseDocument } from "@/lib/documents/store/case-document";
import { loadGateDocument } from "@/lib/documents/store/gate-document";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { decideGate } from "@/lib/gates/commands/decide-gate";
import { requestGate } from "@/lib/gates/commands/request-gate";
import { getGate, listGatesWaitingForMe } from "@/lib/gates/queries";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { listMyNotices } from "@/lib/notifications/queries";
import { declineSignature } from "@/lib/signing/commands/decline-signature";
import { endDelegation } from "@/lib/signing/commands/end-delegation";
import { makeDelegation } from "@/lib/signing/commands/make-delegation";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import { aProof, askedEarly, gateIdOf } from "@/lib/testing/inputs/gates";
import { signedBy } from "@/lib/testing/inputs/signing";
import { aWorld, type Person, type World } from "@/lib/testing/world";

const today = dayOf(new Date());

/** Helena is a sponsor on leave; Dora, of no project, acts for her. */
async function onLeave() {
  const world = await aWorld();
  const project = await world.project();
  const helena = await world.person(project, "sponsor");
  const dora = await world.member();
  await world.db.user.update({ where: { id: helena.userId }, data: { name: "Helena Brandt" } });
  await world.db.user.update({ where: { id: dora.userId }, data: { name: "Dora Deputy" } });
  const lent = await lend(world, { from: helena, to: dora });
  return { world, project, helena, dora, delegationId: lent.ok ? lent.value.delegationId : "" };
}

function lend({ workspaceId }: World, people: { from: Person; to: Person }) {
  return runCommand(makeDelegation, people.from.actor, {
    workspaceId,
    toId: people.to.userId,
    startsOn: today,
    endsOn: addDays(today, 7),
    reason: "On leave for a week.",
  });
}

async function waiting(world: World, { actor }: Person) {
  const { rows } = await runQuery(listGatesWaitingForMe, actor, { workspaceId: world.workspaceId });
  return rows.map(({ kind, title, actsFor }) => ({ kind, title, actsFor }));
}

async function mailsTo(world: World, { email }: Person) {
  const rows = await world.db.$queryRaw<{ title: string; because: string }[]>`
    SELECT payload->'data'->>'title' AS title, payload->'data'->>'because' AS because
    FROM graphile_worker._private_jobs WHERE payload->>'to' = ${email} ORDER BY id`;
  return rows;
}

async function sentences(world: World): Promise<string[]> {
  const { rows } = await runQuery(listAudit, world.owner.actor, { workspaceId: world.workspaceId });
  return rows.map((row) => `${row.actorName} ${row.sentence}`);
}

it("somebody who acts for another finds the signature in My work, hears of it, signs it, and is named with whom it was for", async () => {
  const { world, project, helena, dora } = await onLeave();
  await submittedCase(project);
  const asked = { kind: "signature", title: "Business case, version 1" };
  expect(await waiting(world, dora)).toEqual([{ ...asked, actsFor: ["Helena Brandt"] }]);
  expect(await waiting(world, helena)).toEqual([{ ...asked, actsFor: [] }]);
  const { rows } = await runQuery(listMyNotices, dora.actor, { limit: 10 });
  expect(rows[0]).toMatchObject({ because: "because you act for Helena Brandt" });
  expect(await mailsTo(world, dora)).toContainEqual({
    title: expect.stringContaining("sign version 1"),
    because: "because you act for Helena Brandt",
  });
  expect(await mailsTo(world, helena)).toContainEqual({
    title: expect.stringContaining("sign version 1"),
    because: "because you are asked to sign the business case",
  });

  await signedBy(world, project, { person: dora, role: "sponsor", onBehalfOf: helena });
  expect(await waiting(world, dora)).toEqual([]);
  expect(await waiting(world, helena)).toEqual([]);
  const view = await runQuery(getCase, helena.actor, { projectId: project.id });
  expect(view.signatures).toMatchObject([
    { signer: { name: "Dora Deputy" }, signedFor: "Helena Brandt" },
  ]);
  const document = await loadCaseDocument(world.db, {
    workspaceId: world.workspaceId,
    projectId: project.id,
    number: 1,
    now: new Date(),
  });
  expect(certificateOf(document).signers.map(({ heading }) => heading)).toEqual([
    "Dora Deputy for Helena Brandt, sponsor",
  ]);
  expect(await sentences(world)).toContain(
    "Dora Deputy signed version 1 of the business case as sponsor for Helena Brandt",
  );
});

it("somebody who acts for another declines in the place of the other, whose name stays beside theirs", async () => {
  const { world, project, helena, dora } = await onLeave();
  await submittedCase(project);
  const decline = {
    projectId: project.id,
    number: 1,
    role: "sponsor",
    reason: "Costs are open.",
  };
  expect(await runCommand(declineSignature, dora.actor, decline)).toMatchObject({
    error: { code: "invalid_input" },
  });
  const onBehalfOf = helena.userId;
  const declined = await runCommand(declineSignature, dora.actor, { ...decline, onBehalfOf });
  expect(declined).toMatchObject({ ok: true });
  const view = await runQuery(getCase, helena.actor, { projectId: project.id });
  expect(view.signers[0]).toMatchObject({
    state: "declined",
    declined: { by: "Dora Deputy for Helena Brandt", reason: "Costs are open." },
  });
  expect(await waiting(world, dora)).toEqual([]);
  expect(await sentences(world)).toContain(
    "Dora Deputy declined to sign version 1 of the business case as sponsor for Helena Brandt, because: Costs are open.",
  );
  const where = { round: { projectId: project.id }, declinedAt: { not: null } };
  await expect(
    world.db.signingSlot.updateMany({ where, data: { declinedForId: dora.userId } }),
  ).rejects.toThrow("never changed");
});

it("somebody who acts for another finds the decision, hears of it, decides it, and is named with whom it was for", async () => {
  const { world, project, helena, dora } = await onLeave();
  await world.person(project, "risk_reviewer");
  const gateId = await gateIdOf(world, project);
  await runCommand(requestGate, project.lead.actor, { gateId, earlyReason: askedEarly });
  expect(await waiting(world, dora)).toMatchObject([
    { kind: "decision", actsFor: ["Helena Brandt"] },
  ]);
  expect(await mailsTo(world, dora)).toContainEqual({
    title: expect.stringContaining("your decision is wanted"),
    because: "because you act for Helena Brandt",
  });
  const { toSign } = await runQuery(getGate, dora.actor, { gateId });
  const decided = await runCommand(decideGate, dora.actor, {
    gateId,
    round: 1,
    role: "sponsor",
    verdict: "approve",
    onBehalfOf: helena.userId,
    token: await aProof(world, dora, toSign?.subjectSha256 ?? ""),
  });
  expect(decided).toMatchObject({ ok: true });
  expect(await waiting(world, dora)).toEqual([]);
  const gate = await runQuery(getGate, helena.actor, { gateId });
  const [decision] = gate.rounds.flatMap((round) => round.decisions);
  expect(decision).toMatchObject({
    person: { name: "Dora Deputy" },
    signedFor: "Helena Brandt",
  });
  const approvers = gate.approvals.flatMap(({ people }) => people.map(({ name }) => name));
  expect(approvers).toContain("Dora Deputy for Helena Brandt");
  const document = await loadGateDocument(world.db, {
    workspaceId: world.workspaceId,
    gateId,
    number: 1,
    now: new Date(),
  });
  expect(document.decisions).toMatchObject([{ name: "Dora Deputy for Helena Brandt" }]);
  expect(document.signatures).toMatchObject([{ name: "Dora Deputy for Helena Brandt" }]);
});

it("somebody who acts for another is asked nothing any more once the place was taken back, nor where duties keep them apart", async () => {
  const { world, project, helena, dora, delegationId } = await onLeave();
  await lend(world, { from: helena, to: project.lead });
  await submittedCase(project);
  expect(await waiting(world, dora)).toHaveLength(1);
  expect(await waiting(world, project.lead)).toEqual([]);
  await runCommand(endDelegation, helena.actor, { delegationId });
  expect(await waiting(world, dora)).toEqual([]);
  await world.person(project, "risk_reviewer");
  const gateId = await gateIdOf(world, project);
  await runCommand(requestGate, project.lead.actor, { gateId, earlyReason: askedEarly });
  expect(await waiting(world, dora)).toEqual([]);
  expect((await waiting(world, project.lead)).map(({ kind }) => kind)).not.toContain("decision");
  expect((await mailsTo(world, dora)).map(({ title }) => title)).not.toContainEqual(
    expect.stringContaining("your decision is wanted"),
  );
});

it("somebody who acts for another sees one row for a thing that waits for two of them, and for nobody where it is their own too", async () => {
  const { world, project, dora } = await onLeave();
  const ben = await world.person(project, "sponsor");
  await lend(world, { from: ben, to: dora });
  await submittedCase(project);
  expect(await waiting(world, dora)).toMatchObject([
    { kind: "signature", actsFor: ["Helena Brandt", ben.name] },
  ]);
  const own = await world.person(project, "sponsor");
  await lend(world, { from: ben, to: own });
  expect(await waiting(world, own)).toMatchObject([{ kind: "signature", actsFor: [] }]);
});
