import { describe, expect, it } from "vitest";
import { reevaluateGates } from "@/jobs/reevaluate-gates";
import { gateIdOf } from "@/lib/testing/inputs/gates";
import { aWorld, type World } from "@/lib/testing/world";

async function stateOf(world: World, gateId: string) {
  const gate = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
  return gate.state;
}

describe("the job that re-evaluates gates", () => {
  it("lets a gate that asks nobody pass by itself when its criteria are met, with the system on the trail", async () => {
    const world = await aWorld();
    const project = await world.project({ strictness: "lite" });
    const gateId = await gateIdOf(world, project, "G3");
    const { stageId } = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
    await world.db.task.updateMany({ where: { stageId }, data: { status: "done" } });
    await reevaluateGates({ projectId: project.id });
    expect(await stateOf(world, gateId)).toBe("locked");
    const outputs = await world.db.output.findMany({ where: { stageId } });
    const common = { projectId: project.id, stageId, addedById: project.lead.userId };
    await world.db.evidence.createMany({
      data: outputs.map((output) => ({
        ...common,
        outputId: output.id,
        kind: "document" as const,
        title: output.name,
        note: "Attached",
        effectiveOn: new Date(),
      })),
    });
    await reevaluateGates({ projectId: project.id });
    expect(await stateOf(world, gateId)).toBe("passed");
    const event = await world.db.auditEvent.findFirstOrThrow({
      where: { projectId: project.id, type: "gate.state-changed" },
      orderBy: { index: "desc" },
    });
    expect(event).toMatchObject({ actorKind: "system", data: { code: "G3", to: "passed" } });
  });

  it("forgives a project that is gone and refuses what is no payload", async () => {
    const projectId = "0198a8f0-0000-7000-8000-000000000000";
    await expect(reevaluateGates({ projectId })).resolves.toBeUndefined();
    await expect(reevaluateGates({})).rejects.toThrow();
  });
});
