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

  it("stays closed to a member without the right", async () => {
    const member = await world.member();
    const call = runQuery(getAuditFilters, member.actor, { workspaceId: world.workspaceId });
    await expect(call).rejects.toMatchObject({ code: "forbidden" });
  });
});
