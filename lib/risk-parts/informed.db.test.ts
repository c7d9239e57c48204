import { afterEach, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { reevaluateGates } from "@/lib/gates/commands/reevaluate-gates";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { setClock } from "@/lib/platform/clock";
import { assignParts } from "@/lib/risk-parts/commands/assign-parts";
import { rateRisk } from "@/lib/risks/commands/rate-risk";
import { seenNothing } from "@/lib/testing/inputs/risk-parts";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { signedAcceptance } from "@/lib/testing/signed-acceptance";
import { aWorld } from "@/lib/testing/world";

afterEach(() => setClock(null));

/** A risk within the appetite of a stage whose table informs one person. */
async function setting() {
  const world = await aWorld();
  const project = await world.project();
  const informed = await world.person(project, "operations");
  const other = await world.person(project, "data_scientist");
  const stage = await world.db.stage.findFirstOrThrow({
    where: { projectId: project.id, number: 1 },
  });
  const facts = { stageId: stage.id, likelihood: 2, impact: 2 };
  const risk = await raisedRisk(project, facts);
  await runCommand(assignParts, project.lead.actor, {
    projectId: project.id,
    stageId: stage.id,
    informed: [informed.userId],
    consulted: [other.userId],
    seen: seenNothing,
  });
  const rate = (likelihood: number, impact: number, version: number) =>
    runCommand(rateRisk, project.lead.actor, {
      riskId: risk.riskId,
      version,
      kind: "current",
      likelihood,
      impact,
      reason: "Seen in the last run.",
    });
  const told = (userId: string) =>
    world.db.notification.findMany({ where: { userId, projectId: project.id } });
  return { world, project, informed, other, risk: { ...risk, stageId: stage.id }, rate, told };
}

describe("who is informed about a risk", () => {
  it("hears once that it rose above the appetite, and nobody else does", async () => {
    const { informed, other, risk, rate, told } = await setting();
    expect(await rate(3, 2, risk.version)).toMatchObject({ ok: true });
    expect(await told(informed.userId)).toEqual([]);
    expect(await rate(5, 5, risk.version + 1)).toMatchObject({ ok: true });
    expect(await rate(5, 4, risk.version + 2)).toMatchObject({ ok: true });
    expect(await told(informed.userId)).toMatchObject([
      {
        kind: "risk_moved",
        title: expect.stringContaining("R-01"),
        because: "because you are informed about this risk",
      },
    ]);
    expect(await told(other.userId)).toEqual([]);
  });

  it("hears of a risk of the stage that is raised above the appetite", async () => {
    const { project, informed, other, risk, told } = await setting();
    const { stageId } = risk;
    await raisedRisk(project, { stageId, likelihood: 2, impact: 2 });
    expect(await told(informed.userId)).toEqual([]);
    const grave = await raisedRisk(project, { stageId, likelihood: 5, impact: 5 });
    expect(await told(informed.userId)).toMatchObject([
      { kind: "risk_moved", href: `/projects/${project.id}/risks?risk=${grave.riskId}` },
    ]);
    expect(await told(other.userId)).toEqual([]);
  });

  it("hears nothing of a rating that is refused", async () => {
    const { informed, risk, rate, told } = await setting();
    expect(await rate(5, 5, risk.version + 7)).toMatchObject({ ok: false });
    expect(await told(informed.userId)).toEqual([]);
  });

  it("hears nothing once the risk says otherwise", async () => {
    const { project, informed, other, risk, rate, told } = await setting();
    await runCommand(assignParts, project.lead.actor, {
      projectId: project.id,
      riskId: risk.riskId,
      informed: [other.userId],
      seen: seenNothing,
    });
    await rate(5, 5, risk.version);
    expect(await told(informed.userId)).toEqual([]);
    expect(await told(other.userId)).toHaveLength(1);
  });

  it("hears that its acceptance ended", async () => {
    const { world, project, informed, risk, told } = await setting();
    const today = dayOf(new Date());
    const reviewer = await world.person(project, "risk_reviewer");
    await signedAcceptance(world.db, {
      riskId: risk.riskId,
      by: reviewer,
      expiresOn: addDays(today, 3),
    });
    setClock(new Date(`${addDays(today, 5)}T08:00:00Z`));
    const job = { kind: "system", job: "reevaluate-gates" } as const;
    await runCommand(reevaluateGates, job, { projectId: project.id });
    expect(await told(informed.userId)).toMatchObject([
      {
        kind: "ran_out",
        title: expect.stringContaining("R-01"),
        href: `/projects/${project.id}/risks?risk=${risk.riskId}`,
      },
    ]);
  });
});
