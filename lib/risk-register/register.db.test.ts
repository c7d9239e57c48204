import { beforeEach, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import { deleteRiskView } from "@/lib/risk-register/commands/delete-risk-view";
import { editRisks } from "@/lib/risk-register/commands/edit-risks";
import { renameRiskView } from "@/lib/risk-register/commands/rename-risk-view";
import { saveRiskView } from "@/lib/risk-register/commands/save-risk-view";
import { listRiskViews } from "@/lib/risk-register/queries/list-risk-views";
import { previewRiskEdit } from "@/lib/risk-register/queries/preview-edit";
import { listWorkspaceRisks } from "@/lib/risks/queries";
import { registerSorts } from "@/lib/risks/schema/register-words";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

let world: World;
let project: TestProject;
const today = dayOf(new Date());

beforeEach(async () => {
  world = await aWorld();
  project = await world.project();
});

describe("saved views", () => {
  const view = { name: "Above the line", search: "above=1&sort=due" };
  const save = (by: Person, more = {}) =>
    runCommand(saveRiskView, by.actor, { workspaceId: world.workspaceId, ...view, ...more });
  const seenBy = (by: Person) =>
    runQuery(listRiskViews, by.actor, { workspaceId: world.workspaceId });

  it("are one's own until they are shared, and only their owner or an admin changes them", async () => {
    const { lead } = project;
    const other = await world.member();
    const kept = await save(lead);
    expect(await seenBy(other)).toEqual([]);
    const [mine] = await seenBy(lead);
    expect(mine).toMatchObject({ ...view, isMine: true, isShared: false, whyNotChange: null });

    const at = { viewId: kept.ok ? kept.value.viewId : "", version: 1 };
    const hidden = await runCommand(deleteRiskView, other.actor, at);
    expect(hidden.ok ? null : hidden.error.code).toBe("not_found");

    const shared = { ...at, name: "Over appetite", isShared: true };
    expect(await runCommand(renameRiskView, lead.actor, shared)).toMatchObject({ ok: true });
    expect((await seenBy(other))[0]).toMatchObject({ name: "Over appetite", isMine: false });
    const refused = await runCommand(deleteRiskView, other.actor, { ...at, version: 2 });
    expect(refused.ok ? null : refused.error.message).toMatch(/Only the person who saved/);
    expect(
      await runCommand(deleteRiskView, world.owner.actor, { ...at, version: 2 }),
    ).toMatchObject({ ok: true });
    expect(await seenBy(lead)).toEqual([]);
  });

  it("have one name each, keep only what a register writes, and leave their trace", async () => {
    await save(project.lead);
    const again = await save(project.lead);
    expect(again.ok ? [] : again.error.issues).toMatchObject([{ path: "name" }]);
    const foreign = await save(project.lead, { name: "Link", search: "https://example.com" });
    expect(foreign.ok ? null : foreign.error.code).toBe("invalid_input");
    const trail = await world.db.auditEvent.findMany({
      where: { workspaceId: world.workspaceId, type: "risk-view.saved" },
    });
    expect(trail).toHaveLength(1);
  });
});

const edit = (by: Person, risks: readonly { riskId: string; version: number }[], wanted: object) =>
  runCommand(editRisks, by.actor, {
    workspaceId: world.workspaceId,
    risks: risks.map(({ riskId, version }) => ({ riskId, version })),
    ...wanted,
  });
const stored = () =>
  world.db.risk.findMany({
    where: { workspaceId: world.workspaceId },
    orderBy: { raisedAt: "asc" },
  });

describe("many risks at once", () => {
  it("change together, each with its own line in the trail of its project", async () => {
    const second = await world.project();
    await world.db.projectMember.create({
      data: { projectId: second.id, userId: project.lead.userId, roles: ["risk_reviewer"] },
    });
    const risks = [await raisedRisk(project), await raisedRisk(second)];
    const done = await edit(project.lead, risks, { category: "vendor", treatment: "avoid" });
    expect(done).toMatchObject({ ok: true, value: { changed: 2 } });
    expect((await stored()).map(({ category, treatment }) => [category, treatment])).toEqual([
      ["vendor", "avoid"],
      ["vendor", "avoid"],
    ]);
    expect(await world.auditTypes(project.id)).toContain("risk.changed-with-others");
    expect(await world.auditTypes(second.id)).toContain("risk.changed-with-others");
    const again = await edit(
      project.lead,
      risks.map((risk) => ({ ...risk, version: 2 })),
      { category: "vendor" },
    );
    expect(again).toMatchObject({ ok: true, value: { changed: 0 } });
  });

  it("are refused as a whole when one belongs to a project the person only reads, and the preview says which", async () => {
    const second = await world.project();
    await world.db.projectMember.create({
      data: { projectId: second.id, userId: project.lead.userId, roles: ["viewer"] },
    });
    const risks = [await raisedRisk(project), await raisedRisk(second)];
    const preview = await runQuery(previewRiskEdit, project.lead.actor, {
      workspaceId: world.workspaceId,
      riskIds: risks.map(({ riskId }) => riskId),
      category: "vendor",
    });
    const reasons = new Map(preview.rows.map(({ riskId, whyNot }) => [riskId, whyNot]));
    expect(reasons.get(risks[0]?.riskId ?? "")).toBeNull();
    expect(reasons.get(risks[1]?.riskId ?? "")).toMatch(/lead or a risk reviewer/);
    expect(preview.rows[0]?.changes).toEqual([{ field: "category", from: "Model", to: "Vendor" }]);
    const refused = await edit(project.lead, risks, { category: "vendor" });
    expect(refused.ok ? null : refused.error.code).toBe("rule_refused");
    expect((await stored()).map(({ category }) => category)).toEqual(["model", "model"]);
  });
});

describe("many risks at once, refused", () => {
  it("say nothing of a project the person takes no part in", async () => {
    const hidden = await world.project();
    const risks = [await raisedRisk(project), await raisedRisk(hidden)];
    const refused = await edit(project.lead, risks, { category: "vendor" });
    expect(refused.ok ? null : refused.error.code).toBe("not_found");
    const preview = await runQuery(previewRiskEdit, project.lead.actor, {
      workspaceId: world.workspaceId,
      riskIds: risks.map(({ riskId }) => riskId),
    });
    expect(preview).toMatchObject({ missing: 1, rows: [{ riskId: risks[0]?.riskId }] });
  });

  it("keep what somebody else changed meanwhile: a stale version changes none", async () => {
    const risks = [await raisedRisk(project), await raisedRisk(project)];
    const stale = risks.map((risk, index) => ({ ...risk, version: index === 1 ? 7 : 1 }));
    const refused = await edit(project.lead, stale, { category: "vendor" });
    expect(refused.ok ? null : refused.error.code).toBe("conflict");
    expect((await stored()).map(({ category }) => category)).toEqual(["model", "model"]);
  });

  it("get an owner of their project only, and no review later than their level allows", async () => {
    const risk = await raisedRisk(project);
    const outsider = await world.member();
    const foreign = await edit(project.lead, [risk], { ownerId: outsider.userId });
    expect(foreign.ok ? null : foreign.error.message).toMatch(/takes no part in the project/);
    const late = await edit(project.lead, [risk], { reviewDueOn: addDays(today, 15) });
    expect(late.ok ? null : late.error.message).toMatch(/Critical, asks for a review by/);
    const soon = await edit(project.lead, [risk], { reviewDueOn: addDays(today, 3) });
    expect(soon).toMatchObject({ ok: true, value: { changed: 1 } });
    expect((await stored())[0]?.reviewDueOn).toEqual(dateOf(addDays(today, 3)));
  });
});

describe("the register across projects", () => {
  it.each(registerSorts)(
    "turns its pages by %s without missing or repeating a risk",
    async (sort) => {
      for (const index of [1, 2, 3, 4, 5, 6, 7]) {
        const dueOn = index % 3 === 0 ? null : addDays(today, index % 2);
        await raisedRisk(project, { dueOn, likelihood: 1 + (index % 3), title: `Risk ${index}` });
      }
      const pageAfter = (cursor: string | null) =>
        runQuery(listWorkspaceRisks, project.lead.actor, {
          workspaceId: world.workspaceId,
          sort,
          limit: 2,
          cursor: cursor ?? "",
        });
      const pages = [await pageAfter(null)];
      for (const _ of [2, 3, 4]) {
        pages.push(await pageAfter(pages.at(-1)?.nextCursor ?? null));
      }
      const seen = pages.flatMap(({ rows }) => rows.map((row) => row.title));
      expect(pages.at(-1)?.nextCursor).toBeNull();
      expect(seen).toHaveLength(7);
      expect(new Set(seen).size).toBe(7);
    },
  );

  it("narrows by level and by source, and a page of another order begins anew", async () => {
    await raisedRisk(project, { likelihood: 1, impact: 1, source: "incident" });
    await raisedRisk(project);
    const list = async (filter: object) => {
      const { rows } = await runQuery(listWorkspaceRisks, project.lead.actor, {
        workspaceId: world.workspaceId,
        ...filter,
      });
      return rows.map(({ current }) => current.score);
    };
    expect(await list({ source: "incident" })).toEqual([1]);
    expect(await list({ band: 5 })).toEqual([15]);
    expect(await list({ band: 1 })).toEqual([1]);
    const { nextCursor } = await runQuery(listWorkspaceRisks, project.lead.actor, {
      workspaceId: world.workspaceId,
      limit: 1,
    });
    expect(await list({ sort: "raised", cursor: nextCursor })).toHaveLength(2);
  });
});
