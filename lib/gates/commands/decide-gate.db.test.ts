import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { decideGate } from "@/lib/gates/commands/decide-gate";
import { requestGate } from "@/lib/gates/commands/request-gate";
import { getGate } from "@/lib/gates/queries";
import { aDecision, decided, gateIdOf, openGate, rowsOf } from "@/lib/testing/inputs/gates";
import { aWorld } from "@/lib/testing/world";

const early = "The sponsor leaves on Friday and has to see it before.";

describe("gate.decide", () => {
  it("passes when every quorum is reached, with a signature per decision", async () => {
    const world = await aWorld();
    const project = await world.project();
    const open = await openGate(world, project);
    const first = await decided(world, open, { by: open.sponsor, role: "sponsor" });
    expect(first).toMatchObject({ ok: true, value: { outcome: null, state: "in_review" } });
    const last = await decided(world, open, { by: open.reviewer, role: "risk_reviewer" });
    expect(last).toMatchObject({ ok: true, value: { outcome: "passed", state: "passed" } });
    expect(await rowsOf(world, open.gateId)).toEqual({ rounds: 1, decisions: 2, signatures: 2 });
    const gate = await world.db.gate.findUniqueOrThrow({
      where: { id: open.gateId },
      include: { stage: true },
    });
    expect(gate.passedAt).not.toBeNull();
    expect(gate.stage.actualEndOn).not.toBeNull();
    const types = await world.auditTypes(project.id);
    expect(types.slice(-3)).toEqual(["gate.decided", "gate.round-closed", "gate.state-changed"]);
  });

  it("refuses the person who asked, even when they hold a required role", async () => {
    const world = await aWorld();
    const project = await world.project();
    const both = await world.person(project, "sponsor", "data_scientist");
    await world.person(project, "sponsor");
    await world.person(project, "risk_reviewer");
    const gateId = await gateIdOf(world, project);
    await runCommand(requestGate, both.actor, { gateId, earlyReason: early });
    const result = await decided(world, { gateId, round: 1 }, { by: both, role: "sponsor" });
    expect(result).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    expect(await rowsOf(world, gateId)).toMatchObject({ decisions: 0, signatures: 0 });
  });
});

describe("gate.decide by several at once", () => {
  it("takes two approvers at the same moment and closes the round once", async () => {
    const world = await aWorld();
    const project = await world.project();
    const open = await openGate(world, project);
    const inputs = await Promise.all([
      aDecision(world, { ...open, by: open.sponsor, role: "sponsor" }),
      aDecision(world, { ...open, by: open.reviewer, role: "risk_reviewer" }),
    ]);
    const results = await Promise.all([
      runCommand(decideGate, open.sponsor.actor, inputs[0]),
      runCommand(decideGate, open.reviewer.actor, inputs[1]),
    ]);
    expect(results.every((result) => result.ok)).toBe(true);
    const closed = (await world.auditTypes(project.id)).filter(
      (type) => type === "gate.round-closed",
    );
    expect(closed).toHaveLength(1);
  });

  it("counts a double click once and tells a latecomer that the round is closed", async () => {
    const world = await aWorld();
    const project = await world.project();
    const late = await world.person(project, "sponsor");
    const open = await openGate(world, project);
    const lateInput = await aDecision(world, { ...open, by: late, role: "sponsor" });
    const input = await aDecision(
      world,
      { ...open, by: open.sponsor, role: "sponsor" },
      {
        verdict: "request_changes",
        reason: "Churn has to be measured first.",
      },
    );
    const [first, again] = await Promise.all([
      runCommand(decideGate, open.sponsor.actor, input),
      runCommand(decideGate, open.sponsor.actor, input),
    ]);
    expect(first).toMatchObject({ ok: true, value: { outcome: "changes_requested" } });
    expect(again).toEqual(first);
    const after = await runCommand(decideGate, late.actor, lateInput);
    expect(after).toMatchObject({ ok: false, error: { reason: "round_closed" } });
    expect(await rowsOf(world, open.gateId)).toMatchObject({ decisions: 1, signatures: 1 });
  });
});

describe("a rejection", () => {
  it("ends a round by the veto of the sponsor and names the stage to go back to", async () => {
    const world = await aWorld();
    const project = await world.project();
    const open = await openGate(world, project);
    const rejected = { verdict: "reject", reason: "Nobody would use the list." };
    const at = { by: open.sponsor, role: "sponsor" };
    const bare = await decided(world, open, at, rejected);
    expect(bare).toMatchObject({ error: { issues: [{ path: "returnStageId" }] } });
    const view = await runQuery(getGate, open.sponsor.actor, { gateId: open.gateId });
    const returnStageId = view.returnStages[0]?.id;
    const result = await decided(world, open, at, { ...rejected, returnStageId });
    expect(result).toMatchObject({ ok: true, value: { outcome: "rejected", state: "rejected" } });
    const first = await runQuery(getGate, project.lead.actor, { gateId: open.gateId });
    expect(first.whyNotRequest).toBeNull();
  });

  it("keeps a later gate rejected until the team has gone back", async () => {
    const world = await aWorld();
    const project = await world.project();
    const expert = await world.person(project, "domain_expert");
    const scientist = await world.person(project, "data_scientist");
    const gateId = await gateIdOf(world, project, "G2");
    const view = await runQuery(getGate, expert.actor, { gateId });
    const decider = view.approvals[0]?.role ?? "lead";
    const asked = { gateId, earlyReason: early };
    expect(await runCommand(requestGate, scientist.actor, asked)).toMatchObject({ ok: true });
    const by = decider === "lead" ? project.lead : expert;
    const rejected = await decided(
      world,
      { gateId, round: 1 },
      { by, role: decider },
      {
        verdict: "reject",
        reason: "Half of the members are missing.",
        returnStageId: view.returnStages[0]?.id,
      },
    );
    expect(rejected).toMatchObject({ value: { state: "rejected" } });
    const again = await runCommand(requestGate, scientist.actor, asked);
    expect(again).toMatchObject({ ok: false, error: { code: "rule_refused" } });
  });
});

describe("gate.decide refuses", () => {
  it("refuses wrong roles, empty reasons and foreign proofs, and leaves no row", async () => {
    const world = await aWorld();
    const project = await world.project();
    const open = await openGate(world, project);
    const at = { by: open.sponsor, role: "sponsor" };
    const refusals = [
      await decided(world, open, { by: open.sponsor, role: "risk_reviewer" }),
      await decided(world, open, at, { verdict: "request_changes" }),
      await decided(world, open, at, { token: "not-a-proof" }),
      await decided(world, open, at, { verdict: "approve_with_conditions", reason: early }),
      await decided(world, open, { by: project.lead, role: "lead" }),
      await decided(world, open, at, { unknown: 1 }),
    ];
    const codes = refusals.map((result) => (result.ok ? "ok" : result.error.code));
    expect(codes).toEqual([
      "invalid_input",
      "invalid_input",
      "rule_refused",
      "invalid_input",
      "rule_refused",
      "invalid_input",
    ]);
    expect(await rowsOf(world, open.gateId)).toMatchObject({ decisions: 0, signatures: 0 });
  });

  it("stops counting a member who left while the round was open, and never raises the gate", async () => {
    const world = await aWorld();
    const project = await world.project();
    const open = await openGate(world, project);
    await decided(world, open, { by: open.sponsor, role: "sponsor" });
    await world.db.projectMember.updateMany({
      where: { userId: open.sponsor.userId },
      data: { removedAt: new Date() },
    });
    const result = await decided(world, open, { by: open.reviewer, role: "risk_reviewer" });
    expect(result).toMatchObject({ ok: true, value: { outcome: null, state: "in_review" } });
    const view = await runQuery(getGate, open.reviewer.actor, { gateId: open.gateId });
    expect(view.explanation.sentence).toContain("nobody can speak for it any more");
  });
});
