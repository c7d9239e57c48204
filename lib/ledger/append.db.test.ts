import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canonicalize } from "@/lib/ledger/canonical-json";
import { leafHash, rootOf } from "@/lib/ledger/merkle";
import { perfectNodes } from "@/lib/ledger/tree-shape";

const app = new pg.Client({ connectionString: process.env.DATABASE_URL ?? "" });
const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? "" });
beforeAll(async () => {
  await Promise.all([app.connect(), owner.connect()]);
});
afterAll(async () => {
  await Promise.all([app.end(), owner.end()]);
});

function recordsOf(workspaceId: string, count: number): string[] {
  return Array.from({ length: count }, (_, place) =>
    canonicalize({
      id: randomUUID(),
      workspaceId,
      projectId: null,
      type: "task.moved",
      by: { kind: "user", id: randomUUID(), name: "Zoë Ångström €" },
      at: "2026-11-23T10:00:00.123Z",
      data: { place, text: 'a\n"b"' },
    }),
  );
}

async function appendAs(client: pg.Client, workspaceId: string, records: readonly string[]) {
  const { rows } = await client.query<{ size: string }>(
    "SELECT append_ledger($1::uuid, $2::text[]) AS size",
    [workspaceId, records],
  );
  return Number(rows[0]?.size);
}

async function treeOf(workspaceId: string) {
  const nodes = await app.query<{ level: number; index: string; hash: Buffer }>(
    `SELECT level, index, hash FROM ledger_nodes WHERE "workspaceId" = $1 ORDER BY level, index`,
    [workspaceId],
  );
  const head = await app.query<{ size: string; frontier: Buffer[] }>(
    `SELECT size, frontier FROM ledger_heads WHERE "workspaceId" = $1`,
    [workspaceId],
  );
  const places = nodes.rows.map(({ level, index, hash }) => ({
    level,
    index: Number(index),
    hash: hash.toString("hex"),
  }));
  const [row] = head.rows;
  return {
    nodes: places,
    size: Number(row?.size ?? 0),
    frontier: row?.frontier.map((hash) => hash.toString("hex")) ?? [],
  };
}

/** What the tables must hold, computed from the records alone. */
function expectedTree(records: readonly string[]) {
  const leaves = records.map((record) => Buffer.from(record, "utf8"));
  const hashOf = (level: number, index: number) =>
    Buffer.from(rootOf(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))).toString("hex");
  const nodes = [];
  for (let level = 1; 2 ** level <= leaves.length; level += 1) {
    for (let index = 0; (index + 1) * 2 ** level <= leaves.length; index += 1) {
      nodes.push({ level, index, hash: hashOf(level, index) });
    }
  }
  const places = perfectNodes({ start: 0, end: leaves.length });
  const height = places[0] === undefined ? 0 : places[0].level + 1;
  const frontier = Array.from({ length: height }, (_, level) => {
    const place = places.find((node) => node.level === level);
    return place === undefined ? "" : hashOf(level, place.index);
  });
  return { nodes, size: leaves.length, frontier };
}

describe("append_ledger", () => {
  it("keeps every completed subtree and the frontier, one record at a time", async () => {
    const workspaceId = randomUUID();
    const records = recordsOf(workspaceId, 21);
    for (const [place, record] of records.entries()) {
      expect(await appendAs(app, workspaceId, [record])).toBe(place + 1);
      expect(await treeOf(workspaceId)).toEqual(expectedTree(records.slice(0, place + 1)));
    }
  });

  it("comes to the same tree whatever the size of the batches", async () => {
    const workspaceId = randomUUID();
    const records = recordsOf(workspaceId, 130);
    const cuts = [0, 1, 4, 5, 5, 64, 65, 129, 130];
    for (const [place, start] of cuts.entries()) {
      await appendAs(app, workspaceId, records.slice(start, cuts[place + 1]));
    }
    expect(await treeOf(workspaceId)).toEqual(expectedTree(records));
  });

  it("derives columns and leaf hash from the canonical record", async () => {
    const workspaceId = randomUUID();
    const [record = ""] = recordsOf(workspaceId, 1);
    await appendAs(app, workspaceId, [record]);
    const { rows } = await app.query(`SELECT * FROM audit_events WHERE "workspaceId" = $1`, [
      workspaceId,
    ]);
    const { by, at, ...rest } = JSON.parse(record) as { by: Record<string, unknown>; at: string };
    expect(rows[0]).toMatchObject({
      ...rest,
      index: "0",
      actorKind: by.kind,
      actorId: by.id,
      actorName: by.name,
      at: new Date(at),
      canonical: record,
      leafHash: Buffer.from(leafHash(Buffer.from(record, "utf8"))),
    });
  });

  it("gives each of many writers at once a place of its own", async () => {
    const workspaceId = randomUUID();
    const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL ?? "", max: 8 });
    const append = (records: string[]) =>
      pool.query("SELECT append_ledger($1::uuid, $2::text[])", [workspaceId, records]);
    await Promise.all(Array.from({ length: 60 }, () => append(recordsOf(workspaceId, 2))));
    await pool.end();
    const { rows } = await app.query<{ canonical: string }>(
      `SELECT canonical FROM audit_events WHERE "workspaceId" = $1 ORDER BY index`,
      [workspaceId],
    );
    expect(await treeOf(workspaceId)).toEqual(expectedTree(rows.map((row) => row.canonical)));
  });

  it("refuses a record of another workspace, and leaves nothing of a refused batch", async () => {
    const workspaceId = randomUUID();
    const records = [...recordsOf(workspaceId, 2), ...recordsOf(randomUUID(), 1)];
    await expect(appendAs(app, workspaceId, records)).rejects.toMatchObject({ code: "23000" });
    expect(await treeOf(workspaceId)).toEqual({ nodes: [], size: 0, frontier: [] });
  });
});

describe("complete_ledger", () => {
  it("builds for leaves that came another way the tree that appending builds", async () => {
    for (const count of [0, 1, 2, 7, 64, 100]) {
      const from = randomUUID();
      const workspaceId = randomUUID();
      const records = recordsOf(from, count);
      await appendAs(app, from, records);
      await owner.query(
        `INSERT INTO audit_events ("workspaceId", index, id, type, "actorKind", "actorName", data,
           at, canonical, "leafHash")
         SELECT $2, index, gen_random_uuid(), type, "actorKind", "actorName", data, at, canonical,
           "leafHash" FROM audit_events WHERE "workspaceId" = $1`,
        [from, workspaceId],
      );
      await owner.query("SELECT complete_ledger($1)", [workspaceId]);
      expect(await treeOf(workspaceId)).toEqual(expectedTree(records));
      const more = recordsOf(workspaceId, 3);
      await appendAs(app, workspaceId, more);
      expect(await treeOf(workspaceId)).toEqual(expectedTree([...records, ...more]));
    }
  });

  it("is not for the application to call", async () => {
    const call = app.query("SELECT complete_ledger($1)", [randomUUID()]);
    await expect(call).rejects.toMatchObject({ code: "42501" });
  });
});

const tables = [
  "audit_events",
  "ledger_heads",
  "ledger_nodes",
  "ledger_checkpoints",
  "ledger_keys",
] as const;

describe("the tables of the ledger", () => {
  it.each(tables)(
    "%s can be neither changed nor shortened, by the application or the owner",
    async (table) => {
      const workspaceId = randomUUID();
      await appendAs(app, workspaceId, recordsOf(workspaceId, 3));
      await app.query(`INSERT INTO ledger_checkpoints VALUES ($1, 3, 'note')`, [workspaceId]);
      await app.query(`INSERT INTO ledger_keys VALUES ($1, now())`, [workspaceId]);
      const change = table === "ledger_heads" ? "size = size - 1" : changeOf(table);
      for (const statement of [
        `UPDATE ${table} SET ${change}`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
      ]) {
        await expect(app.query(statement)).rejects.toMatchObject({ code: "42501" });
        await expect(owner.query(statement)).rejects.toMatchObject({ code: "23000" });
      }
    },
  );

  it.each(["audit_events", "ledger_heads", "ledger_nodes"])(
    "%s takes rows from the append alone",
    async (table) => {
      await expect(app.query(`INSERT INTO ${table} DEFAULT VALUES`)).rejects.toMatchObject({
        code: "42501",
      });
    },
  );
});

function changeOf(table: Exclude<(typeof tables)[number], "ledger_heads">): string {
  const changes = {
    audit_events: `"actorName" = 'x'`,
    ledger_nodes: "hash = sha256('')",
    ledger_checkpoints: "note = 'x'",
    ledger_keys: `"introducedAt" = now()`,
  };
  return changes[table];
}
