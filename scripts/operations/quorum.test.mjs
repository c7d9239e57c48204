import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sizeOf, timeFor } from "../../lib/testing/torture";
import { checkLedgers } from "../lib/check-database.mjs";
import { withClient } from "../lib/sql.mjs";
import { environmentOf, startBareServer } from "./bare-server.mjs";
import { gateWithCrowd } from "./crowd.mjs";
import { readDecisionForm, signDecision } from "./sign-by-hand.mjs";

import { DATA, pressCtrlC, startWaymark } from "./waymark.mjs";

const PEOPLE = sizeOf({ short: 24, full: 1000 });
const CLICKS = sizeOf({ short: 10, full: 100 });
const QUORUM = 3;

let waymark;
let env;
let servers = [];

beforeAll(async () => {
  waymark = await startWaymark();
  env = environmentOf(DATA);
  servers = [await startBareServer(env), await startBareServer(env)];
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill("SIGTERM")));
  await pressCtrlC(waymark);
});

const ask = (text, values) =>
  withClient(env.DATABASE_OWNER_URL, async (client) => (await client.query(text, values)).rows);

/** As a browser does: whoever is told to come back in a moment comes back. */
async function signPatiently(click) {
  for (let tries = 1; ; tries += 1) {
    const answer = await signDecision(click);
    if (tries >= 40 || !/Try again/.test(answer.message)) {
      return answer;
    }
    await sleep(200 + Math.random() * 800);
  }
}

async function crowdAt(count) {
  const [{ port }] = servers;
  const ownerUrl = env.DATABASE_OWNER_URL;
  const crowd = await gateWithCrowd({ ownerUrl, port, count, quorum: QUORUM });
  const [person] = crowd.people;
  const authSecret = env.AUTH_SECRET;
  const form = await readDecisionForm({ port, authSecret, crowd, person });
  const clickOf = (who, place) => ({
    port: servers[place % servers.length].port,
    authSecret,
    person: who,
    form,
  });
  return { crowd, clickOf };
}

/** Votes, their people and signatures, ends of the round, as the database has them. */
async function standOf({ gateId }) {
  const [row] = await ask(
    `SELECT g.state, (SELECT json_agg(r.outcome) FROM gate_rounds r WHERE r."gateId" = g.id) AS outcomes,
       count(d.id)::int AS votes, count(DISTINCT d."approverId")::int AS people,
       count(s.id)::int AS signatures,
       (SELECT count(*)::int FROM audit_events e WHERE e."projectId" = g."projectId"
         AND e.type = 'gate.decided') AS decided,
       (SELECT count(*)::int FROM audit_events e WHERE e."projectId" = g."projectId"
         AND e.type = 'gate.round-closed') AS closed
     FROM gates g LEFT JOIN gate_rounds r ON r."gateId" = g.id
     LEFT JOIN gate_decisions d ON d."roundId" = r.id
     LEFT JOIN signatures s ON s.id = d."signatureId" AND s."signerId" = d."approverId"
     WHERE g.id = $1 GROUP BY g.id`,
    [gateId],
  );
  return row;
}

describe("a crowd of signed-in people at one gate, on two servers", () => {
  it(
    "gives one outcome of exactly the votes that were wanted, and no server fails",
    async () => {
      const { crowd, clickOf } = await crowdAt(PEOPLE);
      const answers = await Promise.all(
        crowd.people.map((person, place) => signPatiently(clickOf(person, place))),
      );
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      const signed = answers.filter(({ state }) => state === "saved");
      const refused = answers.filter(({ state }) => state === "failed");
      expect(new Set(refused.map(({ message }) => message))).toEqual(
        new Set(["This round is closed."]),
      );
      expect([signed.length, refused.length]).toEqual([QUORUM, PEOPLE - QUORUM]);
      expect(await standOf(crowd)).toEqual({
        state: "passed",
        outcomes: ["passed"],
        votes: QUORUM,
        people: QUORUM,
        signatures: QUORUM,
        decided: QUORUM,
        closed: 1,
      });
      const ledger = await withClient(env.DATABASE_OWNER_URL, checkLedgers);
      expect(ledger).toMatchObject({ isOk: true });
    },
    timeFor(60_000),
  );

  it(
    "counts the same click once, however often and wherever it arrives",
    async () => {
      const { crowd, clickOf } = await crowdAt(QUORUM);
      const [person] = crowd.people;
      const answers = await Promise.all(
        Array.from({ length: CLICKS }, (_, place) => signPatiently(clickOf(person, place))),
      );
      expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
      expect(answers.some(({ state }) => state === "saved")).toBe(true);
      expect(await standOf(crowd)).toMatchObject({
        votes: 1,
        signatures: 1,
        decided: 1,
        closed: 0,
      });
    },
    timeFor(60_000),
  );
});
