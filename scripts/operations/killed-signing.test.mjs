import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { placesFrom, seedOf, sizeOf, timeFor } from "../../lib/testing/torture";
import { checkLedgers } from "../lib/check-database.mjs";
import { withClient } from "../lib/sql.mjs";
import { environmentOf, startBareServer } from "./bare-server.mjs";
import { gateWithCrowd } from "./crowd.mjs";
import { readDecisionForm, signDecision } from "./sign-by-hand.mjs";

import { DATA, pressCtrlC, startWaymark } from "./waymark.mjs";

const KILLS = sizeOf({ short: 4, full: 100 });
/** A crowd for so many kills; each one signs once, and only all of them together end the round. */
const KILLS_AT_A_GATE = 10;
const CROWD = 200;
const HANDS = 4;
/** A signature takes a few tenths of a second; the blow falls anywhere in the ones that follow. */
const LATEST_MS = 700;

let waymark;
let env;

beforeAll(async () => {
  waymark = await startWaymark();
  env = environmentOf(DATA);
});
afterAll(() => pressCtrlC(waymark));

const ask = (text, values) =>
  withClient(env.DATABASE_OWNER_URL, async (client) => (await client.query(text, values)).rows);

/** Several hands sign without pause until the server is gone; what it said yes to is kept. */
function startSigning({ port, form, waiting }) {
  const acknowledged = [];
  const failures = [];
  const first = Promise.withResolvers();
  const hand = async () => {
    for (let person = waiting.pop(); person !== undefined; person = waiting.pop()) {
      const { status, state, message } = await signDecision({
        port,
        authSecret: env.AUTH_SECRET,
        person,
        form,
      });
      if (state === "saved") {
        acknowledged.push(person.id);
        first.resolve();
      } else {
        failures.push(`${status} ${state} ${message}`);
      }
    }
  };
  const all = Array.from({ length: HANDS }, () => hand().catch(() => undefined));
  const ended = Promise.all(all);
  // The first page of a new process is slow. A server that never answers ends in the check below.
  const begun = Promise.race([first.promise, ended]);
  return { acknowledged, failures, begun, ended };
}

/** A decision without its signature, entry or proof of identity, and the other way round. */
const HALF = `
  SELECT 'decision' AS what, d.id FROM gate_decisions d JOIN gate_rounds r ON r.id = d."roundId"
    LEFT JOIN signatures s ON s.id = d."signatureId" AND s."signerId" = d."approverId"
    WHERE r."gateId" = $1 AND s.id IS NULL
  UNION ALL
  SELECT 'signature', s.id FROM signatures s
    LEFT JOIN gate_decisions d ON d."signatureId" = s.id
    WHERE s."subjectId" = $1 AND d.id IS NULL
  UNION ALL
  SELECT 'signature', s.id FROM signatures s WHERE s."subjectId" = $1 AND 1 <> (
    SELECT count(*) FROM audit_events e WHERE e."projectId" = s."projectId"
      AND e.type = 'gate.decided' AND e.data->>'signatureId' = s.id::text
      AND e.data->>'statementSha256' = s."statementSha256")
  UNION ALL
  SELECT 'entry', e.id FROM audit_events e JOIN gates g ON g."projectId" = e."projectId"
    WHERE g.id = $1 AND e.type = 'gate.decided' AND NOT EXISTS (
      SELECT 1 FROM signatures s WHERE s.id::text = e.data->>'signatureId')
  UNION ALL
  SELECT 'signature', s.id FROM signatures s WHERE s."subjectId" = $1 AND NOT EXISTS (
    SELECT 1 FROM reauthentications p WHERE p."userId" = s."signerId"
      AND p."subjectSha256" = s."subjectSha256" AND p."usedAt" IS NOT NULL)`;

async function expectWhole({ gateId }, acknowledged) {
  const kept = await ask(
    `SELECT d."approverId" AS id FROM gate_decisions d JOIN gate_rounds r ON r.id = d."roundId"
     WHERE r."gateId" = $1`,
    [gateId],
  );
  const ids = new Set(kept.map(({ id }) => id));
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  expect(await ask(HALF, [gateId])).toEqual([]);
  expect(await withClient(env.DATABASE_OWNER_URL, checkLedgers)).toMatchObject({ isOk: true });
}

async function killOften(placeBelow, kills) {
  const { DATABASE_OWNER_URL: ownerUrl, AUTH_SECRET: authSecret } = env;
  const { port } = waymark;
  const crowd = await gateWithCrowd({ ownerUrl, port, count: CROWD, quorum: "all" });
  const form = await readDecisionForm({ port, authSecret, crowd, person: crowd.people[0] });
  const acknowledged = [];
  const waiting = [...crowd.people];
  for (let kill = 0; kill < kills; kill += 1) {
    const server = await startBareServer({ ...env, WORKER: "external" });
    const signing = startSigning({ port: server.port, form, waiting });
    await signing.begun;
    await sleep(placeBelow(LATEST_MS));
    await server.kill();
    await signing.ended;
    expect(signing.failures).toEqual([]);
    acknowledged.push(...signing.acknowledged);
    await expectWhole(crowd, acknowledged);
  }
  return acknowledged.length;
}

it(
  `kill -9 of the server at ${KILLS} moments of signing loses nothing it said yes to, and leaves nothing half`,
  async () => {
    const placeBelow = placesFrom(seedOf(11));
    let acknowledged = 0;
    for (let done = 0; done < KILLS; done += KILLS_AT_A_GATE) {
      acknowledged += await killOften(placeBelow, Math.min(KILLS_AT_A_GATE, KILLS - done));
    }
    expect(acknowledged).toBeGreaterThanOrEqual(KILLS);
  },
  timeFor(120_000),
);
