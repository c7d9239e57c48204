import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { grantWaiver } from "@/lib/gates/commands/grant-waiver";
import { waiveGate } from "@/lib/gates/commands/waive-gate";
import { getGate, listGatesWaitingForMe } from "@/lib/gates/queries";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { aGrant, aProof, aWaiver, openGate, waivedGate } from "@/lib/testing/inputs/gates";
import { aWorld } from "@/lib/testing/world";

describe("gate.waive outside the lite form", () => {
  it("takes the sponsor and the risk reviewer together, each with a signature of their own", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId, sponsor, reviewer } = await openGate(world, project);
    const proposed = await runCommand(
      waiveGate,
      sponsor.actor,
      await aWaiver(world, project, sponsor),
    );
    expect(proposed).toMatchObject({ ok: true, value: { isInForce: false, state: "in_review" } });
    const waiting = await runQuery(getGate, project.lead.actor, { gateId });
    expect(waiting.waivers).toMatchObject([
      {
        state: "proposed",
        grants: [{ role: "sponsor", by: { id: sponsor.userId } }],
        missing: [{ role: "risk_reviewer", people: [{ id: reviewer.userId }] }],
      },
    ]);
    const input = await aGrant(world, gateId, reviewer);
    const granted = await runCommand(grantWaiver, reviewer.actor, input);
    expect(granted).toMatchObject({ ok: true, value: { isInForce: true, state: "waived" } });
    const round = await world.db.gateRound.findFirstOrThrow({ where: { gateId } });
    expect(round.outcome).toBe("voided");
    const signed = await world.db.signature.findMany({
      where: { subject: "waiver", subjectId: gateId },
      orderBy: { signedAt: "asc" },
    });
    expect(signed.map(({ role }) => role)).toEqual(["sponsor", "risk_reviewer"]);
    expect(signed[1]?.subjectSha256).toBe(signed[0]?.subjectSha256);
    expect(signed[1]?.buildsOn).toEqual([signed[0]?.id]);
    const types = await world.auditTypes(project.id);
    expect(types.filter((type) => type.startsWith("gate.waive"))).toEqual([
      "gate.waiver-granted",
      "gate.waived",
    ]);
  });

  it("asks whoever can add the missing part, in their list and by a notice", async () => {
    const world = await aWorld();
    const project = await world.project();
    const sponsor = await world.person(project, "sponsor");
    const reviewer = await world.person(project, "risk_reviewer");
    const input = await aWaiver(world, project, sponsor);
    await runCommand(waiveGate, sponsor.actor, input);
    const { workspaceId } = world;
    const listOf = async (actor: typeof sponsor.actor) =>
      (await runQuery(listGatesWaitingForMe, actor, { workspaceId })).rows;
    expect(await listOf(reviewer.actor)).toMatchObject([
      { kind: "decision", title: expect.stringContaining("Waiver of G1") },
    ]);
    expect(await listOf(sponsor.actor)).toEqual([]);
    const notices = await world.db.notification.findMany({ where: { projectId: project.id } });
    expect(notices.map(({ userId, kind }) => [userId, kind])).toContainEqual([
      reviewer.userId,
      "decision_wanted",
    ]);
  });
});

describe("gate.grant-waiver", () => {
  it("lets nobody grant twice, in two roles, or what they asked for", async () => {
    const world = await aWorld();
    const project = await world.project();
    const both = await world.person(project, "sponsor", "risk_reviewer");
    const asking = await world.person(project, "risk_reviewer");
    const input = { ...(await aWaiver(world, project, both)), requestedById: asking.userId };
    const own = await runCommand(waiveGate, both.actor, { ...input, requestedById: both.userId });
    expect(own).toMatchObject({ error: { issues: [{ path: "requestedById" }] } });
    const first = await runCommand(waiveGate, both.actor, input);
    expect(first).toMatchObject({ ok: true, value: { isInForce: false } });
    expect(await runCommand(waiveGate, both.actor, input)).toEqual(first);
    const { gateId } = input;
    const waiver = await world.db.gateWaiver.findFirstOrThrow({ where: { gateId } });
    for (const person of [both, asking, project.lead]) {
      const token = await aProof(world, person, waiver.subjectSha256);
      const refused = await runCommand(grantWaiver, person.actor, {
        gateId,
        waiverId: waiver.id,
        role: "risk_reviewer",
        token,
      });
      expect(refused).toMatchObject({ ok: false });
    }
    expect(await world.db.gateWaiverGrant.count({ where: { waiverId: waiver.id } })).toBe(1);
  });

  it("counts a double click of the second grant once", async () => {
    const world = await aWorld();
    const project = await world.project();
    const sponsor = await world.person(project, "sponsor");
    const reviewer = await world.person(project, "risk_reviewer");
    const proposal = await aWaiver(world, project, sponsor);
    await runCommand(waiveGate, sponsor.actor, proposal);
    const input = await aGrant(world, proposal.gateId, reviewer);
    const [first, again] = await Promise.all([
      runCommand(grantWaiver, reviewer.actor, input),
      runCommand(grantWaiver, reviewer.actor, input),
    ]);
    expect(first).toMatchObject({ ok: true, value: { state: "waived" } });
    expect(again).toEqual(first);
    const { gateId } = proposal;
    expect(await world.db.signature.count({ where: { subjectId: gateId } })).toBe(2);
  });
});

describe("a proposed waiver", () => {
  it("binds a grant to the very words of the proposal, and a newer proposal takes its place", async () => {
    const world = await aWorld();
    const project = await world.project();
    const sponsor = await world.person(project, "sponsor");
    const reviewer = await world.person(project, "risk_reviewer");
    await runCommand(waiveGate, sponsor.actor, await aWaiver(world, project, sponsor));
    const { gateId, ...older } = await aGrant(
      world,
      (await aWaiver(world, project, sponsor)).gateId,
      reviewer,
    );
    const reason = "The regulator asks for something else now.";
    const newer = { ...(await aWaiver(world, project, sponsor)), reason };
    await runCommand(waiveGate, sponsor.actor, newer);
    const stale = await runCommand(grantWaiver, reviewer.actor, { gateId, ...older });
    expect(stale).toMatchObject({ ok: false, error: { code: "conflict" } });
    const { waiverId } = await aGrant(world, gateId, reviewer);
    const foreign = await runCommand(grantWaiver, reviewer.actor, { gateId, ...older, waiverId });
    expect(foreign).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    const gate = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
    expect(gate.state).toBe("locked");
  });

  it("no longer counts the grant of somebody who left before the other part came", async () => {
    const world = await aWorld();
    const project = await world.project();
    const sponsor = await world.person(project, "sponsor");
    const reviewer = await world.person(project, "risk_reviewer");
    const proposal = await aWaiver(world, project, sponsor);
    await runCommand(waiveGate, sponsor.actor, proposal);
    await world.db.projectMember.updateMany({
      where: { projectId: project.id, userId: sponsor.userId },
      data: { removedAt: new Date() },
    });
    const input = await aGrant(world, proposal.gateId, reviewer);
    const granted = await runCommand(grantWaiver, reviewer.actor, input);
    expect(granted).toMatchObject({ ok: true, value: { isInForce: false, state: "locked" } });
    const view = await runQuery(getGate, reviewer.actor, { gateId: proposal.gateId });
    expect(view.waivers[0]?.missing).toMatchObject([{ role: "sponsor", people: [] }]);
  });

  it("ends within ninety days and needs an entitled role", async () => {
    const world = await aWorld();
    const project = await world.project();
    const sponsor = await world.person(project, "sponsor");
    const input = await aWaiver(world, project, sponsor);
    const expiresOn = addDays(dayOf(new Date()), 91);
    const long = await runCommand(waiveGate, sponsor.actor, { ...input, expiresOn });
    expect(long).toMatchObject({ error: { issues: [{ path: "expiresOn" }] } });
    const lead = await runCommand(waiveGate, project.lead.actor, { ...input, role: "lead" });
    expect(lead).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    const { gateId } = input;
    expect(await world.db.gateWaiver.count({ where: { gateId } })).toBe(0);
  });
});

describe("gate.waive", () => {
  it("lets the lead of a lite project waive alone", async () => {
    const world = await aWorld();
    const project = await world.project({ strictness: "lite" });
    const input = await aWaiver(world, project, project.lead);
    const result = await runCommand(waiveGate, project.lead.actor, input);
    expect(result).toMatchObject({ ok: true, value: { isInForce: true, state: "waived" } });
  });

  it("keeps a waiver in force while the next one is only proposed", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId, sponsor, reviewer } = await waivedGate(world, project);
    const reason = "The report needs another month.";
    const next = { ...(await aWaiver(world, project, sponsor)), reason };
    expect(await runCommand(waiveGate, sponsor.actor, next)).toMatchObject({ ok: true });
    const between = await runQuery(getGate, sponsor.actor, { gateId });
    expect(between.state).toBe("waived");
    expect(between.waivers.map(({ state }) => state)).toEqual(["proposed", "in_force"]);
    await runCommand(grantWaiver, reviewer.actor, await aGrant(world, gateId, reviewer));
    const after = await runQuery(getGate, sponsor.actor, { gateId });
    expect(after.waivers.map(({ state }) => state)).toEqual(["in_force", "replaced"]);
  });
});
