import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { reevaluateGates } from "@/lib/gates/commands/reevaluate-gates";
import { saveRiskMatrix } from "@/lib/risks/commands/save-matrix";
import { plainMatrix } from "@/lib/risks/rules/plain-matrix";
import { loadMatrix } from "@/lib/risks/store/matrix";
import { decided, openGate } from "@/lib/testing/inputs/gates";
import { signedByReviewer } from "@/lib/testing/inputs/risk-acceptances";
import { previewed } from "@/lib/testing/inputs/risk-matrix";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld, type World } from "@/lib/testing/world";

const save = (world: World, input: object) => runCommand(saveRiskMatrix, world.owner.actor, input);

describe("risk-matrix.save", () => {
  it("names the gates that would change, and changes them no sooner than it is saved", async () => {
    const world = await aWorld();
    const project = await world.project();
    const open = await openGate(world, project);
    await decided(world, open, { by: open.sponsor, role: "sponsor" });
    await decided(world, open, { by: open.reviewer, role: "risk_reviewer" });
    await raisedRisk(project, { likelihood: 2, impact: 5 });
    const drawing = { ...plainMatrix({ rows: 5, columns: 5 }), within: [2, 2, 1, 1, 0] };
    const { preview, input } = await previewed(world, drawing);
    expect(preview.gates).toMatchObject([{ id: open.gateId, from: "passed", to: "lapsed" }]);
    const where = { id: open.gateId };
    expect(await world.db.gate.findUnique({ where })).toMatchObject({ state: "passed" });
    expect(await save(world, input)).toMatchObject({ ok: true });
    const job = { kind: "system", job: "reevaluate-gates" } as const;
    await runCommand(reevaluateGates, job, { projectId: project.id });
    expect(await world.db.gate.findUnique({ where })).toMatchObject({ state: "lapsed" });
  });

  it("shows what crosses the line, and does exactly that", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { riskId } = await raisedRisk(project, { likelihood: 2, impact: 5 });
    const drawing = { ...plainMatrix({ rows: 5, columns: 5 }), within: [2, 2, 1, 1, 0] };
    const { preview, input } = await previewed(world, drawing);
    expect(preview).toMatchObject({
      moving: 1,
      crossing: 1,
      moves: [{ key: "R-01", crosses: "above" }],
    });
    expect(await save(world, input)).toMatchObject({ ok: true, value: { version: 2 } });
    const risk = await world.db.risk.findUniqueOrThrow({ where: { id: riskId } });
    // Nothing that somebody wrote changed, so that an open form of this risk still saves.
    expect(risk).toMatchObject({ likelihood: 2, impact: 5, isAboveAppetite: true, version: 1 });
    expect(await loadMatrix(world.db, world.workspaceId)).toEqual({ version: 2, ...drawing });
    const event = await world.db.auditEvent.findFirst({ where: { type: "risk-matrix.saved" } });
    expect(event?.data).toMatchObject({ moving: 1, crossing: 1 });
  });

  it("maps every rating by the stated rule, and no acceptance stops covering its risk", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { riskId, acceptanceId } = await signedByReviewer(world, project);
    const { input } = await previewed(world, plainMatrix({ rows: 3, columns: 6 }));
    expect(await save(world, input)).toMatchObject({ ok: true });
    const risk = await world.db.risk.findUniqueOrThrow({ where: { id: riskId } });
    expect(risk).toMatchObject({ status: "accepted", likelihood: 2, impact: 6 });
    const where = { id: acceptanceId };
    const acceptance = await world.db.riskAcceptance.findUniqueOrThrow({ where });
    expect(acceptance).toMatchObject({ likelihood: 2, impact: 6 });
    const noted = { riskId, matrixVersion: 2 };
    expect(await world.db.riskLevelChange.count({ where: noted })).toBe(1);
  });
});

describe("a matrix that is not saved", () => {
  it("saves nothing that was not read: another drawing, another risk or another matrix meanwhile", async () => {
    const world = await aWorld();
    const project = await world.project();
    await raisedRisk(project, { likelihood: 2, impact: 5 });
    const drawing = { ...plainMatrix({ rows: 5, columns: 5 }), within: [2, 2, 1, 1, 0] };
    const { input } = await previewed(world, drawing);
    const other = { ...input, within: [1, 1, 1, 1, 1] };
    expect(await save(world, other)).toMatchObject({ ok: false, error: { code: "conflict" } });
    await raisedRisk(project, { likelihood: 1, impact: 5 });
    expect(await save(world, input)).toMatchObject({ ok: false, error: { code: "conflict" } });
    const again = await previewed(world, drawing);
    expect(await save(world, again.input)).toMatchObject({ ok: true });
    expect(await save(world, again.input)).toMatchObject({
      ok: false,
      error: { code: "conflict" },
    });
  });

  it("refuses a matrix with a hole at its place, before and after it is looked at", async () => {
    const world = await aWorld();
    const whole = plainMatrix({ rows: 3, columns: 3 });
    const { preview, input } = await previewed(world, { ...whole, grid: whole.grid.slice(1) });
    expect(preview).toMatchObject({ previewed: null, issues: [{ path: "grid" }] });
    const forced = { ...input, previewed: "0".repeat(64) };
    expect(await save(world, forced)).toMatchObject({
      ok: false,
      error: { issues: [{ path: "grid" }] },
    });
  });
});
