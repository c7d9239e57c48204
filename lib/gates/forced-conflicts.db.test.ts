import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { decideGate } from "@/lib/gates/commands/decide-gate";
import { AppError } from "@/lib/kernel/app-error";
import { aDecision, decided, openGate, rowsOf } from "@/lib/testing/inputs/gates";
import { signedCase } from "@/lib/testing/inputs/ledger";
import { seedOf, sizeOf, timeFor } from "@/lib/testing/torture";
import { wholeLedger, wholeOf } from "@/lib/testing/whole-ledger";
import { aWorld, type World } from "@/lib/testing/world";

const PROJECTS = sizeOf({ short: 8, full: 250 });
const SEED = seedOf(7);
const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? "" });
beforeAll(() => owner.connect());
afterAll(() => owner.end());

/**
 * One in so many transactions, by the places of a sequence that no rollback takes back: the same
 * ones every time. A transaction with many entries is asked once, as one with a single entry.
 */
async function conflictIn(trigger: string, oneIn = 5) {
  await owner.query(`
    CREATE SEQUENCE forced_tries;
    CREATE SEQUENCE forced_conflicts;
    CREATE FUNCTION force_conflict() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = public AS $$
    BEGIN
      IF current_setting('torture.asked', true) = '1' THEN
        RETURN NULL;
      END IF;
      PERFORM set_config('torture.asked', '1', true);
      IF ('x' || left(md5('seed ${SEED} ' || nextval('forced_tries')), 6))::bit(24)::int % ${oneIn} = 0 THEN
        PERFORM nextval('forced_conflicts');
        RAISE EXCEPTION 'could not serialize access' USING ERRCODE = 'serialization_failure';
      END IF;
      RETURN NULL;
    END $$;
    ${trigger} EXECUTE FUNCTION force_conflict();
  `);
}

async function endConflicts() {
  const { rows } = await owner.query<{ tries: string; conflicts: string }>(`
    SELECT (SELECT last_value FROM forced_tries) AS tries,
      (SELECT last_value FROM forced_conflicts) AS conflicts`);
  return { tries: Number(rows[0]?.tries), conflicts: Number(rows[0]?.conflicts) };
}

afterEach(async () => {
  await owner.query(`DROP FUNCTION IF EXISTS force_conflict CASCADE;
    DROP SEQUENCE IF EXISTS forced_tries, forced_conflicts`);
});

/** A case written, submitted and signed, a gate asked for, and two decisions on it. */
async function work(world: World) {
  const project = await world.project();
  await signedCase(world, project);
  const open = await openGate(world, project);
  const first = await decided(world, open, { by: open.sponsor, role: "sponsor" });
  const last = await decided(world, open, { by: open.reviewer, role: "risk_reviewer" });
  for (const result of [first, last]) {
    if (!result.ok) {
      throw result.error;
    }
  }
  expect(first).toMatchObject({ ok: true, value: { outcome: null } });
  expect(last).toMatchObject({ ok: true, value: { outcome: "passed" } });
  const rows = await rowsOf(world, open.gateId);
  return { rows, types: await world.auditTypes(project.id) };
}

/** Null for the sentence that says to try again; anything else would have been a defect. */
function busyOrThrow(error: unknown): null {
  if (error instanceof AppError && error.code === "conflict" && error.reason === "busy") {
    return null;
  }
  throw error;
}

const places = [
  [
    "while the trail is written",
    "CREATE TRIGGER force_conflict AFTER INSERT ON audit_events FOR EACH STATEMENT",
  ],
  [
    "at the commit",
    `CREATE CONSTRAINT TRIGGER force_conflict AFTER UPDATE ON ledger_heads
     DEFERRABLE INITIALLY DEFERRED FOR EACH ROW`,
  ],
] as const;

describe("serialization failures in a fifth of all transactions", () => {
  it.each(places)(
    "%s are tried again, and leave nothing twice",
    async (_, trigger) => {
      const world = await aWorld();
      const undisturbed = await work(world);
      await conflictIn(trigger);
      const disturbed: Awaited<ReturnType<typeof work>>[] = [];
      let refused = 0;
      // One after the other, so that the same transactions fail in every run.
      while (disturbed.length < PROJECTS) {
        const done = await work(world).catch(busyOrThrow);
        if (done === null) {
          refused += 1;
        } else {
          disturbed.push(done);
        }
      }
      const { tries, conflicts } = await endConflicts();
      expect(conflicts / tries).toBeGreaterThan(0.1);
      expect(conflicts).toBeGreaterThanOrEqual(3);
      // Five failures in a row come to one in three thousand transactions.
      expect(refused).toBeLessThanOrEqual(PROJECTS / 50);
      for (const each of disturbed) {
        expect(each).toEqual(undisturbed);
      }
      const ledger = await wholeLedger(world);
      expect(ledger).toEqual(wholeOf(ledger.size));
    },
    timeFor(10_000),
  );

  it("in every transaction end in a sentence after the last try, and leave nothing", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId, round, sponsor } = await openGate(world, project);
    const before = { rows: await rowsOf(world, gateId), types: await world.auditTypes(project.id) };
    const input = await aDecision(world, { gateId, round, by: sponsor, role: "sponsor" });
    await conflictIn(places[0][1], 1);
    expect(await runCommand(decideGate, sponsor.actor, input)).toMatchObject({
      ok: false,
      error: { code: "conflict", reason: "busy" },
    });
    const { tries, conflicts } = await endConflicts();
    expect([tries, conflicts]).toEqual([5, 5]);
    const after = { rows: await rowsOf(world, gateId), types: await world.auditTypes(project.id) };
    expect(after).toEqual(before);
  });
});
