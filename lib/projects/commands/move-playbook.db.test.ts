import { expect, test } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { settleGates } from "@/lib/gates/store/settle-gates";
import { movePlaybook } from "@/lib/projects/commands/move-playbook";
import { previewPlaybookMove } from "@/lib/projects/queries/preview-playbook-move";
import { aSignedPass, twoVersions } from "@/lib/testing/inputs/projects";
import { alteredSample, samplePlaybookText } from "@/lib/testing/sample-playbook";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

const buildStage = samplePlaybookText.slice(
  samplePlaybookText.indexOf("  - id: build"),
  samplePlaybookText.indexOf("loops:"),
);

/** The sample under the key of the copy it replaces. */
function underKeyOf(copy: string, text: string): string {
  const key = /^id: (.*)$/m.exec(copy)?.[1] ?? "";
  return text.replace("id: sample", `id: ${key}`);
}

/** A project pinned to the first of two versions of the sample playbook. */
async function aProjectToMove(second: Record<string, string>, strictness = "standard") {
  const world = await aWorld();
  const versions = await twoVersions(world, {
    first: (copy) => underKeyOf(copy, samplePlaybookText),
    second: (first) => underKeyOf(first, alteredSample(second)),
  });
  const project = await world.project({ playbookVersionId: versions.firstId, strictness });
  const input = { projectId: project.id, version: 1, playbookVersionId: versions.secondId };
  return { world, project, versions, input };
}

async function taskNamed(world: World, project: TestProject, key: string) {
  return world.db.task.findFirstOrThrow({
    where: { projectId: project.id, key },
    include: { outputs: { include: { output: true } }, checklist: true, stage: true },
  });
}

async function gates(world: World, project: TestProject) {
  return world.db.gate.findMany({
    where: { projectId: project.id },
    orderBy: { code: "asc" },
    include: { stage: true },
  });
}

const changed = {
  "name: List the risks": "name: List what could go wrong",
  "likely: 2, high: 4": "likely: 3, high: 4",
  "checklist: [The sponsor agrees]": "checklist: [The sponsor agrees in writing]",
  "- { role: sponsor, quorum: 1, veto: true": "- { role: sponsor, quorum: 2, veto: true",
};

test("the preview says what changes and writes nothing", async () => {
  const { world, project, input } = await aProjectToMove(changed);
  await world.db.gate.updateMany({
    where: { projectId: project.id, code: "G1" },
    data: { state: "passed" },
  });
  const { projectId, playbookVersionId } = input;
  const view = await runQuery(previewPlaybookMove, project.lead.actor, {
    projectId,
    playbookVersionId,
  });
  expect(view).toMatchObject({
    from: { number: 1 },
    to: { number: 2 },
    tasksAdded: [],
    tasksRemoved: [],
    whyNot: null,
    gates: [
      {
        code: "G1",
        approvalsAdded: [{ role: "sponsor", quorum: 2 }],
        approvalsDropped: [{ role: "sponsor", quorum: 1 }],
        reopensFrom: "passed",
      },
    ],
  });
  expect(view.tasksChanged.map(({ key, fields }) => [key, fields])).toEqual([
    ["define-aims", ["estimate", "checklist"]],
    ["list-risks", ["name"]],
  ]);
  expect(await world.auditTypes(projectId)).toEqual(["project.created"]);
});

test("takes over changes, keeps what the team made its own, and reopens the gate that asks for more", async () => {
  const { world, project, input, versions } = await aProjectToMove(changed);
  const { lead, id: projectId } = project;
  const sponsor = await world.person(project, "sponsor");
  const aims = await taskNamed(world, project, "define-aims");
  await world.db.task.updateMany({
    where: { id: aims.id },
    data: { estimateHighDays: 9, status: "done", doneAt: new Date() },
  });
  await world.db.gate.updateMany({ where: { projectId }, data: { state: "passed" } });

  const result = await runCommand(movePlaybook, lead.actor, input);

  expect(result).toMatchObject({ ok: true, value: { version: 2, reopenedGates: ["G1"] } });
  expect(await taskNamed(world, project, "list-risks")).toMatchObject({
    name: "List what could go wrong",
  });
  const after = await taskNamed(world, project, "define-aims");
  expect(after).toMatchObject({ estimateLikelyDays: 2, estimateHighDays: 9, status: "done" });
  expect(after.checklist.map(({ text }) => text)).toEqual(["The sponsor agrees in writing"]);
  expect((await gates(world, project)).map(({ code, state }) => [code, state])).toEqual([
    ["G1", "locked"],
    ["G2", "passed"],
  ]);
  const [first] = await gates(world, project);
  expect(first?.policy).toMatchObject({
    playbook: { version: 2 },
    approvals: [{ role: "sponsor", quorum: 2 }],
  });
  const row = await world.db.project.findUniqueOrThrow({ where: { id: projectId } });
  expect(row.playbookVersionId).toBe(versions.secondId);
  expect(await world.auditTypes(projectId)).toEqual([
    "project.created",
    "project.playbook-moved",
    "gate.state-changed",
  ]);
  const notices = await world.db.notification.findMany({ where: { userId: sponsor.userId } });
  expect(notices).toHaveLength(1);
});

test("switches off what the new version lacks and keeps the work in it", async () => {
  const { world, project, input } = await aProjectToMove({
    "from: standard\n        guidance: Start from the catalogue.":
      "from: regulated\n        guidance: Start from the catalogue.",
    "kind: document, from: standard": "kind: document, from: regulated",
    "outputs: [risk-list], from: standard": "outputs: [risk-list], from: regulated",
  });
  const task = await taskNamed(world, project, "list-risks");
  await world.db.task.updateMany({
    where: { id: task.id },
    data: { status: "done", doneAt: new Date(), loggedDays: 2 },
  });
  const { projectId, playbookVersionId } = input;
  const query = { projectId, playbookVersionId };
  const preview = await runQuery(previewPlaybookMove, project.lead.actor, query);
  expect(preview.tasksRemoved).toMatchObject([{ key: "list-risks", isBegun: true }]);

  await runCommand(movePlaybook, project.lead.actor, input);

  const after = await taskNamed(world, project, "list-risks");
  expect(after).toMatchObject({ status: "tailored_out", loggedDays: 2 });
  expect(after.doneAt).not.toBeNull();
  expect(after.tailoredOutReason).toContain("version 2");
  expect(after.stage.tasksTotal).toBe(1);
  expect(await world.db.output.count({ where: { projectId, key: "risk-list" } })).toBe(0);
});

test("lays new stages among the old ones, with gates, tasks and a plan", async () => {
  const inserted = buildStage
    .replace("id: build", "id: sketch")
    .replace("name: Build", "name: Sketch")
    .replace("id: make-it", "id: sketch-it")
    .replaceAll("thing", "sketch-of-it")
    .replace("id: G2", "id: G9");
  const { world, project, input } = await aProjectToMove({
    "  - id: build": `${inserted}  - id: build`,
  });
  expect(await runCommand(movePlaybook, project.lead.actor, input)).toMatchObject({ ok: true });
  const stages = await world.db.stage.findMany({
    where: { projectId: project.id },
    orderBy: { number: "asc" },
    include: { gates: true },
  });
  expect(stages.map(({ key, number, gates }) => [key, number, gates[0]?.code])).toEqual([
    ["frame", 1, "G1"],
    ["sketch", 2, "G9"],
    ["build", 3, "G2"],
  ]);
  expect(stages[1]?.tasksTotal).toBe(1);
  const [frame, sketch] = stages;
  expect(Number(sketch?.planStartOn)).toBeGreaterThan(Number(frame?.planEndOn));
});

test("a stage the new version lacks is switched off where it stood, with its gate as it was", async () => {
  const { world, project, input } = await aProjectToMove({
    [buildStage]: "",
    "loops:\n  - { from: build, to: frame, reasons: [metric-short] }": "loops: []",
    "id: G1": "id: G2",
  });
  await world.db.gate.updateMany({
    where: { projectId: project.id, code: "G2" },
    data: { state: "passed" },
  });
  expect(await runCommand(movePlaybook, project.lead.actor, input)).toMatchObject({ ok: true });
  const rows = await gates(world, project);
  expect(rows.map(({ code, state, stage }) => [stage.key, code, state])).toEqual([
    ["frame", "G2", "locked"],
    ["build", "G2-V1", "passed"],
  ]);
  expect(rows[1]?.stage).toMatchObject({
    number: 2,
    tailoredOutReason: expect.stringContaining("version 2"),
    tailoredOutById: project.lead.userId,
  });
});

test("refuses an older version, another playbook and a stale page; the same move again is no move", async () => {
  const { world, project, input, versions } = await aProjectToMove(changed);
  const { lead } = project;
  const other = await world.db.playbookVersion.findFirstOrThrow({
    where: { playbook: { workspaceId: world.workspaceId, key: "crisp-dm" } },
  });
  const attempt = (overrides: object) =>
    runCommand(movePlaybook, lead.actor, { ...input, ...overrides });
  expect(await attempt({ playbookVersionId: other.id })).toMatchObject({
    ok: false,
    error: { code: "rule_refused" },
  });
  const elsewhere = await aWorld();
  const foreign = await elsewhere.db.playbookVersion.findFirstOrThrow({
    where: { playbook: { workspaceId: elsewhere.workspaceId } },
  });
  expect(await attempt({ playbookVersionId: foreign.id })).toMatchObject({
    ok: false,
    error: { code: "rule_refused" },
  });
  expect(await attempt({ version: 7 })).toMatchObject({ ok: false, error: { code: "conflict" } });
  expect(await attempt({})).toMatchObject({ ok: true });
  expect(await attempt({})).toMatchObject({ ok: true, value: { version: 2 } });
  expect(await attempt({ version: 2, playbookVersionId: versions.firstId })).toMatchObject({
    ok: false,
    error: { code: "rule_refused" },
  });
});

test("lead and workspace admin may, others may not, strangers see nothing", async () => {
  const { world, project, input } = await aProjectToMove(changed);
  const scientist = await world.person(project, "data_scientist");
  expect(await runCommand(movePlaybook, scientist.actor, input)).toMatchObject({
    ok: false,
    error: { code: "forbidden" },
  });
  const stranger = (await aWorld()).owner;
  expect(await runCommand(movePlaybook, stranger.actor, input)).toMatchObject({
    ok: false,
    error: { code: "not_found" },
  });
  const { projectId, playbookVersionId } = input;
  await expect(
    runQuery(previewPlaybookMove, stranger.actor, { projectId, playbookVersionId }),
  ).rejects.toMatchObject({ code: "not_found" });
  const admin = await world.member("admin");
  expect(await runCommand(movePlaybook, admin.actor, input)).toMatchObject({ ok: true });
});

test("a gate that asks for more does not pass again on what was signed under the old version", async () => {
  const { world, project, input } = await aProjectToMove(changed);
  const { id: projectId, lead } = project;
  const [first] = await gates(world, project);
  await aSignedPass(world, project, first?.stageId ?? "");
  await runCommand(movePlaybook, lead.actor, input);
  await settleGates(world.db, { projectId, now: new Date() });
  const [after] = await gates(world, project);
  expect(["locked", "ready"]).toContain(after?.state);
  expect(await world.db.signature.count({ where: { projectId } })).toBe(1);
});
