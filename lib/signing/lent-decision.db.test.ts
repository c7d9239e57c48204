import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { decideGate } from "@/lib/gates/commands/decide-gate";
import { getGate } from "@/lib/gates/queries";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { makeDelegation } from "@/lib/signing/commands/make-delegation";
import { aProof, gateIdOf, openGate } from "@/lib/testing/inputs/gates";
import { aWorld, type Person } from "@/lib/testing/world";

async function aLentGate() {
  const world = await aWorld();
  const project = await world.project();
  const gateId = await gateIdOf(world, project);
  const { sponsor } = await openGate(world, project);
  const lend = (to: Person) =>
    runCommand(makeDelegation, sponsor.actor, {
      workspaceId: world.workspaceId,
      toId: to.userId,
      startsOn: dayOf(new Date()),
      endsOn: addDays(dayOf(new Date()), 3),
      reason: "On leave for three days.",
    });
  const decide = async (by: Person, onBehalfOf: string | null) => {
    const { toSign } = await runQuery(getGate, sponsor.actor, { gateId });
    return runCommand(decideGate, by.actor, {
      gateId,
      round: toSign?.round ?? 1,
      role: "sponsor",
      verdict: "approve",
      onBehalfOf,
      token: await aProof(world, by, toSign?.subjectSha256 ?? ""),
    });
  };
  return { world, project, gateId, sponsor, lend, decide };
}

describe("a gate decided in somebody's place", () => {
  it("counts for the person who lent it, whose name and the delegate's stay on record", async () => {
    const { world, project, gateId, sponsor, lend, decide } = await aLentGate();
    const deputy = await world.member();
    expect(await lend(deputy)).toMatchObject({ ok: true });
    const seen = await runQuery(getGate, deputy.actor, { gateId });
    expect(seen.toSign?.choices).toMatchObject([
      { role: "sponsor", onBehalfOf: { id: sponsor.userId } },
    ]);
    expect(await decide(deputy, null)).toMatchObject({ ok: false });
    expect(await decide(deputy, sponsor.userId)).toMatchObject({ ok: true });
    const row = await world.db.gateDecision.findFirstOrThrow({
      where: { round: { gateId } },
      include: { signature: true },
    });
    expect(row).toMatchObject({ approverId: deputy.userId, delegatedFromId: sponsor.userId });
    expect(row.signature).toMatchObject({ delegatedFromId: sponsor.userId });
    expect(row.signature.statement).toMatchObject({ delegatedFrom: { id: sponsor.userId } });
    const after = await runQuery(getGate, sponsor.actor, { gateId });
    expect(after.whyNotDecide).not.toBeNull();
    expect(await world.auditTypes(project.id)).toContain("gate.decided");
  });

  it("is refused to who asked for the review, and to whom nobody lent anything", async () => {
    const { world, project, gateId, sponsor, lend, decide } = await aLentGate();
    await lend(project.lead);
    expect(await decide(project.lead, sponsor.userId)).toMatchObject({ ok: false });
    const stranger = await world.person(project, "data_scientist");
    expect(await decide(stranger, sponsor.userId)).toMatchObject({ ok: false });
    expect(await world.db.gateDecision.count({ where: { round: { gateId } } })).toBe(0);
  });
});
