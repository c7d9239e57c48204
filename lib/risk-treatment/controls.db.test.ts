import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { supersedeEvidence } from "@/lib/evidence/commands/supersede-evidence";
import { withdrawEvidence } from "@/lib/evidence/commands/withdraw-evidence";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import { addControl } from "@/lib/risk-treatment/commands/add-control";
import { changeControl } from "@/lib/risk-treatment/commands/change-control";
import { proveControl } from "@/lib/risk-treatment/commands/prove-control";
import { removeProof } from "@/lib/risk-treatment/commands/remove-proof";
import { retireControl } from "@/lib/risk-treatment/commands/retire-control";
import { getRiskTreatment } from "@/lib/risk-treatment/queries";
import { someEvidence } from "@/lib/testing/inputs/evidence";
import { namedControl } from "@/lib/testing/inputs/risk-treatment";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

let world: World;
let project: TestProject;
const today = dayOf(new Date());

beforeAll(async () => {
  world = await aWorld();
});

async function aControl(overrides: Record<string, unknown> = {}) {
  project = await world.project();
  return namedControl(project, overrides);
}

async function evidenceOf(daysAgo: number, overrides: Record<string, unknown> = {}) {
  const effectiveOn = dateOf(addDays(today, -daysAgo));
  return someEvidence(world, project, { effectiveOn, ...overrides });
}

const prove = (controlId: string, evidenceId: string) =>
  runCommand(proveControl, project.lead.actor, { controlId, evidenceId });

async function shown(riskId: string) {
  const { controls } = await runQuery(getRiskTreatment, project.lead.actor, { riskId });
  return controls[0];
}

describe("a control", () => {
  it("is added, changed and taken out of use, each with its trace", async () => {
    const { riskId, controlId } = await aControl({ state: "planned" });
    expect(await shown(riskId)).toMatchObject({ state: "planned", standing: "planned" });
    const change = (version: number) =>
      runCommand(changeControl, project.lead.actor, {
        controlId,
        version,
        name: "Two readers of every label",
        state: "existing",
      });
    expect(await change(1)).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await change(2)).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await shown(riskId)).toMatchObject({ state: "existing", standing: "unproved" });
    const input = { controlId, reason: "The second reader left." };
    const stale = await runCommand(retireControl, project.lead.actor, { ...input, version: 1 });
    expect(stale).toMatchObject({ ok: false, error: { code: "conflict" } });
    const retired = await runCommand(retireControl, project.lead.actor, { ...input, version: 2 });
    expect(retired).toMatchObject({ ok: true });
    expect(await shown(riskId)).toBeUndefined();
    const types = await world.auditTypes(project.id);
    expect(types.filter((type) => type.startsWith("risk.control"))).toEqual([
      "risk.control-added",
      "risk.control-changed",
      "risk.control-retired",
    ]);
  });

  it("is not named by somebody who does not work on the risk, and leaves no row", async () => {
    project = await world.project();
    const { riskId } = await raisedRisk(project);
    const scientist = await world.person(project, "data_scientist");
    const input = { riskId, name: "Second reader", state: "existing" };
    expect(await runCommand(addControl, scientist.actor, input)).toMatchObject({
      ok: false,
      error: { code: "rule_refused" },
    });
    const nameless = await runCommand(addControl, project.lead.actor, { ...input, name: " " });
    expect(nameless).toMatchObject({ ok: false, error: { issues: [{ path: "name" }] } });
    expect(await world.db.riskControl.count({ where: { riskId } })).toBe(0);
  });
});

describe("the proof of a control", () => {
  it("is the newest living evidence, with its age and who brought it", async () => {
    const { riskId, controlId } = await aControl();
    const older = await evidenceOf(40);
    const newer = await evidenceOf(12, { title: "Second reading" });
    await prove(controlId, newer.id);
    await prove(controlId, older.id);
    expect(await shown(riskId)).toMatchObject({
      standing: "proved",
      lastProof: { evidenceId: newer.id, ageDays: 12, addedByName: project.lead.name },
      proofs: [{ title: "Second reading" }, { title: "Interview with claims" }],
    });
    const again = await prove(controlId, newer.id);
    expect(again).toMatchObject({ ok: true });
    const types = await world.auditTypes(project.id);
    expect(types.filter((type) => type === "risk.control-proved")).toHaveLength(2);
  });

  it("changes when evidence is replaced or withdrawn, until nothing proves it", async () => {
    const { riskId, controlId } = await aControl();
    const older = await evidenceOf(40);
    const newer = await evidenceOf(12);
    await prove(controlId, older.id);
    await prove(controlId, newer.id);
    await runCommand(supersedeEvidence, project.lead.actor, {
      evidenceId: newer.id,
      title: "Third reading",
      note: "Another sample was read.",
    });
    expect(await shown(riskId)).toMatchObject({
      standing: "proved",
      lastProof: { evidenceId: older.id, ageDays: 40 },
    });
    await runCommand(withdrawEvidence, project.lead.actor, {
      evidenceId: older.id,
      reason: "The interview was about another product.",
    });
    expect(await shown(riskId)).toMatchObject({ standing: "proof_over", lastProof: null });
  });

  it("is over once the last day of the evidence has passed", async () => {
    const { riskId, controlId } = await aControl();
    const { id } = await evidenceOf(30, { validUntil: dateOf(today) });
    await prove(controlId, id);
    expect(await shown(riskId)).toMatchObject({ standing: "proved" });
    const validUntil = dateOf(addDays(today, -1));
    await world.db.evidence.update({ where: { id }, data: { validUntil } });
    expect(await shown(riskId)).toMatchObject({
      standing: "proof_over",
      proofs: [{ status: "expired" }],
    });
  });
});

describe("what may prove a control", () => {
  it("is taken away with a reason, and the evidence stays", async () => {
    const { riskId, controlId } = await aControl();
    const { id: evidenceId } = await evidenceOf(1);
    await prove(controlId, evidenceId);
    const input = { controlId, evidenceId, reason: "It speaks of another label." };
    expect(await runCommand(removeProof, project.lead.actor, input)).toMatchObject({ ok: true });
    expect(await shown(riskId)).toMatchObject({ standing: "unproved", proofs: [] });
    expect(await world.db.evidence.count({ where: { id: evidenceId } })).toBe(1);
    expect(await runCommand(removeProof, project.lead.actor, input)).toMatchObject({
      ok: false,
      error: { code: "not_found" },
    });
  });

  it("is no evidence of another project, none that does not exist and none that holds no more", async () => {
    const other = await world.project();
    const foreign = await someEvidence(world, other);
    const { controlId } = await aControl();
    const over = await evidenceOf(30, { validUntil: dateOf(addDays(today, -1)) });
    const withdrawn = await evidenceOf(30, { withdrawnAt: new Date() });
    for (const id of [foreign.id, randomUUID(), over.id, withdrawn.id]) {
      expect(await prove(controlId, id)).toMatchObject({
        ok: false,
        error: { code: "invalid_input", issues: [{ path: "evidenceId" }] },
      });
    }
    expect(await world.db.riskControlProof.count({ where: { controlId } })).toBe(0);
  });

  it("is nothing yet while the control is planned", async () => {
    const { controlId } = await aControl({ state: "planned" });
    const { id } = await evidenceOf(1);
    expect(await prove(controlId, id)).toMatchObject({
      ok: false,
      error: { code: "rule_refused" },
    });
    expect(await world.db.riskControlProof.count({ where: { controlId } })).toBe(0);
  });
});
