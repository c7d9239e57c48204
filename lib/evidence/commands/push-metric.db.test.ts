import { describe, expect, it } from "vitest";
import { pushMetric } from "@/lib/evidence/commands/push-metric";
import { listMetrics } from "@/lib/evidence/queries";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { reevaluateGates } from "@/lib/gates/commands/reevaluate-gates";
import { listMetricCriteria } from "@/lib/gates/queries";
import { gatePolicy } from "@/lib/gates/rules/gate-policy";
import { aFile, someEvidence } from "@/lib/testing/inputs/evidence";
import { gateIdOf } from "@/lib/testing/inputs/gates";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

const recall = {
  name: "recall",
  slice: "broker",
  value: 0.63,
  unit: "share",
  modelRef: "lps 0.9, run 212",
  source: "Evaluation report, section 4",
  direction: "higher_is_better",
};

/** G1 asks for recall measured on the very file attached to the first output of its stage. */
async function askForRecall(world: World, project: TestProject) {
  const gateId = await gateIdOf(world, project);
  const gate = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
  const output = await world.db.output.findFirstOrThrow({ where: { stageId: gate.stageId } });
  const criterion = {
    id: "recall",
    kind: "metric" as const,
    metric: "recall",
    slice: "broker",
    operator: "at-least" as const,
    threshold: 0.6,
    dataSet: { output: output.key },
  };
  const policy = { ...gatePolicy.parse(gate.policy), criteria: [criterion] };
  await world.db.gate.update({ where: { id: gateId }, data: { policy } });
  const { id: fileId, sha256 } = await aFile(world, project);
  const kind = "file";
  await someEvidence(world, project, { outputId: output.id, kind, fileId, sha256 });
  return { gateId, sha256 };
}

describe("metric.push", () => {
  it("keeps everything that was said about a value, and lists the newest first", async () => {
    const world = await aWorld();
    const project = await world.project();
    const push = (value: number, measuredAt: string) =>
      runCommand(pushMetric, project.lead.actor, {
        projectId: project.id,
        ...recall,
        value,
        measuredAt,
      });
    await push(0.6, "2026-03-02T08:00:00Z");
    await push(0.63, "2026-03-03T10:00:00+02:00");
    await push(0.5, "2026-03-01T08:00:00Z");
    const list = (more = {}) =>
      runQuery(listMetrics, project.lead.actor, { projectId: project.id, limit: 2, ...more });
    const first = await list();
    expect(first.rows.map((row) => row.value)).toEqual([0.63, 0.6]);
    expect(first.rows[0]).toMatchObject({
      ...recall,
      measuredAt: "2026-03-03T08:00:00.000Z",
      addedBy: { id: project.lead.userId },
    });
    const rest = await list({ cursor: first.nextCursor });
    expect(rest.rows.map((row) => row.value)).toEqual([0.5]);
    expect(rest.nextCursor).toBeNull();
    expect(await list({ name: "precision" })).toMatchObject({ rows: [] });
  });

  it("meets the criterion of a gate only when it was measured on the attached file", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId, sha256 } = await askForRecall(world, project);
    const asked = async () => {
      const { rows } = await runQuery(listMetricCriteria, project.lead.actor, {
        projectId: project.id,
      });
      return rows.find((row) => row.gate.id === gateId);
    };
    expect(await asked()).toMatchObject({ status: "unknown", dataSet: { hash: sha256 } });
    const push = (dataSetHash: string) =>
      runCommand(pushMetric, project.lead.actor, {
        projectId: project.id,
        ...recall,
        dataSetHash,
      });
    await push("0f".repeat(32));
    expect(await asked()).toMatchObject({ status: "unknown", value: null });
    await push(sha256.toUpperCase());
    expect(await asked()).toMatchObject({ status: "met", value: 0.63 });
    const system = { kind: "system", job: "reevaluate-gates" } as const;
    await runCommand(reevaluateGates, system, { projectId: project.id });
    const gate = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
    expect(gate.state).toBe("ready");
  });

  it("tells a reader who may not attach why, and offers the form to whoever may", async () => {
    const world = await aWorld();
    const project = await world.project();
    const viewer = await world.person(project, "viewer");
    const read = (actor: typeof viewer.actor) =>
      runQuery(listMetrics, actor, { projectId: project.id });
    expect((await read(viewer.actor)).whyNotAttach).not.toBeNull();
    expect((await read(project.lead.actor)).whyNotAttach).toBeNull();
  });
});
