import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { runQuery } from "@/lib/execution/query";
import { verifyLedger } from "@/lib/ledger/queries";
import { decided, openGate, rowsOf } from "@/lib/testing/inputs/gates";
import { signedCase } from "@/lib/testing/inputs/ledger";
import { aWorld, type World } from "@/lib/testing/world";

const PROJECTS = 8;
const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? "" });
beforeAll(() => owner.connect());
afterAll(() => owner.end());

/** A fifth of the places of a sequence, which no rollback takes back: the same ones every time. */
async function conflictIn(trigger: string) {
  await owner.query(`
    CREATE SEQUENCE forced_tries;
    CREATE SEQUENCE forced_conflicts;
    CREATE FUNCTION force_conflict() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = public AS $$
    BEGIN
      IF ('x' || left(md5('seed 7 ' || nextval('forced_tries')), 6))::bit(24)::int % 5 = 0 THEN
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
  expect(first).toMatchObject({ ok: true, value: { outcome: null } });
  expect(last).toMatchObject({ ok: true, value: { outcome: "passed" } });
  const rows = await rowsOf(world, open.gateId);
  return { rows, types: await world.auditTypes(project.id) };
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
      // One after the other, so that the same transactions fail in every run.
      for (let count = 0; count < PROJECTS; count += 1) {
        disturbed.push(await work(world));
      }
      const { tries, conflicts } = await endConflicts();
      expect(conflicts / tries).toBeGreaterThan(0.1);
      expect(conflicts).toBeGreaterThanOrEqual(3);
      for (const each of disturbed) {
        expect(each).toEqual(undisturbed);
      }
      const { workspaceId } = world;
      const check = await runQuery(verifyLedger, world.owner.actor, { workspaceId });
      expect(check).toMatchObject({ isValid: true, from: 0 });
      const rows = await world.db.auditEvent.findMany({ where: { workspaceId } });
      expect(rows).toHaveLength(check.size);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(check.size);
    },
    10_000,
  );
});
