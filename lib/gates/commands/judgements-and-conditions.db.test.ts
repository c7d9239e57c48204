import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { attestCriterion } from "@/lib/gates/commands/attest-criterion";
import { confirmCondition } from "@/lib/gates/commands/confirm-condition";
import { reevaluateGates } from "@/lib/gates/commands/reevaluate-gates";
import { withdrawAttestation } from "@/lib/gates/commands/withdraw-attestation";
import { getGate } from "@/lib/gates/queries";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import { aCondition, decided, gateIdOf } from "@/lib/testing/inputs/gates";
import { wentBack } from "@/lib/testing/inputs/projects";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

const system = { kind: "system", job: "reevaluate-gates" } as const;

async function reevaluated(world: World, project: TestProject, gateId: string) {
  await runCommand(reevaluateGates, system, { projectId: project.id });
  const gate = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
  return gate.state;
}

describe("gate.attest", () => {
  const judged = { criterionId: "quality-stated", note: "Read with the claims desk." };

  it("meets a judgement by a person of the named role, once", async () => {
    const world = await aWorld();
    const project = await world.project();
    const expert = await world.person(project, "domain_expert");
    const gateId = await gateIdOf(world, project, "G2");
    const input = { gateId, ...judged };
    const first = await runCommand(attestCriterion, expert.actor, input);
    expect(first).toMatchObject({ ok: true });
    expect(await runCommand(attestCriterion, expert.actor, input)).toEqual(first);
    const view = await runQuery(getGate, expert.actor, { gateId });
    const result = view.criteria.find((each) => each.id === judged.criterionId);
    expect(result).toMatchObject({ status: "met", evidence: [{ kind: "attestation" }] });
    expect(await world.auditTypes(project.id)).toContain("gate.attested");
  });

  it("refuses everybody else, and a judgement nobody asks for", async () => {
    const world = await aWorld();
    const project = await world.project();
    const gateId = await gateIdOf(world, project, "G2");
    const lead = await runCommand(attestCriterion, project.lead.actor, { gateId, ...judged });
    expect(lead).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    const unknown = { gateId, criterionId: "no-such", note: "" };
    const result = await runCommand(attestCriterion, project.lead.actor, unknown);
    expect(result).toMatchObject({ ok: false, error: { code: "invalid_input" } });
    expect(await world.db.attestation.count({ where: { gateId } })).toBe(0);
  });

  it("is given anew by the same person after going back, and the first stays on record", async () => {
    const world = await aWorld();
    const project = await world.project();
    const expert = await world.person(project, "domain_expert");
    const gateId = await gateIdOf(world, project, "G2");
    const input = { gateId, ...judged };
    const first = await runCommand(attestCriterion, expert.actor, input);
    await wentBack(world, project);
    const second = await runCommand(attestCriterion, expert.actor, input);
    expect([first.ok, second.ok]).toEqual([true, true]);
    const rows = await world.db.attestation.findMany({
      where: { gateId },
      orderBy: { iteration: "asc" },
    });
    expect(rows.map((row) => row.iteration)).toEqual([1, 2]);
  });

  it("is withdrawn only by whoever gave it, and then counts no more", async () => {
    const world = await aWorld();
    const project = await world.project();
    const expert = await world.person(project, "domain_expert");
    const other = await world.person(project, "domain_expert");
    const gateId = await gateIdOf(world, project, "G2");
    const given = await runCommand(attestCriterion, expert.actor, { gateId, ...judged });
    const attestationId = given.ok ? given.value.attestationId : "";
    const input = { gateId, attestationId };
    const foreign = await runCommand(withdrawAttestation, other.actor, input);
    expect(foreign).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    expect(await runCommand(withdrawAttestation, expert.actor, input)).toMatchObject({ ok: true });
    const view = await runQuery(getGate, expert.actor, { gateId });
    const result = view.criteria.find((each) => each.id === judged.criterionId);
    expect(result).toMatchObject({ status: "unknown" });
  });
});

describe("condition.confirm-met", () => {
  it("is confirmed by whoever set it, and holds the gate together", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId, round, reviewer, sponsor, conditionId } = await aCondition(world, project);
    const at = { gateId, round };
    const last = await decided(world, at, { by: reviewer, role: "risk_reviewer" });
    expect(last).toMatchObject({ value: { outcome: "passed_with_conditions" } });
    await world.db.gateCondition.updateMany({
      where: { id: conditionId },
      data: { dueOn: dateOf(addDays(dayOf(new Date()), -1)) },
    });
    expect(await reevaluated(world, project, gateId)).toBe("lapsed");
    const note = "Measured: 11.2 % in 2026.";
    const owner = await runCommand(confirmCondition, project.lead.actor, { conditionId, note });
    expect(owner).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    const confirmed = await runCommand(confirmCondition, sponsor.actor, { conditionId, note });
    expect(confirmed).toMatchObject({ ok: true, value: { state: "passed_with_conditions" } });
    expect(await runCommand(confirmCondition, sponsor.actor, { conditionId, note })).toEqual(
      confirmed,
    );
  });
});
