import { beforeAll, describe, expect, it } from "vitest";
import { evaluateGate } from "@/lib/gates/rules/evaluate-gate";
import type { GatePolicy } from "@/lib/gates/rules/gate-policy";
import { nextState } from "@/lib/gates/rules/next-state";
import { loadGateAt } from "@/lib/gates/store/find-gate";
import type { Criterion } from "@/lib/playbooks/schema";
import { gateIdOf } from "@/lib/testing/inputs/gates";
import { statementsOf } from "@/lib/testing/statements";
import { aWorld, type World } from "@/lib/testing/world";

const CRITERIA = 50;

let world: World;
let place: { gateId: string; projectId: string; now: Date };

/** Every kind in turn, so that no kind may ask the database for more. */
function criterionAt(index: number): Criterion {
  const id = `criterion-${index}`;
  const kinds: Criterion[] = [
    { id, kind: "tasks-done", except: [] },
    { id, kind: "outputs-attached" },
    { id, kind: "signed", subject: "business-case" },
    { id, kind: "risks-within-appetite" },
    { id, kind: "metric", metric: `metric ${index}`, operator: "at-least", threshold: 1 },
    { id, kind: "evidence", evidenceKind: "test-report", maxAgeDays: 30 },
    { id, kind: "attestation", role: "lead", statement: "It is so." },
    { id, kind: "not", criterion: { id: `${id}-not`, kind: "tasks-done", except: [] } },
  ];
  return kinds[index % kinds.length] ?? { id, kind: "tasks-done", except: [] };
}

beforeAll(async () => {
  world = await aWorld();
  const project = await world.project();
  const gateId = await gateIdOf(world, project);
  const gate = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
  const criteria = Array.from({ length: CRITERIA }, (_, index) => criterionAt(index));
  const policy = { ...(gate.policy as GatePolicy), criteria };
  await world.db.gate.update({ where: { id: gateId }, data: { policy } });
  place = { gateId, projectId: project.id, now: new Date() };
});

describe("the facts of a gate", () => {
  it("come in one round trip to the database, however many criteria it asks", async () => {
    let asked = 0;
    const statements = await statementsOf(async () => {
      const at = await loadGateAt(world.db, place);
      const evaluation = evaluateGate(at);
      asked = evaluation.of;
      nextState(at, evaluation);
    });
    expect(asked).toBe(CRITERIA);
    expect(statements).toBe(1);
  });
});
