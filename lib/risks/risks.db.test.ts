import { beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { closeRisk } from "@/lib/risks/commands/close-risk";
import { raiseRisk } from "@/lib/risks/commands/raise-risk";
import { rateRisk } from "@/lib/risks/commands/rate-risk";
import { updateRisk } from "@/lib/risks/commands/update-risk";
import { getRisk, listProjectRisks, listWorkspaceRisks } from "@/lib/risks/queries";
import { raisedRisk, validInputs } from "@/lib/testing/inputs/risks";
import { inputFor } from "@/lib/testing/valid-input";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

let world: World;
let project: TestProject;

beforeAll(async () => {
  world = await aWorld();
});

async function fresh() {
  project = await world.project();
  return project;
}

describe("risk.raise", () => {
  it("numbers risks per project and remembers the first level", async () => {
    await fresh();
    const first = await raisedRisk(project);
    const second = await raisedRisk(project, { title: "Label noise" });
    expect([first.key, second.key]).toEqual(["R-01", "R-02"]);
    const risk = await runQuery(getRisk, project.lead.actor, { riskId: first.riskId });
    expect(risk).toMatchObject({
      current: { likelihood: 3, impact: 5, score: 15 },
      inherent: { score: 15 },
      isAboveAppetite: true,
      changes: [{ kind: "inherent" }],
    });
    expect(await world.auditTypes(project.id)).toContain("risk.raised");
  });

  it("gives two people who raise at once different numbers", async () => {
    await fresh();
    const raised = await Promise.all(Array.from({ length: 6 }, () => raisedRisk(project)));
    expect(new Set(raised.map((risk) => risk.key)).size).toBe(6);
  });

  it("refuses an owner from outside the project and leaves no row", async () => {
    await fresh();
    const outsider = await world.member();
    const input = await inputFor(validInputs, "risk.raise")(world, project);
    const result = await runCommand(raiseRisk, project.lead.actor, {
      ...(input as object),
      ownerId: outsider.userId,
    });
    expect(result).toMatchObject({
      ok: false,
      error: { code: "invalid_input", issues: [{ path: "ownerId" }] },
    });
    expect(await world.db.risk.count({ where: { projectId: project.id } })).toBe(0);
  });

  it("tells a viewer who could", async () => {
    await fresh();
    const viewer = await world.person(project, "viewer");
    const input = await inputFor(validInputs, "risk.raise")(world, project);
    const result = await runCommand(raiseRisk, viewer.actor, input);
    expect(result).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(result.ok ? "" : result.error.message).toContain("Lena Lead");
  });

  it("refuses a level outside the matrix at its field", async () => {
    await fresh();
    const input = await inputFor(validInputs, "risk.raise")(world, project);
    const result = await runCommand(raiseRisk, project.lead.actor, {
      ...(input as object),
      likelihood: 6,
    });
    expect(result).toMatchObject({ ok: false, error: { issues: [{ path: "likelihood" }] } });
  });
});

describe("risk.rate", () => {
  it("keeps the reason of every change", async () => {
    await fresh();
    const { riskId, version } = await raisedRisk(project);
    const reason = "The notes column was dropped from the features.";
    const input = { riskId, version, kind: "current", likelihood: 2, impact: 5, reason };
    expect(await runCommand(rateRisk, project.lead.actor, input)).toMatchObject({ ok: true });
    const risk = await runQuery(getRisk, project.lead.actor, { riskId });
    expect(risk.current.score).toBe(10);
    expect(risk.inherent.score).toBe(15);
    expect(risk.changes[0]).toMatchObject({ kind: "current", reason });
  });

  it("refuses a data scientist who does not own the risk, by rule", async () => {
    await fresh();
    const scientist = await world.person(project, "data_scientist");
    const input = await inputFor(validInputs, "risk.rate")(world, project);
    const result = await runCommand(rateRisk, scientist.actor, input);
    expect(result).toMatchObject({ ok: false, error: { code: "rule_refused" } });
  });

  it("refuses a stale version and keeps the other person's change", async () => {
    await fresh();
    const { riskId, version } = await raisedRisk(project);
    const rate = (likelihood: number) =>
      runCommand(rateRisk, project.lead.actor, {
        riskId,
        version,
        kind: "current",
        likelihood,
        impact: 5,
        reason: "Read again with the team.",
      });
    expect(await rate(1)).toMatchObject({ ok: true });
    expect(await rate(4)).toMatchObject({ ok: false, error: { code: "conflict" } });
    const risk = await runQuery(getRisk, project.lead.actor, { riskId });
    expect(risk.current.score).toBe(5);
  });
});

describe("risk.update and risk.close", () => {
  it("does nothing twice: saving the same text again leaves no second trace", async () => {
    await fresh();
    const input = await inputFor(validInputs, "risk.update")(world, project);
    const first = await runCommand(updateRisk, project.lead.actor, input);
    const version = first.ok ? first.value.version : 0;
    await runCommand(updateRisk, project.lead.actor, { ...(input as object), version });
    const types = await world.auditTypes(project.id);
    expect(types.filter((type) => type === "risk.updated")).toHaveLength(1);
  });

  it("takes a closed risk off the open register", async () => {
    await fresh();
    const { riskId, version } = await raisedRisk(project);
    await runCommand(closeRisk, project.lead.actor, {
      riskId,
      version,
      reason: "The column is gone for good.",
    });
    const open = await runQuery(listProjectRisks, project.lead.actor, {
      projectId: project.id,
      status: "open",
    });
    expect(open).toMatchObject({ rows: [], counts: { open: 0, aboveAppetite: 0 }, heatMap: [] });
  });
});

describe("the register", () => {
  it("pages by score without losing or repeating a row", async () => {
    await fresh();
    for (let impact = 1; impact <= 5; impact += 1) {
      await raisedRisk(project, { impact, likelihood: 2 });
      await raisedRisk(project, { impact, likelihood: 2 });
    }
    const pageAt = (cursor: string | undefined) =>
      runQuery(listProjectRisks, project.lead.actor, { projectId: project.id, limit: 3, cursor });
    const seen: string[] = [];
    for (let page = await pageAt(undefined); ; page = await pageAt(page.nextCursor ?? "")) {
      seen.push(...page.rows.map((row) => row.key));
      if (page.nextCursor === null) {
        break;
      }
    }
    expect(new Set(seen).size).toBe(10);
    expect(seen).toHaveLength(10);
  });

  it("shows a member across projects only what they take part in", async () => {
    const mine = await world.project();
    const other = await world.project();
    await raisedRisk(mine);
    await raisedRisk(other);
    const register = await runQuery(listWorkspaceRisks, mine.lead.actor, {
      workspaceId: world.workspaceId,
    });
    expect(new Set(register.rows.map((row) => row.projectId))).toEqual(new Set([mine.id]));
    const all = await runQuery(listWorkspaceRisks, world.owner.actor, {
      workspaceId: world.workspaceId,
      limit: 200,
    });
    const projects = new Set(all.rows.map((row) => row.projectId));
    expect(projects.has(mine.id) && projects.has(other.id)).toBe(true);
  });

  it("answers an unreadable cursor with a sentence", async () => {
    await fresh();
    const call = runQuery(listProjectRisks, project.lead.actor, {
      projectId: project.id,
      cursor: "bm90IGpzb24",
    });
    await expect(call).rejects.toMatchObject({ code: "invalid_input" });
  });
});
