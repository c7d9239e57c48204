import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { reevaluateGates } from "@/lib/gates/commands/reevaluate-gates";
import { requestGate } from "@/lib/gates/commands/request-gate";
import { getGate } from "@/lib/gates/queries";
import { gatePolicy } from "@/lib/gates/rules/gate-policy";
import { dateOf } from "@/lib/kernel/calendar";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import { decided, gateIdOf, openGate, rowsOf } from "@/lib/testing/inputs/gates";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

const earlyReason = "The sponsor leaves on Friday and has to see it before.";

/** What the regulated form adds, without the criteria it asks for first. */
async function keepAuthorsAway(world: World, gateId: string, covers: string) {
  const gate = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
  const policy = {
    ...gatePolicy.parse(gate.policy),
    approvals: [{ role: "sponsor" as const, quorum: 1, covers: [covers] }],
    separation: ["author-not-approver" as const],
  };
  await world.db.gate.update({ where: { id: gateId }, data: { policy } });
}

async function asked(world: World, project: TestProject, gateId: string) {
  const by = await world.person(project, "data_scientist");
  const result = await runCommand(requestGate, by.actor, { gateId, earlyReason });
  expect(result).toMatchObject({ ok: true });
  return { gateId, round: 1 };
}

async function refusedAsSponsor(world: World, at: { gateId: string; round: number }, by: Person) {
  const result = await decided(world, at, { by, role: "sponsor" });
  expect(result).toMatchObject({ ok: false, error: { code: "rule_refused" } });
  expect(await rowsOf(world, at.gateId)).toMatchObject({ decisions: 0, signatures: 0 });
  return result.ok ? "" : result.error.message;
}

describe("separation of duties, on the server", () => {
  it("requester-not-approver: whoever asked decides nothing, in whatever role", async () => {
    const world = await aWorld();
    const project = await world.project();
    const both = await world.person(project, "sponsor", "data_scientist");
    await world.person(project, "sponsor");
    await world.person(project, "risk_reviewer");
    const gateId = await gateIdOf(world, project);
    await runCommand(requestGate, both.actor, { gateId, earlyReason });
    const why = await refusedAsSponsor(world, { gateId, round: 1 }, both);
    expect(why).toContain("You asked for this review");
  });

  it("one-person-one-role: who decided in one role does not decide in another", async () => {
    const world = await aWorld();
    const project = await world.project();
    const both = await world.person(project, "sponsor", "risk_reviewer");
    const open = await openGate(world, project);
    await decided(world, open, { by: both, role: "sponsor" });
    const second = await decided(world, open, { by: both, role: "risk_reviewer" });
    expect(second).toMatchObject({
      ok: false,
      error: { code: "rule_refused", message: "You have decided round 1 as sponsor." },
    });
    expect(await rowsOf(world, open.gateId)).toMatchObject({ decisions: 1, signatures: 1 });
  });

  it("author-not-approver: who submitted the covered case does not decide on it", async () => {
    const world = await aWorld();
    const project = await world.project();
    await submittedCase(project);
    await world.db.projectMember.updateMany({
      where: { projectId: project.id, userId: project.lead.userId },
      data: { roles: ["lead", "sponsor"] },
    });
    await world.person(project, "sponsor");
    const gateId = await gateIdOf(world, project);
    await keepAuthorsAway(world, gateId, "business-case");
    const why = await refusedAsSponsor(world, await asked(world, project, gateId), project.lead);
    expect(why).toContain("You wrote or attached what this gate covers");
  });

  it("author-not-approver: who attached the covered evidence does not decide on it", async () => {
    const world = await aWorld();
    const project = await world.project();
    const author = await world.person(project, "sponsor");
    await world.person(project, "sponsor");
    const gateId = await gateIdOf(world, project);
    const { stageId } = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
    const output = await world.db.output.findFirstOrThrow({ where: { stageId } });
    await world.db.evidence.create({
      data: {
        projectId: project.id,
        outputId: output.id,
        kind: "document",
        title: output.name,
        note: "Attached",
        effectiveOn: dateOf("2026-01-01"),
        addedById: author.userId,
      },
    });
    await keepAuthorsAway(world, gateId, output.key);
    const why = await refusedAsSponsor(world, await asked(world, project, gateId), author);
    expect(why).toContain("You wrote or attached what this gate covers");
  });
});

describe("a role that nobody can speak for", () => {
  it("keeps a gate from being asked for, and says which role it is", async () => {
    const world = await aWorld();
    const project = await world.project();
    await world.person(project, "risk_reviewer");
    const gateId = await gateIdOf(world, project);
    const result = await runCommand(requestGate, project.lead.actor, { gateId, earlyReason });
    expect(result).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    const view = await runQuery(getGate, project.lead.actor, { gateId });
    expect(view.whyNotRequest).toContain("decided by the sponsor, and nobody else");
    const sponsor = view.approvals.find((approval) => approval.role === "sponsor");
    expect(sponsor?.note).toBe("Nobody can speak for the sponsor now, so this gate stays blocked.");
  });

  it("keeps an open round open for good when its only holder leaves, and says so", async () => {
    const world = await aWorld();
    const project = await world.project();
    const open = await openGate(world, project);
    await decided(world, open, { by: open.reviewer, role: "risk_reviewer" });
    await world.db.projectMember.updateMany({
      where: { projectId: project.id, userId: open.sponsor.userId },
      data: { removedAt: new Date() },
    });
    const actor = { kind: "system", job: "reevaluate-gates" } as const;
    await runCommand(reevaluateGates, actor, { projectId: project.id });
    const view = await runQuery(getGate, project.lead.actor, { gateId: open.gateId });
    expect(view.state).toBe("in_review");
    expect(view.explanation.sentence).toContain("nobody can speak for it any more");
  });
});
