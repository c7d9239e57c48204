import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { expireDue } from "@/jobs/expire-due";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { requestGate } from "@/lib/gates/commands/request-gate";
import { withdrawRequest } from "@/lib/gates/commands/withdraw-request";
import { getGate, listGatesWaitingForMe } from "@/lib/gates/queries";
import { gatePolicy } from "@/lib/gates/rules/gate-policy";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import { setClock } from "@/lib/platform/clock";
import { decided, gateIdOf, type OpenGate, openGate } from "@/lib/testing/inputs/gates";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

let world: World;
let project: TestProject;
let open: OpenGate;

/** A quarter past noon, some days from now. */
function sleepFor(days: number): void {
  const day = dateOf(addDays(dayOf(new Date()), days));
  setClock(new Date(day.getTime() + 12.25 * 3_600_000));
}

async function approve(round: number) {
  const at = { gateId: open.gateId, round };
  await decided(world, at, { by: open.sponsor, role: "sponsor" });
  return decided(world, at, { by: open.reviewer, role: "risk_reviewer" });
}

const view = () => runQuery(getGate, open.sponsor.actor, { gateId: open.gateId });

async function trail() {
  const types = await world.auditTypes(project.id);
  return types.filter((type) =>
    ["gate.renewal-opened", "gate.approval-ended", "gate.state-changed"].includes(type),
  );
}

/** G1 approved for ninety days, to be asked again fourteen days before they end. */
beforeEach(async () => {
  world = await aWorld();
  project = await world.project();
  const gateId = await gateIdOf(world, project);
  const gate = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
  const policy = { ...gatePolicy.parse(gate.policy), expires: "P90D", renewal: "P14D" };
  await world.db.gate.update({ where: { id: gateId }, data: { policy } });
  open = await openGate(world, project);
  expect(await approve(open.round)).toMatchObject({ value: { outcome: "passed" } });
});

afterEach(() => setClock(null));

describe("an approval that is renewed", () => {
  it("says when it ends and when the next round opens, and opens none before", async () => {
    const { expiresAt, renewsAt, explanation } = await view();
    const days = (Date.parse(expiresAt ?? "") - Date.parse(renewsAt ?? "")) / 86_400_000;
    expect(days).toBe(14);
    expect(explanation.sentence).toContain("the round to renew it opens on");
    sleepFor(75);
    await expireDue();
    expect(await view()).toMatchObject({ state: "passed", round: null });
  });

  it("opens the round once, tells the approvers, and leaves the gate passed meanwhile", async () => {
    const before = new Date();
    sleepFor(77);
    await expireDue();
    await expireDue();
    const seen = await view();
    expect(seen).toMatchObject({
      state: "passed",
      renewsAt: null,
      whyNotDecide: null,
      round: { number: 2, isRenewal: true, dueOn: addDays(dayOf(before), 90) },
    });
    expect(seen.explanation.sentence).toContain("to renew it");
    const waiting = await runQuery(listGatesWaitingForMe, open.sponsor.actor, {
      workspaceId: world.workspaceId,
    });
    expect(waiting.rows.map(({ id }) => id)).toContain(open.gateId);
    const told = await world.db.notification.findMany({
      where: { projectId: project.id, title: { contains: "renew the approval" } },
    });
    const people = [open.sponsor, open.reviewer, project.lead].map(({ userId }) => userId);
    expect(new Set(told.map(({ userId }) => userId))).toEqual(new Set(people));
    expect((await trail()).filter((type) => type === "gate.renewal-opened")).toHaveLength(1);
  });

  it("holds for its whole period anew once it is approved, without a day of lapse", async () => {
    sleepFor(77);
    await expireDue();
    expect(await approve(2)).toMatchObject({ value: { outcome: "passed", state: "passed" } });
    sleepFor(100);
    await expireDue();
    const seen = await view();
    expect(seen.state).toBe("passed");
    expect(seen.expiresAt?.slice(0, 10)).toBe(addDays(dayOf(new Date()), 77 + 90));
    expect(await trail()).not.toContain("gate.approval-ended");
  });

  it("lapses after its last day while the round is open, and passes again with its approval", async () => {
    sleepFor(77);
    await expireDue();
    sleepFor(91);
    await expireDue();
    const seen = await view();
    expect(seen).toMatchObject({ state: "lapsed", round: { number: 2 } });
    expect(seen.explanation.sentence).toMatch(/has lapsed since .* It waits for/);
    expect(await approve(2)).toMatchObject({ value: { outcome: "passed", state: "passed" } });
  });
});

describe("a renewal that does not go its usual way", () => {
  it("catches up after a standstill: first the round, then the end, then the lapse", async () => {
    sleepFor(120);
    await expireDue();
    expect((await trail()).slice(-3)).toEqual([
      "gate.renewal-opened",
      "gate.approval-ended",
      "gate.state-changed",
    ]);
    expect(await view()).toMatchObject({ state: "lapsed", round: { number: 2, isRenewal: true } });
  });

  it("takes the pass away when the round is rejected", async () => {
    sleepFor(77);
    await expireDue();
    const at = { gateId: open.gateId, round: 2 };
    const { returnStages } = await view();
    await decided(
      world,
      at,
      { by: open.sponsor, role: "sponsor" },
      {
        verdict: "reject",
        reason: "The benefit did not come.",
        returnStageId: returnStages[0]?.id,
      },
    );
    expect((await view()).state).not.toBe("passed");
  });

  it("is not opened again after somebody withdrew it, but may be asked for by hand", async () => {
    const early = await runCommand(requestGate, project.lead.actor, { gateId: open.gateId });
    expect(early.ok ? "" : early.error.message).toContain("can be renewed from");
    sleepFor(77);
    await expireDue();
    const reason = "The report of the quarter comes next week.";
    await runCommand(withdrawRequest, project.lead.actor, {
      gateId: open.gateId,
      round: 2,
      reason,
    });
    await expireDue();
    expect(await view()).toMatchObject({ state: "passed", round: null });
    const asked = await runCommand(requestGate, project.lead.actor, {
      gateId: open.gateId,
      earlyReason: "The quarter is over and the report is there.",
    });
    expect(asked).toMatchObject({ ok: true, value: { round: 3, state: "passed" } });
    expect((await view()).round).toMatchObject({ isRenewal: true });
  });
});
