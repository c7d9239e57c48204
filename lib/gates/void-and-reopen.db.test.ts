import { describe, expect, it } from "vitest";
import { attachEvidence } from "@/lib/evidence/commands/attach-evidence";
import { supersedeEvidence } from "@/lib/evidence/commands/supersede-evidence";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { reevaluateGates } from "@/lib/gates/commands/reevaluate-gates";
import { getGate } from "@/lib/gates/queries";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import { aFile } from "@/lib/testing/inputs/evidence";
import { decided, openGate } from "@/lib/testing/inputs/gates";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

const system = { kind: "system", job: "reevaluate-gates" } as const;
const reevaluate = (project: TestProject) =>
  runCommand(reevaluateGates, system, { projectId: project.id });

/** G1 in review, decided by the sponsor, when another version of the case is submitted. */
async function changedUnderReview(world: World, project: TestProject) {
  const first = await submittedCase(project);
  const open = await openGate(world, project);
  await decided(world, open, { by: open.sponsor, role: "sponsor" });
  const sections = { sponsor: "Ada Osei" };
  await submittedCase(project, { version: first.version, sections });
  return open;
}

async function roundsOf(world: World, gateId: string) {
  return world.db.gateRound.findMany({ where: { gateId }, orderBy: { number: "asc" } });
}

describe("a change of what an open round covers", () => {
  it("refuses every decision on the old text at once", async () => {
    const world = await aWorld();
    const project = await world.project();
    const open = await changedUnderReview(world, project);
    const late = await decided(world, open, { by: open.reviewer, role: "risk_reviewer" });
    expect(late).toMatchObject({ ok: false, error: { code: "rule_refused" } });
  });

  it("voids the round and opens the next one in the same name, with what changed", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId } = await changedUnderReview(world, project);
    await reevaluate(project);
    const [first, second, ...more] = await roundsOf(world, gateId);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ number: 1, outcome: "voided" });
    expect(second).toMatchObject({
      number: 2,
      outcome: null,
      requestedById: project.lead.userId,
      earlyReason: first?.earlyReason,
      changes: [expect.stringContaining("took the place of version 1. It changed: Sponsor")],
    });
    expect(second?.subjects).not.toEqual(first?.subjects);
    const types = await world.auditTypes(project.id);
    expect(types.slice(-2)).toEqual(["gate.round-closed", "gate.round-reopened"]);
    const before = types.length;
    await reevaluate(project);
    expect(await world.auditTypes(project.id)).toHaveLength(before);
  });

  it("keeps earlier votes in sight and counts none of them", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId, reviewer, sponsor } = await changedUnderReview(world, project);
    await reevaluate(project);
    const next = { gateId, round: 2 };
    await decided(world, next, { by: reviewer, role: "risk_reviewer" });
    const view = await runQuery(getGate, sponsor.actor, { gateId });
    expect(view.state).toBe("in_review");
    expect(view.round?.changes).toHaveLength(1);
    expect(view.rounds.map(({ outcome, decisions }) => [outcome, decisions.length])).toEqual([
      [null, 1],
      ["voided", 1],
    ]);
    const last = await decided(world, next, { by: sponsor, role: "sponsor" });
    expect(last).toMatchObject({ ok: true, value: { outcome: "passed" } });
  });

  it("asks the approvers anew and tells whoever asked, once each", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { sponsor, reviewer } = await changedUnderReview(world, project);
    await world.db.notification.deleteMany({ where: { projectId: project.id } });
    await reevaluate(project);
    const told = await world.db.notification.findMany({ where: { projectId: project.id } });
    expect(told.map(({ userId, kind }) => [userId, kind])).toEqual(
      expect.arrayContaining([
        [sponsor.userId, "decision_wanted"],
        [reviewer.userId, "decision_wanted"],
        [project.lead.userId, "signature_stale"],
      ]),
    );
    expect(told).toHaveLength(3);
  });
});

/** The plan that the criteria of the first gate look at, as a file under its output. */
async function attachPlan(world: World, project: TestProject): Promise<string> {
  const { id: fileId } = await aFile(world, project);
  const output = await world.db.output.findFirstOrThrow({
    where: { stage: { projectId: project.id }, name: "Project plan" },
  });
  const attached = await runCommand(attachEvidence, project.lead.actor, {
    projectId: project.id,
    kind: "document",
    title: "Project plan",
    fileId,
    outputId: output.id,
  });
  if (!attached.ok) {
    throw attached.error;
  }
  return attached.value.evidenceId;
}

describe("evidence that the criteria of an open round look at", () => {
  const note = "The pilot begins two weeks later.";

  it("voids the round when it is replaced, and the vote on it counts no more", async () => {
    const world = await aWorld();
    const project = await world.project();
    const evidenceId = await attachPlan(world, project);
    const open = await openGate(world, project);
    await decided(world, open, { by: open.sponsor, role: "sponsor" });
    const revised = await runCommand(supersedeEvidence, project.lead.actor, {
      evidenceId,
      title: "Project plan",
      note,
    });
    expect(revised.ok).toBe(true);
    const late = await decided(world, open, { by: open.reviewer, role: "risk_reviewer" });
    expect(late).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    await reevaluate(project);
    expect(await roundsOf(world, open.gateId)).toMatchObject([
      { number: 1, outcome: "voided" },
      { number: 2, outcome: null, changes: [expect.stringContaining("Project plan")] },
    ]);
  });

  it("may grow meanwhile, because nobody loses what they have read", async () => {
    const world = await aWorld();
    const project = await world.project();
    const open = await openGate(world, project);
    await attachPlan(world, project);
    await reevaluate(project);
    expect(await roundsOf(world, open.gateId)).toMatchObject([{ number: 1, outcome: null }]);
  });

  it("stands in every signature of the round with its own hash", async () => {
    const world = await aWorld();
    const project = await world.project();
    const evidenceId = await attachPlan(world, project);
    const open = await openGate(world, project);
    await decided(world, open, { by: open.sponsor, role: "sponsor" });
    const { sha256 } = await world.db.evidence.findUniqueOrThrow({ where: { id: evidenceId } });
    const { statement } = await world.db.signature.findFirstOrThrow({
      where: { subject: "gate_decision", subjectId: open.gateId },
    });
    expect(statement).toMatchObject({
      covers: expect.arrayContaining([{ name: "Project plan", sha256 }]),
    });
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("a request that no longer stands", () => {
  it("is not opened again for somebody who left the project", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId } = await changedUnderReview(world, project);
    await world.db.projectMember.updateMany({
      where: { projectId: project.id, userId: project.lead.userId },
      data: { removedAt: new Date() },
    });
    await reevaluate(project);
    expect(await roundsOf(world, gateId)).toMatchObject([{ outcome: "voided" }]);
    const gate = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
    expect(gate.state).toBe("locked");
  });

  it("is not opened again while a needed role is empty", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId, reviewer } = await changedUnderReview(world, project);
    await world.db.projectMember.updateMany({
      where: { projectId: project.id, userId: reviewer.userId },
      data: { removedAt: new Date() },
    });
    await reevaluate(project);
    expect(await roundsOf(world, gateId)).toMatchObject([{ outcome: "voided" }]);
  });

  it("is not opened for a case that was returned", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId } = await changedUnderReview(world, project);
    await world.db.businessCase.updateMany({
      where: { projectId: project.id },
      data: { status: "returned" },
    });
    await reevaluate(project);
    await reevaluate(project);
    expect(await roundsOf(world, gateId)).toMatchObject([{ outcome: "voided" }]);
  });
});
