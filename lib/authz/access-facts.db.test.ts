import { beforeAll, describe, expect, it } from "vitest";
import { rememberedFacts } from "@/lib/authz/access-facts";
import type { Actor } from "@/lib/authz/actor";
import { runQuery, runQueryWith } from "@/lib/execution/query";
import { getProjectFrame } from "@/lib/portfolio/queries/get-project-frame";
import { summarizePortfolio } from "@/lib/portfolio/queries/summarize-portfolio";
import { aWorld, type World } from "@/lib/testing/world";

let world: World;

beforeAll(async () => {
  world = await aWorld();
});

describe("facts remembered for one page", () => {
  it("answer for the reader they were read for and for nobody else", async () => {
    const project = await world.project();
    const stranger = await world.member();
    const outsider = await (await aWorld()).member();
    const facts = rememberedFacts();
    const rawInput = { projectId: project.id };
    const look = (actor: Actor) => runQueryWith(getProjectFrame, { actor, rawInput, facts });
    expect((await look(project.lead.actor)).myRoles).toEqual(["lead"]);
    await expect(look(stranger.actor)).rejects.toMatchObject({ code: "not_found" });
    await expect(look(outsider.actor)).rejects.toMatchObject({ code: "not_found" });
    expect((await look(project.lead.actor)).myRoles).toEqual(["lead"]);
  });

  it("say of a workspace what a fresh look says", async () => {
    const { workspaceId } = world;
    const outsider = await (await aWorld()).member();
    const disabled = await world.member();
    await world.db.user.update({
      where: { id: disabled.userId },
      data: { disabledAt: new Date() },
    });
    const rawInput = { workspaceId };
    const facts = rememberedFacts();
    for (const person of [world.owner, await world.member("auditor"), outsider, disabled]) {
      const { actor } = person;
      const fresh = await runQuery(summarizePortfolio, actor, rawInput).catch(codeOf);
      const shared = await runQueryWith(summarizePortfolio, { actor, rawInput, facts }).catch(
        codeOf,
      );
      expect(shared).toEqual(fresh);
    }
  });

  it("end with the page: the next look asks again", async () => {
    const project = await world.project();
    const person = await world.person(project, "data_scientist");
    const rawInput = { projectId: project.id };
    const look = () =>
      runQueryWith(getProjectFrame, { actor: person.actor, rawInput, facts: rememberedFacts() });
    await look();
    await world.db.projectMember.updateMany({
      where: { projectId: project.id, userId: person.userId },
      data: { removedAt: new Date() },
    });
    await expect(look()).rejects.toMatchObject({ code: "not_found" });
  });
});

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : error;
}
