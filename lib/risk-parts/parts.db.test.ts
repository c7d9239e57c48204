import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { assignParts } from "@/lib/risk-parts/commands/assign-parts";
import { getPartsOfProject, getPartsOfRisk } from "@/lib/risk-parts/queries/parts";
import { seenNothing } from "@/lib/testing/inputs/risk-parts";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld, type Person, type TestProject } from "@/lib/testing/world";

async function setting() {
  const world = await aWorld();
  const project = await world.project();
  const stage = await world.db.stage.findFirstOrThrow({
    where: { projectId: project.id, number: 2 },
  });
  const { riskId } = await raisedRisk(project, { stageId: stage.id });
  const scientist = await world.person(project, "data_scientist");
  const reviewer = await world.person(project, "risk_reviewer");
  return { world, project, stage, riskId, scientist, reviewer };
}

const assign = (project: TestProject, by: Person, input: object) =>
  runCommand(assignParts, by.actor, { projectId: project.id, seen: seenNothing, ...input });

const ofRisk = (project: TestProject, riskId: string) =>
  runQuery(getPartsOfRisk, project.lead.actor, { riskId });

describe("who does what about a risk", () => {
  it("is what its stage says, until the risk says otherwise, and again once it does not", async () => {
    const { project, stage, riskId, scientist, reviewer } = await setting();
    expect((await ofRisk(project, riskId)).wordOf).toBe("nobody");
    const stageTable = { responsible: [scientist.userId], accountable: project.lead.userId };
    expect(await assign(project, project.lead, { stageId: stage.id, ...stageTable })).toMatchObject(
      { ok: true },
    );
    expect(await ofRisk(project, riskId)).toMatchObject({
      wordOf: "stage",
      stage: { number: 2 },
      parts: {
        responsible: [{ id: scientist.userId, isGone: false }],
        accountable: { id: project.lead.userId },
      },
      own: { responsible: [], accountable: null },
    });
    await assign(project, project.lead, { riskId, informed: [reviewer.userId] });
    const own = await ofRisk(project, riskId);
    expect(own).toMatchObject({
      wordOf: "risk",
      parts: { responsible: [], accountable: null, informed: [{ id: reviewer.userId }] },
    });
    const { stages } = await runQuery(getPartsOfProject, project.lead.actor, {
      projectId: project.id,
    });
    expect(stages.find(({ id }) => id === stage.id)).toMatchObject({ risks: 1, ownWord: 1 });
    await assign(project, project.lead, { riskId, seen: own.seen });
    expect((await ofRisk(project, riskId)).wordOf).toBe("stage");
  });

  it("leaves a trail of names, before and after", async () => {
    const { world, project, riskId, scientist, reviewer } = await setting();
    await assign(project, project.lead, { riskId, responsible: [scientist.userId] });
    const { seen } = await ofRisk(project, riskId);
    await assign(project, project.lead, { riskId, responsible: [reviewer.userId], seen });
    const event = await world.db.auditEvent.findFirstOrThrow({
      where: { projectId: project.id, type: "risk.parts-assigned" },
      orderBy: { index: "desc" },
    });
    expect(event.data).toMatchObject({
      key: "R-01",
      changes: [{ field: "responsible", from: scientist.name, to: reviewer.name }],
    });
  });

  it("marks who left the project since, and takes them no more", async () => {
    const { world, project, riskId, scientist } = await setting();
    await assign(project, project.lead, { riskId, responsible: [scientist.userId] });
    await world.db.projectMember.updateMany({
      where: { projectId: project.id, userId: scientist.userId },
      data: { removedAt: new Date() },
    });
    const { parts, seen, people } = await ofRisk(project, riskId);
    expect(parts.responsible).toMatchObject([{ id: scientist.userId, isGone: true }]);
    expect(people.map(({ id }) => id)).not.toContain(scientist.userId);
    const again = { riskId, consulted: [scientist.userId], seen };
    expect(await assign(project, project.lead, again)).toMatchObject({
      ok: false,
      error: { issues: [{ path: "consulted", message: expect.stringContaining("part of this") }] },
    });
  });
});

describe("saying who does what", () => {
  it("belongs to leads and risk reviewers, and for a risk of their own to its owner", async () => {
    const { world, project, stage, scientist, reviewer } = await setting();
    const own = await raisedRisk(project, { ownerId: scientist.userId });
    const other = await raisedRisk(project);
    const table = { accountable: project.lead.userId };
    const ofOwn = { riskId: own.riskId, ...table };
    expect(await assign(project, scientist, ofOwn)).toMatchObject({ ok: true });
    for (const subject of [{ riskId: other.riskId }, { stageId: stage.id }]) {
      expect(await assign(project, scientist, { ...subject, ...table })).toMatchObject({
        ok: false,
        error: { code: "rule_refused" },
      });
      expect(await assign(project, reviewer, { ...subject, ...table })).toMatchObject({ ok: true });
    }
    const viewer = await world.person(project, "viewer");
    expect(await assign(project, viewer, ofOwn)).toMatchObject({
      ok: false,
      error: { code: "forbidden" },
    });
  });

  it("refuses what is of another project, and leaves no row", async () => {
    const { world, project, riskId } = await setting();
    const other = await world.project();
    const theirs = await raisedRisk(other);
    const stage = await world.db.stage.findFirstOrThrow({ where: { projectId: other.id } });
    const table = { accountable: project.lead.userId };
    const attempts = [
      { riskId: theirs.riskId, ...table },
      { stageId: stage.id, ...table },
      { riskId, stageId: stage.id, ...table },
      { ...table },
      { riskId, accountable: other.lead.userId },
    ];
    for (const attempt of attempts) {
      expect(await assign(project, project.lead, attempt)).toMatchObject({ ok: false });
    }
    expect(
      await world.db.riskAssignment.count({ where: { projectId: { in: [project.id, other.id] } } }),
    ).toBe(0);
  });

  it("lets one of two who changed the same table at once through", async () => {
    const { world, project, riskId, scientist, reviewer } = await setting();
    const results = await Promise.all(
      [scientist, reviewer].map(({ userId }) =>
        assign(project, project.lead, { riskId, accountable: userId }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: "conflict" } });
    expect(await world.db.riskAssignment.count({ where: { riskId } })).toBe(1);
  });

  it("knows one accountable at most, whoever writes", async () => {
    const { world, project, riskId, scientist, reviewer } = await setting();
    const row = { projectId: project.id, riskId, part: "accountable" as const };
    await world.db.riskAssignment.create({ data: { ...row, userId: scientist.userId } });
    await expect(
      world.db.riskAssignment.create({ data: { ...row, userId: reviewer.userId } }),
    ).rejects.toThrow();
  });
});
