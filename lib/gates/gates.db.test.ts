import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { reevaluateGates } from "@/lib/gates/commands/reevaluate-gates";
import { requestGate } from "@/lib/gates/commands/request-gate";
import { withdrawRequest } from "@/lib/gates/commands/withdraw-request";
import { getGate, listGates, listGatesWaitingForMe } from "@/lib/gates/queries";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import { decided, gateIdOf, openGate, rowsOf } from "@/lib/testing/inputs/gates";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

const system = { kind: "system", job: "reevaluate-gates" } as const;
const early = "The sponsor leaves on Friday and has to see it before.";

async function reevaluate(project: TestProject) {
  return runCommand(reevaluateGates, system, { projectId: project.id });
}

describe("gate.request", () => {
  it("freezes policy, picture, subjects and approvers, and tells them", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId, sponsor, reviewer } = await openGate(world, project);
    const round = await world.db.gateRound.findFirstOrThrow({ where: { gateId } });
    expect(round.eligible).toMatchObject({
      sponsor: [sponsor.userId],
      risk_reviewer: [reviewer.userId],
    });
    expect(round.subjects).toMatchObject([{ key: "business-case" }]);
    const view = await runQuery(getGate, sponsor.actor, { gateId });
    expect(view).toMatchObject({ state: "in_review", whyNotDecide: null });
    expect(view.round?.criteria.length).toBeGreaterThan(2);
    const told = await world.db.notification.findMany({ where: { projectId: project.id } });
    const wanted = told.filter((notice) => notice.kind === "decision_wanted");
    expect(new Set(wanted.map((notice) => notice.userId))).toEqual(
      new Set([sponsor.userId, reviewer.userId]),
    );
    expect(await world.auditTypes(project.id)).toContain("gate.requested");
  });

  it("asks why when criteria are open, and names nobody it cannot find", async () => {
    const world = await aWorld();
    const project = await world.project();
    const gateId = await gateIdOf(world, project);
    const alone = await runCommand(requestGate, project.lead.actor, { gateId, earlyReason: early });
    expect(alone).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    expect(alone.ok ? "" : alone.error.message).toContain("sponsor");
    await world.person(project, "sponsor");
    await world.person(project, "risk_reviewer");
    const silent = await runCommand(requestGate, project.lead.actor, { gateId });
    expect(silent).toMatchObject({ error: { issues: [{ path: "earlyReason" }] } });
    expect(await rowsOf(world, gateId)).toMatchObject({ rounds: 0 });
  });

  it("refuses to ask early in the regulated form", async () => {
    const world = await aWorld();
    const project = await world.project({ strictness: "regulated" });
    await world.person(project, "sponsor");
    await world.person(project, "risk_reviewer");
    const gateId = await gateIdOf(world, project);
    const input = { gateId, earlyReason: early };
    const result = await runCommand(requestGate, project.lead.actor, input);
    expect(result).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    expect(await rowsOf(world, gateId)).toMatchObject({ rounds: 0 });
  });

  it("opens one round when it is clicked twice or asked by two people at once", async () => {
    const world = await aWorld();
    const project = await world.project();
    const scientist = await world.person(project, "data_scientist");
    const { gateId, round } = await openGate(world, project);
    const again = await runCommand(requestGate, project.lead.actor, { gateId, earlyReason: early });
    expect(again).toMatchObject({ ok: true, value: { round } });
    const other = await runCommand(requestGate, scientist.actor, { gateId, earlyReason: early });
    expect(other).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    expect(await rowsOf(world, gateId)).toMatchObject({ rounds: 1 });
  });
});

describe("gate.withdraw-request", () => {
  it("closes the round and lets the team ask again", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId, round, sponsor } = await openGate(world, project);
    const reason = "The text changed overnight.";
    const foreign = await world.person(project, "data_scientist");
    const refused = await runCommand(withdrawRequest, foreign.actor, { gateId, round, reason });
    expect(refused).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    const result = await runCommand(withdrawRequest, project.lead.actor, { gateId, round, reason });
    expect(result).toMatchObject({ ok: true, value: { state: "locked" } });
    const asked = await runCommand(requestGate, project.lead.actor, { gateId, earlyReason: early });
    expect(asked).toMatchObject({ ok: true, value: { round: round + 1 } });
    const view = await runQuery(getGate, sponsor.actor, { gateId });
    expect(view.rounds.map((each) => each.outcome)).toEqual([null, "withdrawn"]);
  });
});

describe("gate.reevaluate", () => {
  it("changes nothing when nothing changed, and refuses people", async () => {
    const world = await aWorld();
    const project = await world.project();
    await reevaluate(project);
    const before = await world.auditTypes(project.id);
    expect(await reevaluate(project)).toMatchObject({ ok: true });
    expect(await world.auditTypes(project.id)).toEqual(before);
    const person = await runCommand(reevaluateGates, project.lead.actor, { projectId: project.id });
    expect(person).toMatchObject({ ok: false, error: { code: "forbidden" } });
  });

  it("lets a passed gate lapse when what it covers changed, and hold again when it is back", async () => {
    const world = await aWorld();
    const project = await world.project();
    const first = await submittedCase(project);
    const open = await openGate(world, project);
    await decided(world, open, { by: open.sponsor, role: "sponsor" });
    await decided(world, open, { by: open.reviewer, role: "risk_reviewer" });
    const { version } = first;
    const next = await submittedCase(project, { version, sections: { sponsor: "Ada Osei" } });
    await reevaluate(project);
    expect(await stateOf(world, open.gateId)).toBe("lapsed");
    const sections = { sponsor: "Claire Dubois" };
    await submittedCase(project, { version: next.version, sections });
    await reevaluate(project);
    expect(await stateOf(world, open.gateId)).toBe("passed");
  });
});

describe("what a reader sees", () => {
  it("lists every gate with its readiness and one sentence", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { rows } = await runQuery(listGates, project.lead.actor, { projectId: project.id });
    expect(rows).toHaveLength(9);
    expect(rows[0]).toMatchObject({ code: "G1", state: "locked", approvals: { given: 0 } });
    expect(rows.every((row) => row.sentence.endsWith("."))).toBe(true);
  });

  it("says why each act is not open to this reader", async () => {
    const world = await aWorld();
    const project = await world.project();
    const viewer = await world.person(project, "viewer");
    const gateId = await gateIdOf(world, project);
    const view = await runQuery(getGate, viewer.actor, { gateId });
    for (const why of [view.whyNotRequest, view.whyNotDecide, view.whyNotWaive]) {
      expect(why).toContain("Your role does not include this");
    }
    expect(view.toSign).toBeNull();
    expect(view.explanation.sentence).toContain("Smallest next step");
  });

  it("puts decisions and signatures that wait into one list, page by page", async () => {
    const world = await aWorld();
    const project = await world.project();
    await submittedCase(project);
    const { sponsor, gateId } = await openGate(world, project);
    const { workspaceId } = world;
    const read = (person: Person, cursor?: string) =>
      runQuery(listGatesWaitingForMe, person.actor, {
        workspaceId,
        limit: 1,
        ...(cursor === undefined ? {} : { cursor }),
      });
    const first = await read(sponsor);
    expect(first.rows).toMatchObject([{ kind: "decision", id: gateId }]);
    const second = await read(sponsor, first.nextCursor ?? "");
    expect(second.rows).toMatchObject([{ kind: "signature" }]);
    expect(second.nextCursor).toBeNull();
    expect((await read(project.lead)).rows).toEqual([]);
  });
});

async function stateOf(world: World, gateId: string) {
  const gate = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
  return gate.state;
}
