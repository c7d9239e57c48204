import { beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { raiseRisk } from "@/lib/risks/commands/raise-risk";
import { plainMatrix } from "@/lib/risks/rules/plain-matrix";
import { loadMatrix } from "@/lib/risks/store/matrix";
import { raisedRisk, validInputs } from "@/lib/testing/inputs/risks";
import { inputFor } from "@/lib/testing/valid-input";
import { aWorld, type World } from "@/lib/testing/world";

let world: World;

beforeAll(async () => {
  world = await aWorld();
});

describe("the matrix of a workspace", () => {
  it("is there from its first moment, five by five", async () => {
    expect(await loadMatrix(world.db, world.workspaceId)).toEqual({
      version: 1,
      ...plainMatrix({ rows: 5, columns: 5 }),
    });
  });

  it("is never changed or removed, not even by the owner of the tables", async () => {
    const change = world.db.riskMatrix.updateMany({ data: { reason: "another" } });
    await expect(change).rejects.toThrow(/never changed|permission denied/);
  });

  it("places each risk, and refuses a level outside of it to whoever writes", async () => {
    const project = await world.project();
    const { riskId } = await raisedRisk(project, { likelihood: 4, impact: 5 });
    const risk = await world.db.risk.findUniqueOrThrow({ where: { id: riskId } });
    expect(risk).toMatchObject({ score: 20, level: 5, shade: 5, isAboveAppetite: true });
    const move = (data: object) => world.db.risk.update({ where: { id: riskId }, data });
    await expect(move({ likelihood: 6 })).rejects.toThrow("outside the matrix");
    await expect(move({ residualLikelihood: 2, residualImpact: 6 })).rejects.toThrow("outside");
    expect(await move({ likelihood: 2 })).toMatchObject({ score: 10, isAboveAppetite: false });
    expect(await move({ isAboveAppetite: true })).toMatchObject({ isAboveAppetite: false });
  });

  it("refuses a level outside of it at its field, with the number of steps", async () => {
    const project = await world.project();
    const input = await inputFor(validInputs, "risk.raise")(world, project);
    const result = await runCommand(raiseRisk, project.lead.actor, {
      ...(input as object),
      impact: 6,
    });
    expect(result).toMatchObject({
      ok: false,
      error: { issues: [{ path: "impact", message: expect.stringContaining("5 steps") }] },
    });
  });

  it("lets no risk be accepted without an acceptance, whoever writes", async () => {
    const project = await world.project();
    const { riskId } = await raisedRisk(project);
    const accept = world.db.risk.update({ where: { id: riskId }, data: { status: "accepted" } });
    await expect(accept).rejects.toThrow("accepted by a signed acceptance");
  });
});
