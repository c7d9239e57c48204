import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { requestGate } from "@/lib/gates/commands/request-gate";
import { getGate } from "@/lib/gates/queries";
import { gatePolicy } from "@/lib/gates/rules/gate-policy";
import type { Approval } from "@/lib/gates/rules/seats";
import { decided, gateIdOf } from "@/lib/testing/inputs/gates";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

const earlyReason = "The sponsor leaves on Friday and has to see it before.";

async function askWith(world: World, project: TestProject, approvals: Approval[]) {
  const gateId = await gateIdOf(world, project);
  const gate = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
  const policy = { ...gatePolicy.parse(gate.policy), approvals };
  await world.db.gate.update({ where: { id: gateId }, data: { policy } });
  const asked = await runCommand(requestGate, project.lead.actor, { gateId, earlyReason });
  expect(asked).toMatchObject({ ok: true });
  return { gateId, round: 1 };
}

async function aScene() {
  const world = await aWorld();
  const project = await world.project();
  const [ada, ben] = [
    await world.person(project, "risk_reviewer"),
    await world.person(project, "risk_reviewer"),
  ];
  const sponsor = await world.person(project, "sponsor");
  return { world, project, ada, ben, sponsor };
}

describe("a quorum of all", () => {
  it("takes everybody who held the role when the round opened, and nobody who came later", async () => {
    const { world, project, ada, ben } = await aScene();
    const at = await askWith(world, project, [{ role: "risk_reviewer", quorum: "all" }]);
    const late = await world.person(project, "risk_reviewer");
    const first = await decided(world, at, { by: ada, role: "risk_reviewer" });
    expect(first).toMatchObject({ ok: true, value: { outcome: null } });
    expect(await decided(world, at, { by: late, role: "risk_reviewer" })).toMatchObject({
      ok: false,
    });
    const last = await decided(world, at, { by: ben, role: "risk_reviewer" });
    expect(last).toMatchObject({ ok: true, value: { outcome: "passed" } });
  });

  it("stays what it was when one of them leaves: the round is blocked and says so", async () => {
    const { world, project, ada, ben } = await aScene();
    const at = await askWith(world, project, [{ role: "risk_reviewer", quorum: "all" }]);
    await world.db.projectMember.updateMany({
      where: { projectId: project.id, userId: ben.userId },
      data: { removedAt: new Date() },
    });
    const only = await decided(world, at, { by: ada, role: "risk_reviewer" });
    expect(only).toMatchObject({ ok: true, value: { outcome: null } });
    const view = await runQuery(getGate, project.lead.actor, { gateId: at.gateId });
    expect(view.state).toBe("in_review");
    expect(view.approvals).toMatchObject([{ isAll: true, quorum: 2, given: 1 }]);
    expect(view.approvals[0]?.note).toContain("1 of the 2 people it takes");
  });
});

describe("any of several roles", () => {
  it("is given by either of them, each with the proof of identity it asks for", async () => {
    const { world, project, ada, sponsor } = await aScene();
    const either: Approval = { role: "sponsor", orRoles: ["risk_reviewer"], quorum: 2 };
    const at = await askWith(world, project, [either]);
    await decided(world, at, { by: ada, role: "risk_reviewer" });
    const view = await runQuery(getGate, sponsor.actor, { gateId: at.gateId });
    expect(view.approvals).toMatchObject([{ title: "sponsor or risk reviewer", given: 1 }]);
    const last = await decided(world, at, { by: sponsor, role: "sponsor" });
    expect(last).toMatchObject({ ok: true, value: { outcome: "passed" } });
  });

  it("holds the second role to the same minimum proof as the first", async () => {
    const { world, project, ada } = await aScene();
    const strict: Approval = {
      role: "sponsor",
      orRoles: ["risk_reviewer"],
      quorum: 1,
      assurance: "passkey",
    };
    const at = await askWith(world, project, [strict]);
    const weak = await decided(world, at, { by: ada, role: "risk_reviewer" });
    expect(weak.ok).toBe(false);
    expect(await world.db.gateDecision.count({ where: { round: { gateId: at.gateId } } })).toBe(0);
  });
});
