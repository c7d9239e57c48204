import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { confirmCondition } from "@/lib/gates/commands/confirm-condition";
import { withdrawRequest } from "@/lib/gates/commands/withdraw-request";
import { verifyLedger } from "@/lib/ledger/queries";
import { revokeAcceptance } from "@/lib/risks/commands/revoke-acceptance";
import { saveRiskMatrix } from "@/lib/risks/commands/save-matrix";
import { plainMatrix } from "@/lib/risks/rules/plain-matrix";
import { aCondition, gateIdOf, openGate } from "@/lib/testing/inputs/gates";
import { signedByReviewer } from "@/lib/testing/inputs/risk-acceptances";
import { previewed } from "@/lib/testing/inputs/risk-matrix";
import { aWorld, type Person, type World } from "@/lib/testing/world";

const superuser = new pg.Client({ connectionString: process.env.DATABASE_SUPERUSER_URL ?? "" });
let world: World;
let withdrawn: { gateId: string };
let met: { gateId: string; conditionId: string };
let untouched = "";
let revoked: { acceptanceId: string; reviewer: Person };
let accepted: { acceptanceId: string; signatureId: string };

/** Rounds that ended, a condition met, a gate that never moved, an acceptance revoked and one that stands. */
beforeAll(async () => {
  await superuser.connect();
  // Neither triggers nor foreign keys hinder whoever holds everything.
  await superuser.query("SET session_replication_role = replica");
  world = await aWorld();
  const [one, other] = [await world.project(), await world.project()];
  const open = await openGate(world, one);
  const { gateId, round } = open;
  const reason = "The criteria changed since we asked.";
  expect(
    await runCommand(withdrawRequest, one.lead.actor, { gateId, round, reason }),
  ).toMatchObject({ ok: true });
  withdrawn = { gateId };
  const condition = await aCondition(world, other);
  const { conditionId } = condition;
  const note = "Measured: 11.2 % in 2026.";
  const confirmed = await runCommand(confirmCondition, condition.sponsor.actor, {
    conditionId,
    note,
  });
  expect(confirmed).toMatchObject({ ok: true });
  met = { gateId: condition.gateId, conditionId };
  untouched = await gateIdOf(world, one, "G6");
  revoked = await signedByReviewer(world, one);
  const { acceptanceId } = revoked;
  const why = "The pilot was widened to real customers.";
  expect(
    await runCommand(revokeAcceptance, revoked.reviewer.actor, { acceptanceId, reason: why }),
  ).toMatchObject({ ok: true });
  accepted = await signedByReviewer(world, other);
});
afterAll(() => superuser.end());

async function findings() {
  const { workspaceId, owner } = world;
  const { findings } = await runQuery(verifyLedger, owner.actor, { workspaceId });
  return findings;
}

async function indexOf(type: string, member: string, id: string): Promise<number> {
  const { rows } = await superuser.query<{ index: string }>(
    `SELECT index FROM audit_events WHERE type = $1 AND data->>'${member}' = $2
     ORDER BY index DESC LIMIT 1`,
    [type, id],
  );
  return Number(rows[0]?.index ?? -1);
}

/** Sets a column, looks at what is found, and puts the value back. */
async function foundWith(
  { table, column, id }: { table: string; column: string; id: string },
  value: unknown,
) {
  const set = `UPDATE ${table} SET "${column}" = $1 WHERE id = $2`;
  const { rows } = await superuser.query(`SELECT "${column}" AS was FROM ${table} WHERE id = $1`, [
    id,
  ]);
  expect(rows).toHaveLength(1);
  await superuser.query(set, [value, id]);
  const found = await findings();
  await superuser.query(set, [rows[0].was, id]);
  expect(await findings()).toEqual([]);
  return found;
}

async function roundOf(gateId: string): Promise<string> {
  const { id } = await world.db.gateRound.findFirstOrThrow({ where: { gateId } });
  return id;
}

describe("what a row says against the entries", () => {
  it("is nothing to begin with", async () => {
    expect(await findings()).toEqual([]);
  });

  it("is found where a round is made to have ended otherwise", async () => {
    const id = await roundOf(withdrawn.gateId);
    expect(await foundWith({ table: "gate_rounds", column: "outcome", id }, "passed")).toEqual([
      {
        index: await indexOf("gate.request-withdrawn", "gateId", withdrawn.gateId),
        what: "Round 1 of gate G1 ended otherwise than its row says.",
      },
    ]);
  });

  it("is found where an open round is closed with no entry", async () => {
    const id = await roundOf(met.gateId);
    expect(await foundWith({ table: "gate_rounds", column: "outcome", id }, "passed")).toEqual([
      { index: null, what: "Round 1 of gate G1 has ended, and no entry says so." },
    ]);
  });

  it("is found where a gate is put into another state, moved before or never", async () => {
    const moved = { table: "gates", column: "state", id: withdrawn.gateId };
    const index = await indexOf("gate.state-changed", "gateId", withdrawn.gateId);
    expect(await foundWith(moved, "passed")).toEqual([
      { index, what: expect.stringMatching(/^Gate G1 stands as passed, and its last entry says /) },
    ]);
    const never = { table: "gates", column: "state", id: untouched };
    expect(await foundWith(never, "passed")).toEqual([
      { index: null, what: "Gate G6 stands as passed, and its last entry says locked." },
    ]);
  });
});

describe("what a row says of conditions, acceptances and signatures", () => {
  it("is found where a condition that was met is opened again", async () => {
    const where = { table: "gate_conditions", column: "metAt", id: met.conditionId };
    expect(await foundWith(where, null)).toEqual([
      {
        index: await indexOf("condition.met", "conditionId", met.conditionId),
        what: "Condition C1 was met, and its row says it is not.",
      },
    ]);
  });

  it("is found where a revoked acceptance is made to stand again", async () => {
    const where = { table: "risk_acceptances", column: "revokedAt", id: revoked.acceptanceId };
    expect(await foundWith(where, null)).toEqual([
      {
        index: await indexOf("risk.acceptance-revoked", "acceptanceId", revoked.acceptanceId),
        what: "The acceptance of R-01 ended, and its row says it stands.",
      },
    ]);
  });

  it("is found where an acceptance is made to cover more, and not where a matrix of another size maps it", async () => {
    const { acceptanceId: id, signatureId } = accepted;
    const where = { table: "risk_acceptances", column: "likelihood", id };
    expect(await foundWith(where, 5)).toEqual([
      {
        index: await indexOf("risk.accepted", "signatureId", signatureId),
        what: "The acceptance of R-01 covers another level than was signed.",
      },
    ]);
    const drawing = plainMatrix({ rows: 3, columns: 3 });
    const { input } = await previewed(world, drawing);
    const saved = await runCommand(saveRiskMatrix, world.owner.actor, input);
    expect(saved).toMatchObject({ ok: true });
    const { impact } = await world.db.riskAcceptance.findUniqueOrThrow({ where: { id } });
    expect(impact).toBeLessThanOrEqual(3);
    expect(await findings()).toEqual([]);
  });

  it("is found where a signature was put in that nobody gave", async () => {
    const id = randomUUID();
    await superuser.query(
      `INSERT INTO signatures SELECT (jsonb_populate_record(s, jsonb_build_object('id', $1::text))).*
       FROM signatures s WHERE id = $2`,
      [id, accepted.signatureId],
    );
    expect(await findings()).toEqual([
      { index: null, what: `Signature ${id} stands, and no entry speaks of it.` },
    ]);
    await superuser.query("DELETE FROM signatures WHERE id = $1", [id]);
    expect(await findings()).toEqual([]);
  });
});
