import { beforeAll, describe, expect, it } from "vitest";
import { getAuditFilters, listAudit } from "@/lib/audit/queries";
import { runQuery } from "@/lib/execution/query";
import { aWorld, type World } from "@/lib/testing/world";

let world: World;

beforeAll(async () => {
  world = await aWorld();
});

describe("audit.filters", () => {
  it("offers members, projects and every kind, each of which narrows the trail", async () => {
    const project = await world.project();
    const auditor = await world.member("auditor");
    const { workspaceId } = world;
    const filters = await runQuery(getAuditFilters, auditor.actor, { workspaceId });
    expect(filters.people.map((person) => person.id)).toContain(project.lead.userId);
    expect(filters.projects).toContainEqual(expect.objectContaining({ key: project.key }));
    expect(filters.kinds).toContain("project");
    expect(new Set(filters.kinds).size).toBe(filters.kinds.length);
    const trail = await runQuery(listAudit, auditor.actor, {
      workspaceId,
      actorId: project.lead.userId,
      projectId: project.id,
      type: "project",
    });
    expect(trail.rows.map((row) => row.type)).toContain("project.created");
    expect(trail.rows.every((row) => row.projectId === project.id)).toBe(true);
  });

  it("offers a few of many, those named like a text, and always what is chosen", async () => {
    const { workspaceId } = world;
    const { actor } = world.owner;
    const chosen = await world.project({ name: "Zebra crossing" });
    const named = await world.member();
    await world.db.user.update({ where: { id: named.userId }, data: { name: "Zoë 100% Zimmer" } });
    for (let made = 0; made < 22; made += 1) {
      await world.member();
    }
    const all = await runQuery(getAuditFilters, actor, { workspaceId, projectId: chosen.id });
    expect(all.people).toHaveLength(20);
    expect(all.hasMore).toBe(true);
    expect(all.projects[0]?.name).toBe("Zebra crossing");
    const some = await runQuery(getAuditFilters, actor, {
      workspaceId,
      text: "100%",
      actorId: world.owner.userId,
    });
    expect(some.people.map((person) => person.name)).toEqual(["Olive Owner", "Zoë 100% Zimmer"]);
    expect(some).toMatchObject({ projects: [], hasMore: false });
  });

  it("stays closed to a member without the right", async () => {
    const member = await world.member();
    const call = runQuery(getAuditFilters, member.actor, { workspaceId: world.workspaceId });
    await expect(call).rejects.toMatchObject({ code: "forbidden" });
  });
});
