import pg from "pg";
import { describe, expect, it } from "vitest";
import { anonymous } from "@/lib/authz/actor";
import { runCommand } from "@/lib/execution/command";
import { decideGate } from "@/lib/gates/commands/decide-gate";
import { requestGate } from "@/lib/gates/commands/request-gate";
import { gatePolicy } from "@/lib/gates/rules/gate-policy";
import { AppError } from "@/lib/kernel/app-error";
import { contentSha256 } from "@/lib/ledger/content-hash";
import { aDecision, gateIdOf, rowsOf } from "@/lib/testing/inputs/gates";
import { sizeOf, timeFor } from "@/lib/testing/torture";
import { wholeLedger, wholeOf } from "@/lib/testing/whole-ledger";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

const APPROVERS = sizeOf({ short: 30, full: 1000 });
const CLICKS = sizeOf({ short: 20, full: 100 });
const QUORUM = 3;

/** A gate in review that asks three sponsors, with this many sponsors to decide it. */
async function gateForSponsors(world: World, project: TestProject, count: number) {
  const people: Person[] = [];
  for (let place = 0; place < count; place += 1) {
    people.push(await world.person(project, "sponsor"));
  }
  const gateId = await gateIdOf(world, project);
  const gate = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
  const policy = {
    ...gatePolicy.parse(gate.policy),
    approvals: [{ role: "sponsor" as const, quorum: QUORUM, covers: ["business-case"] }],
  };
  const data = { policy, policySha256: contentSha256(policy) };
  await world.db.gate.update({ where: { id: gateId }, data });
  const earlyReason = "The sponsors meet today and have to see it before they part.";
  const asked = await runCommand(requestGate, project.lead.actor, { gateId, earlyReason });
  expect(asked).toMatchObject({ ok: true, value: { round: 1 } });
  return { gateId, round: 1, people };
}

const countOf = (types: readonly string[], type: string) =>
  types.filter((each) => each === type).length;

describe("a crowd at one gate", () => {
  it(
    "gives one outcome, made of exactly the votes that were wanted",
    async () => {
      const world = await aWorld();
      const project = await world.project();
      const { gateId, round, people } = await gateForSponsors(world, project, APPROVERS);
      const clicks = await Promise.all(
        people.map(async (by) => ({
          by,
          input: await aDecision(world, { gateId, round, by, role: "sponsor" }),
        })),
      );
      const results = await Promise.all(
        clicks.map(({ by, input }) => runCommand(decideGate, by.actor, input)),
      );
      const taken = results.flatMap((result) => (result.ok ? [result.value] : []));
      const refused = results.flatMap((result) => (result.ok ? [] : [result.error]));
      expect(taken).toHaveLength(QUORUM);
      expect(taken.filter(({ outcome }) => outcome === "passed")).toHaveLength(1);
      expect(taken.filter(({ outcome }) => outcome === null)).toHaveLength(QUORUM - 1);
      expect(refused).toHaveLength(APPROVERS - QUORUM);
      for (const error of refused) {
        expect(error).toBeInstanceOf(AppError);
        expect(["rule_refused", "conflict"]).toContain(error.code);
        expect(error.reason).toBe("round_closed");
      }
      const votes = await world.db.gateDecision.findMany({ where: { round: { gateId } } });
      const approvers = new Set(votes.map(({ approverId }) => approverId));
      expect(approvers.size).toBe(QUORUM);
      expect(await rowsOf(world, gateId)).toEqual({ rounds: 1, decisions: 3, signatures: 3 });
      expect(new Set(taken.map(({ decisionId }) => decisionId))).toEqual(
        new Set(votes.map(({ id }) => id)),
      );
      const types = await world.auditTypes(project.id);
      expect(countOf(types, "gate.decided")).toBe(QUORUM);
      expect(countOf(types, "gate.round-closed")).toBe(1);
      const gate = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
      expect(gate.state).toBe("passed");
      const ledger = await wholeLedger(world);
      expect(ledger).toEqual(wholeOf(ledger.size));
    },
    timeFor(20_000),
  );
});

describe("whoever is not first at one gate", () => {
  it("is refused at once after the outcome, also while somebody holds the gate", async () => {
    const world = await aWorld();
    const project = await world.project();
    const asked = await gateForSponsors(world, project, QUORUM + 1);
    const { gateId, round, people } = asked;
    const clicks: Awaited<ReturnType<typeof aDecision>>[] = [];
    for (const by of people) {
      clicks.push(await aDecision(world, { gateId, round, by, role: "sponsor" }));
    }
    for (const [place, by] of people.slice(0, QUORUM).entries()) {
      expect(await runCommand(decideGate, by.actor, clicks[place])).toMatchObject({ ok: true });
    }
    const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? "" });
    await owner.connect();
    await owner.query("BEGIN");
    await owner.query("SELECT 1 FROM gates WHERE id = $1 FOR UPDATE", [gateId]);
    const late = await runCommand(decideGate, people[QUORUM]?.actor ?? anonymous, clicks[QUORUM]);
    await owner.end();
    expect(late).toMatchObject({ ok: false, error: { reason: "round_closed" } });
  });

  it(
    "takes the same click of one person once, however often it arrives",
    async () => {
      const world = await aWorld();
      const project = await world.project();
      const { gateId, round, people } = await gateForSponsors(world, project, QUORUM);
      const by = people[0] ?? project.lead;
      const input = await aDecision(world, { gateId, round, by, role: "sponsor" });
      const results = await Promise.all(
        Array.from({ length: CLICKS }, () => runCommand(decideGate, by.actor, input)),
      );
      expect(results[0]).toMatchObject({ ok: true, value: { outcome: null, state: "in_review" } });
      expect(results).toEqual(Array.from({ length: CLICKS }, () => results[0]));
      expect(await rowsOf(world, gateId)).toEqual({ rounds: 1, decisions: 1, signatures: 1 });
      expect(countOf(await world.auditTypes(project.id), "gate.decided")).toBe(1);
    },
    timeFor(20_000),
  );
});
