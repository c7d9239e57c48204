import { afterEach, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { listGatesWaitingForMe } from "@/lib/gates/queries";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { setClock } from "@/lib/platform/clock";
import { reviewRisk } from "@/lib/risks/commands/review-risk";
import { getRisk } from "@/lib/risks/queries";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld } from "@/lib/testing/world";

afterEach(() => setClock(null));

it("a review waits in My work of the owner from the day it is due until it is done", async () => {
  const world = await aWorld();
  const project = await world.project();
  const owner = await world.person(project, "data_scientist");
  const { riskId, version } = await raisedRisk(project, { ownerId: owner.userId });
  const waitingFor = async ({ actor }: typeof owner) =>
    (await runQuery(listGatesWaitingForMe, actor, { workspaceId: world.workspaceId })).rows;
  const { reviewDueOn } = await runQuery(getRisk, owner.actor, { riskId });
  const due = reviewDueOn ?? dayOf(new Date());

  setClock(new Date(`${addDays(due, -1)}T12:00:00Z`));
  expect(await waitingFor(owner)).toEqual([]);
  setClock(new Date(`${due}T12:00:00Z`));
  expect(await waitingFor(owner)).toMatchObject([
    {
      kind: "review",
      id: riskId,
      dueOn: due,
      href: `/projects/${project.id}/risks?risk=${riskId}`,
    },
  ]);
  expect(await waitingFor(project.lead)).toEqual([]);

  const level = { likelihood: 3, impact: 5, knowledge: "strong" };
  const done = { riskId, version, isStillTrue: "yes", ...level };
  expect(await runCommand(reviewRisk, owner.actor, done)).toMatchObject({ ok: true });
  expect(await waitingFor(owner)).toEqual([]);
});
