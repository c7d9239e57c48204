import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signCheckpoints } from "@/jobs/sign-checkpoints";
import { runQuery } from "@/lib/execution/query";
import { verifyLedger } from "@/lib/ledger/queries";
import { decided, openGate } from "@/lib/testing/inputs/gates";
import { signedCase } from "@/lib/testing/inputs/ledger";
import { aWorld, type World } from "@/lib/testing/world";

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? "" });
const guarded = ["audit_events", "signatures", "ledger_nodes", "ledger_checkpoints"] as const;

async function guards(verb: "DISABLE" | "ENABLE") {
  for (const table of guarded) {
    await owner.query(`ALTER TABLE ${table} ${verb} TRIGGER USER`);
  }
}

/** Whoever owns the tables may take their triggers away; what is here is what then remains. */
let world: World;
beforeAll(async () => {
  await owner.connect();
  world = await aWorld();
  const { workspaceId } = world;
  const project = await world.project();
  await signedCase(world, project);
  await signCheckpoints({ workspaceId });
  const gate = await openGate(world, project);
  await decided(world, gate, { by: gate.sponsor, role: "sponsor" });
  await decided(world, gate, { by: gate.reviewer, role: "risk_reviewer" });
  await world.project();
  await signCheckpoints({ workspaceId });
  await guards("DISABLE");
});
afterAll(async () => {
  await guards("ENABLE");
  await owner.end();
});

/** The same places in every run (mulberry32). */
function placesFrom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** A value in the database, and the entry that has to be named once it is changed. */
type Cell = { table: string; column: string; ctid: string; kind: string; index: number };

/** The row is found by its place, which every update moves. */
async function write(cell: Cell, value: string | Buffer): Promise<Cell> {
  const { table, column, ctid, kind } = cell;
  const { rows } = await owner.query<{ ctid: string }>(
    `UPDATE ${table} SET "${column}" = $1::${kind} WHERE ctid = $2::tid RETURNING ctid`,
    [value, ctid],
  );
  expect(rows).toHaveLength(1);
  return { ...cell, ctid: rows[0]?.ctid ?? "" };
}

async function read({ table, column, ctid, kind }: Cell): Promise<string | Buffer> {
  const as = kind === "bytea" ? "bytea" : "text";
  const { rows } = await owner.query<{ value: string | Buffer }>(
    `SELECT "${column}"::${as} AS value FROM ${table} WHERE ctid = $1::tid`,
    [ctid],
  );
  return rows[0]?.value ?? "";
}

/** One bit of one byte changed; text stays text and JSON stays JSON with another meaning. */
function changed(value: string | Buffer, kind: string, pick: (below: number) => number) {
  for (;;) {
    const bytes = Buffer.from(value as string);
    const at = pick(bytes.length);
    const byte = bytes[at] ?? 0;
    bytes[at] = byte ^ (1 << pick(kind === "bytea" ? 8 : 5));
    if (kind === "bytea") {
      return bytes;
    }
    const text = bytes.toString("utf8");
    if (byte < 0x80 && (kind !== "jsonb" || isOtherJson(text, String(value)))) {
      return text;
    }
  }
}

function isOtherJson(text: string, before: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) !== JSON.stringify(JSON.parse(before));
  } catch {
    return false;
  }
}

async function findings() {
  const { workspaceId, owner: reader } = world;
  const { findings, isValid } = await runQuery(verifyLedger, reader.actor, { workspaceId });
  expect(isValid).toBe(findings.length === 0);
  return findings;
}

async function cells(kind: string, table: string, column: string): Promise<Cell[]> {
  const index = {
    audit_events: "t.index",
    ledger_nodes: "t.index * (1 << t.level)",
    ledger_checkpoints: "t.size - 1",
    signatures: `(SELECT e.index FROM audit_events e WHERE e.data->>'signatureId' = t.id::text)`,
  }[table];
  const { rows } = await owner.query<{ ctid: string; index: string }>(
    `SELECT t.ctid, ${index} AS index FROM ${table} t WHERE t."workspaceId" = $1 ORDER BY 2`,
    [world.workspaceId],
  );
  return rows.map((row) => ({ table, column, kind, ctid: row.ctid, index: Number(row.index) }));
}

const samples = [
  ["text", "audit_events", "canonical", 10],
  ["jsonb", "audit_events", "data", 6],
  ["text", "audit_events", "actorName", 2],
  ["bytea", "audit_events", "leafHash", 8],
  ["bytea", "ledger_nodes", "hash", 6],
  ["jsonb", "signatures", "statement", 10],
  ["text", "signatures", "statementSha256", 3],
  ["text", "signatures", "subjectSha256", 3],
  ["text", "signatures", "meaning", 2],
  ["text", "ledger_checkpoints", "note", 10],
] as const;

describe("one bit changed by somebody who owns the database", () => {
  it("is not there to begin with", async () => {
    expect(await findings()).toEqual([]);
    expect((await cells("text", "signatures", "meaning")).map(({ index }) => index)).toHaveLength(
      3,
    );
    expect(await cells("text", "ledger_checkpoints", "note")).toHaveLength(2);
  });

  it.each(samples)(
    "%s of %s.%s is found, and its entry is named",
    async (...sample) => {
      const [kind, table, column, count] = sample;
      const pick = placesFrom(table.length * 1000 + column.length);
      for (let turn = 0; turn < count; turn += 1) {
        const all = await cells(kind, table, column);
        const cell = all[pick(all.length)];
        if (cell === undefined) {
          throw new Error(`${table} is empty.`);
        }
        const before = await read(cell);
        const after = changed(before, kind, pick);
        const spoilt = await write(cell, after);
        const named = (await findings()).map(({ index }) => index);
        expect(named, `${table}.${column}: ${String(before)} became ${String(after)}`).toContain(
          cell.index,
        );
        await write(spoilt, before);
      }
      expect(await findings()).toEqual([]);
    },
    10_000,
  );

  it("is found in every character of a checkpoint, the last of each line too", async () => {
    const [cell] = await cells("text", "ledger_checkpoints", "note");
    if (cell === undefined) {
      throw new Error("There is no checkpoint.");
    }
    const note = String(await read(cell));
    let place = cell;
    const ends = [...note.matchAll(/.{1,3}\n/g)].flatMap(({ index, 0: text }) =>
      Array.from(text, (_, offset) => index + offset),
    );
    expect(ends.length).toBeGreaterThanOrEqual(12);
    for (const at of ends) {
      const other = String.fromCharCode(note.charCodeAt(at) ^ 1);
      place = await write(place, note.slice(0, at) + other + note.slice(at + 1));
      expect(await findings(), `character ${at}`).toContainEqual({
        index: cell.index,
        what: expect.stringContaining("is not signed by a key of ours"),
      });
    }
    await write(place, note);
    expect(await findings()).toEqual([]);
  });

  it("is found in the id of a signature that a record speaks of", async () => {
    const signed: { cell: Cell; before: string }[] = [];
    for (const cell of await cells("text", "audit_events", "canonical")) {
      const before = String(await read(cell));
      if (before.includes('"signatureId":"')) {
        signed.push({ cell, before });
      }
    }
    expect(signed).toHaveLength(3);
    for (const { cell, before } of signed) {
      const at = before.indexOf('"signatureId":"') + 15;
      const spoilt = await write(cell, `${before.slice(0, at)}p${before.slice(at + 1)}`);
      expect((await findings()).map(({ index }) => index)).toContain(cell.index);
      await write(spoilt, before);
    }
  });
});
