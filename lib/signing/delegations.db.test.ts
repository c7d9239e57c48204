import { afterEach, describe, expect, it } from "vitest";
import { getCase } from "@/lib/business-cases/queries";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import { setClock } from "@/lib/platform/clock";
import { endDelegation } from "@/lib/signing/commands/end-delegation";
import { makeDelegation } from "@/lib/signing/commands/make-delegation";
import { listMyDelegations } from "@/lib/signing/queries";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import { signedBy } from "@/lib/testing/inputs/signing";
import { aWorld, type Person, type World } from "@/lib/testing/world";

afterEach(() => setClock(null));

const today = dayOf(new Date());

async function aTeam() {
  const world = await aWorld();
  const project = await world.project();
  const claire = await world.person(project, "sponsor");
  const deputy = await world.member();
  await submittedCase(project);
  return { world, project, claire, deputy };
}

function lend(world: World, people: { from: Person; to: Person }, given = {}) {
  return runCommand(makeDelegation, people.from.actor, {
    workspaceId: world.workspaceId,
    toId: people.to.userId,
    startsOn: today,
    endsOn: addDays(today, 7),
    reason: "On leave for a week.",
    ...given,
  });
}

describe("a delegation", () => {
  it("lets somebody sign for somebody else, and says so in the statement and the row", async () => {
    const { world, project, claire, deputy } = await aTeam();
    expect(await lend(world, { from: claire, to: deputy })).toMatchObject({ ok: true });
    const signed = await signedBy(world, project, {
      person: deputy,
      role: "sponsor",
      onBehalfOf: claire,
    });
    expect(signed).toMatchObject({ ok: true, value: { status: "signed" } });
    const row = await world.db.signature.findFirstOrThrow({ where: { projectId: project.id } });
    expect(row).toMatchObject({ signerId: deputy.userId, delegatedFromId: claire.userId });
    expect(row.statement).toMatchObject({ delegatedFrom: { id: claire.userId } });
    const view = await runQuery(getCase, claire.actor, { projectId: project.id });
    expect(view.signatures[0]).toMatchObject({ signedFor: claire.name });
    expect(view.whyNotSign).toContain("signed");
  });

  it("opens nothing before its first day, after its last, nor once it is ended", async () => {
    const { world, project, claire, deputy } = await aTeam();
    const startsOn = addDays(today, 2);
    const made = await lend(world, { from: claire, to: deputy }, { startsOn });
    const isOpen = () =>
      runQuery(getCase, deputy.actor, { projectId: project.id }).then(
        () => true,
        () => false,
      );
    expect(await isOpen()).toBe(false);
    setClock(dateOf(addDays(today, 3)));
    expect(await isOpen()).toBe(true);
    setClock(dateOf(addDays(today, 8)));
    expect(await isOpen()).toBe(false);
    setClock(dateOf(addDays(today, 4)));
    const delegationId = made.ok ? made.value.delegationId : "";
    expect(await runCommand(endDelegation, deputy.actor, { delegationId })).toMatchObject({
      error: { code: "not_found" },
    });
    await runCommand(endDelegation, claire.actor, { delegationId });
    expect(await isOpen()).toBe(false);
    const { given } = await runQuery(listMyDelegations, claire.actor, {});
    expect(given).toMatchObject([{ state: "ended", to: { name: deputy.name } }]);
  });

  it("keeps duties apart: neither the author nor who has signed stands in", async () => {
    const { world, project, claire } = await aTeam();
    const { lead } = project;
    await lend(world, { from: claire, to: lead });
    const author = await signedBy(world, project, {
      person: lead,
      role: "sponsor",
      onBehalfOf: claire,
    });
    expect(author).toMatchObject({ ok: false });
    const carl = await world.person(project, "sponsor");
    await lend(world, { from: claire, to: carl });
    expect(await signedBy(world, project, { person: carl, role: "sponsor" })).toMatchObject({
      ok: true,
    });
    const twice = await signedBy(world, project, {
      person: carl,
      role: "sponsor",
      onBehalfOf: claire,
    });
    expect(twice).toMatchObject({ ok: false });
    expect(await world.db.signature.count({ where: { projectId: project.id } })).toBe(1);
  });
});

describe("delegation.make, refused", () => {
  it("names the field that is wrong, and leaves no row", async () => {
    const { world, project, claire, deputy } = await aTeam();
    const stranger = await (await aWorld()).member();
    const people = { from: claire, to: deputy };
    const other = await world.project();
    const wrong = [
      await lend(world, { from: claire, to: claire }),
      await lend(world, { from: claire, to: stranger }),
      await lend(world, people, { startsOn: addDays(today, -1) }),
      await lend(world, people, { endsOn: addDays(today, 400) }),
      await lend(world, people, { endsOn: addDays(today, -2) }),
      await lend(world, people, { projectId: other.id }),
      await lend(world, people, { reason: "Leave" }),
    ];
    expect(wrong.map((result) => (result.ok ? "ok" : result.error.code))).toEqual(
      wrong.map(() => "invalid_input"),
    );
    expect(await lend(world, { from: stranger, to: deputy })).toMatchObject({
      error: { code: "not_found" },
    });
    expect(await world.db.delegation.count({ where: { fromId: claire.userId } })).toBe(0);
    expect(await lend(world, people, { projectId: project.id })).toMatchObject({ ok: true });
    const once = await lend(world, people, { projectId: project.id });
    expect(once).toMatchObject({ ok: true });
    expect(await world.db.delegation.count({ where: { fromId: claire.userId } })).toBe(1);
  });
});
