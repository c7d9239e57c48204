import { mkdtempSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sendCheckpoint } from "@/jobs/send-checkpoint";
import { signCheckpoints } from "@/jobs/sign-checkpoints";
import { runQuery } from "@/lib/execution/query";
import { openCheckpoint, parseCheckpoint } from "@/lib/ledger/checkpoint";
import { publicKeyOf } from "@/lib/ledger/ed25519";
import { isHandedOver, type KeyHandover } from "@/lib/ledger/key-handover";
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from "@/lib/ledger/merkle";
import {
  getCheckpoint,
  getConsistencyProof,
  getInclusionProof,
  getLedgerState,
  verifyLedger,
} from "@/lib/ledger/queries";
import { signHead } from "@/lib/ledger/store/sign-checkpoint";
import { aWorld, type World } from "@/lib/testing/world";
import { ledgersSignedWith } from "@/scripts/lib/key-handover.mjs";

const seed = Buffer.alloc(32, 1);
const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, "base64"));

/** As a superuser of the database would: past every trigger. */
async function tamper(sql: string, values: readonly unknown[]): Promise<void> {
  const server = JSON.parse(process.env.WAYMARK_TEST_SERVER ?? "{}") as { adminUrl: string };
  const url = new URL(server.adminUrl);
  url.pathname = new URL(process.env.DATABASE_URL ?? "").pathname;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query("SET session_replication_role = replica");
  await client.query(sql, [...values]);
  await client.end();
}

async function leavesOf({ db, workspaceId }: World): Promise<Uint8Array[]> {
  const rows = await db.auditEvent.findMany({ where: { workspaceId }, orderBy: { index: "asc" } });
  return rows.map((row) => Buffer.from(row.canonical, "utf8"));
}

async function aLedger() {
  const world = await aWorld();
  await world.project();
  await world.project();
  return world;
}

let data = "";
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "waymark-ledger-"));
});
afterEach(() => vi.unstubAllEnvs());

describe("signing the head", () => {
  it("signs what the records add up to, once per size", async () => {
    const world = await aLedger();
    const { workspaceId } = world;
    const first = await signHead(workspaceId);
    const leaves = await leavesOf(world);
    expect(first).toMatchObject({ kind: "signed", size: leaves.length, isNew: true });
    const note = first.kind === "signed" ? first.note : "";
    const name = `localhost:3000/ledger/${workspaceId}`;
    const opened = openCheckpoint(note, [{ name, publicKey: publicKeyOf(seed) }]);
    expect(opened).toMatchObject({ origin: name, size: leaves.length, root: rootOf(leaves) });
    const all = await Promise.all([signHead(workspaceId), signHead(workspaceId)]);
    expect(all).toEqual(all.map(() => ({ ...first, isNew: false })));
    expect(await world.auditTypes(workspaceId)).toEqual([]);
  });

  it("refuses a ledger that became shorter, or whose signed part was changed", async () => {
    const world = await aLedger();
    const { workspaceId, owner } = world;
    await signHead(workspaceId);
    await tamper(`DELETE FROM audit_events WHERE "workspaceId" = $1 AND index >= 1`, [workspaceId]);
    await tamper(`DELETE FROM ledger_nodes WHERE "workspaceId" = $1`, [workspaceId]);
    await tamper(`DELETE FROM ledger_checkpoints WHERE "workspaceId" = $1`, [workspaceId]);
    await tamper(`UPDATE ledger_heads SET size = 0 WHERE "workspaceId" = $1`, [workspaceId]);
    await tamper("SELECT complete_ledger($1)", [workspaceId]);
    expect(await signHead(workspaceId)).toMatchObject({ kind: "refused", needs: "person" });
    for (let more = 0; more < 4; more += 1) {
      await world.project();
    }
    expect(await signHead(workspaceId)).toMatchObject({ kind: "refused", needs: "person" });
    const state = await runQuery(getLedgerState, owner.actor, { workspaceId });
    expect(state.whyNotSigned).toContain("signed");
    const { checkpoint } = await runQuery(getCheckpoint, owner.actor, { workspaceId });
    expect(checkpoint).toBeNull();
  });

  it("refuses new records that are not those of the tree", async () => {
    const world = await aLedger();
    const { workspaceId } = world;
    await signHead(workspaceId);
    const before = (await leavesOf(world)).length;
    await world.project();
    const changed = `UPDATE audit_events SET canonical = replace(canonical, 'project', 'subject')
      WHERE "workspaceId" = $1 AND index = $2`;
    await tamper(changed, [workspaceId, before]);
    expect(await signHead(workspaceId)).toMatchObject({ kind: "refused" });
  });

  it("starts from the records when its own memory is lost, and believes no other checkpoint", async () => {
    const world = await aLedger();
    const { workspaceId } = world;
    vi.stubEnv("WAYMARK_DATA", data);
    const first = await signHead(workspaceId);
    await world.project();
    expect(await signHead(workspaceId)).toMatchObject({ kind: "signed", isNew: true });
    const forged = (first.kind === "signed" ? first.note : "").replace("\n\n", "1\n\n");
    await tamper(`UPDATE ledger_checkpoints SET note = $2 WHERE "workspaceId" = $1`, [
      workspaceId,
      forged,
    ]);
    expect(await signHead(workspaceId)).toMatchObject({ kind: "refused" });
  });
});

const next = Buffer.alloc(32, 2);

describe("the job", () => {
  it("signs every ledger that has grown, and leaves the others alone", async () => {
    const [one, other] = [await aLedger(), await aLedger()];
    await signHead(other.workspaceId);
    await signCheckpoints({});
    const sizes = await one.db.ledgerCheckpoint.findMany({
      where: { workspaceId: { in: [one.workspaceId, other.workspaceId] } },
    });
    expect(sizes).toHaveLength(2);
    await signCheckpoints({ workspaceId: one.workspaceId });
    expect(await one.db.ledgerCheckpoint.count()).toBeGreaterThanOrEqual(2);
  });

  it("hands the head out to a directory, by mail once a day and to an address", async () => {
    vi.stubEnv("WAYMARK_DATA", data);
    vi.stubEnv("LEDGER_WITNESS_DIR", join(data, "out"));
    vi.stubEnv("LEDGER_WITNESS_MAIL", "auditor@example.com");
    vi.stubEnv("LEDGER_WITNESS_URL", "http://127.0.0.1:1/heads");
    const world = await aLedger();
    const { workspaceId } = world;
    const jobs = () => world.db.$queryRaw<{ key: string }[]>`
      SELECT key FROM graphile_worker.jobs WHERE key LIKE ${`send-checkpoint:%${workspaceId}`}
      ORDER BY key`;
    await signCheckpoints({ workspaceId });
    expect(await jobs()).toEqual([
      { key: `send-checkpoint:mail:${workspaceId}` },
      { key: `send-checkpoint:url:${workspaceId}` },
    ]);
    await world.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await world.project();
    await signCheckpoints({ workspaceId });
    expect(await jobs()).toEqual([{ key: `send-checkpoint:url:${workspaceId}` }]);
    const folder = join(data, "out", workspaceId);
    const files = (await readdir(folder)).sort();
    expect(files).toHaveLength(2);
    const heads = await Promise.all(
      files.map(async (file) => JSON.parse(await readFile(join(folder, file), "utf8")) as Handed),
    );
    const [first, second] = heads.map((head) => ({ ...head, ...parsed(head.checkpoint) }));
    expect(second?.from).toBe(first?.size);
    expect(
      verifyConsistency({
        oldSize: first?.size ?? 0,
        newSize: second?.size ?? 0,
        oldRoot: first?.root ?? new Uint8Array(),
        newRoot: second?.root ?? new Uint8Array(),
        proof: second?.proof.map(fromBase64) ?? [],
      }),
    ).toBe(true);
  });

  it("throws when a witness does not answer, so that it is tried again", async () => {
    vi.stubEnv("LEDGER_WITNESS_URL", "http://127.0.0.1:1/heads");
    const { workspaceId } = await aLedger();
    const outcome = await signHead(workspaceId);
    const size = outcome.kind === "signed" ? outcome.size : 0;
    await expect(sendCheckpoint({ workspaceId, size, by: "url" })).rejects.toThrow();
    await expect(
      sendCheckpoint({ workspaceId, size: size + 9, by: "url" }),
    ).resolves.toBeUndefined();
  });
});

describe("another key", () => {
  it("signs only after both have signed the hand-over into the ledger", async () => {
    const world = await aLedger();
    const { workspaceId, owner } = world;
    await signCheckpoints({ workspaceId });
    vi.stubEnv("LEDGER_SEED", next.toString("base64"));
    expect(await signHead(workspaceId)).toMatchObject({ kind: "refused", needs: "rotation" });
    await signCheckpoints({ workspaceId });
    expect(await signHead(workspaceId)).toMatchObject({ kind: "refused", needs: "rotation" });
    vi.stubEnv("LEDGER_SEED_PREVIOUS", seed.toString("base64"));
    await signCheckpoints({ workspaceId });
    await signCheckpoints({ workspaceId });
    const rows = await world.db.auditEvent.findMany({
      where: { workspaceId, type: "ledger.key-rotated" },
    });
    expect(rows.map((row) => isHandedOver(workspaceId, row.data as KeyHandover))).toEqual([true]);
    const { checkpoint } = await runQuery(getCheckpoint, owner.actor, { workspaceId });
    const origin = parsed(checkpoint ?? "").origin;
    const by = (key: Uint8Array) => openCheckpoint(checkpoint, [{ name: origin, publicKey: key }]);
    expect(by(publicKeyOf(next))).not.toBeNull();
    expect(by(publicKeyOf(seed))).toBeNull();
  });

  it("is waited for by the next rotation until every ledger has taken it", async () => {
    const { workspaceId } = await aLedger();
    const other = await aLedger();
    const mine: string[] = [workspaceId, other.workspaceId];
    const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? "" });
    await owner.connect();
    const signedWith = async (key: Uint8Array) => {
      const found = await ledgersSignedWith(owner, Buffer.from(publicKeyOf(key)));
      const rows: { id: string }[] = found;
      return rows.map(({ id }) => id).filter((id) => mine.includes(id));
    };
    expect(await signedWith(seed)).toEqual([]);
    await signCheckpoints({ workspaceId });
    await signCheckpoints({ workspaceId: other.workspaceId });
    expect(await signedWith(seed)).toHaveLength(2);
    vi.stubEnv("LEDGER_SEED", next.toString("base64"));
    vi.stubEnv("LEDGER_SEED_PREVIOUS", seed.toString("base64"));
    await signCheckpoints({ workspaceId });
    expect(await signedWith(seed)).toEqual([other.workspaceId]);
    expect(await signedWith(next)).toEqual([workspaceId]);
    await signCheckpoints({ workspaceId: other.workspaceId });
    expect(await signedWith(seed)).toEqual([]);
    await owner.end();
  });
});

type Handed = { checkpoint: string; from: number; size: number; proof: string[] };

function parsed(note: string) {
  const checkpoint = parseCheckpoint(note);
  if (checkpoint === null) {
    throw new Error(`This is no checkpoint: ${note}`);
  }
  return checkpoint;
}

describe("what an auditor asks", () => {
  it("is proven against the signed head", async () => {
    const world = await aLedger();
    const { workspaceId } = world;
    const auditor = await world.member("auditor");
    const { checkpoint } = await runQuery(getCheckpoint, auditor.actor, { workspaceId });
    const { size, root } = parsed(checkpoint ?? "");
    const leaves = await leavesOf(world);
    for (let index = 0; index < size; index += 1) {
      const asked = { workspaceId, index };
      const view = await runQuery(getInclusionProof, auditor.actor, asked);
      const proof = view.proof.map(fromBase64);
      expect(proof).toEqual(inclusionProof(leaves, index));
      const leaf = leafHash(leaves[index] ?? new Uint8Array());
      expect(verifyInclusion({ index, size, leafHash: leaf, proof, root })).toBe(true);
    }
    for (let from = 0; from <= size; from += 1) {
      const asked = { workspaceId, from, to: size };
      const view = await runQuery(getConsistencyProof, auditor.actor, asked);
      expect(view.proof.map(fromBase64)).toEqual(consistencyProof(leaves, from));
      expect(fromBase64(view.root)).toEqual(root);
    }
  });

  it("is refused for what is not there", async () => {
    const { workspaceId, owner } = await aLedger();
    const ask = { workspaceId, index: 10_000 };
    await expect(runQuery(getInclusionProof, owner.actor, ask)).rejects.toThrow("entries");
    const back = { workspaceId, from: 2, to: 1 };
    await expect(runQuery(getConsistencyProof, owner.actor, back)).rejects.toThrow("entries");
  });
});

describe("the entries", () => {
  it("are verified from the records up, which names what was changed", async () => {
    const world = await aLedger();
    const { workspaceId, owner } = world;
    await signHead(workspaceId);
    const verify = () => runQuery(verifyLedger, owner.actor, { workspaceId });
    expect(await verify()).toMatchObject({ isValid: true, findings: [] });
    const changes: [string, number | null][] = [
      [`"actorName" = "actorName" || 'x'`, 1],
      [`data = data || '{"x":1}'`, 1],
      [`at = at + interval '1 ms'`, 1],
      [`"projectId" = gen_random_uuid()`, 1],
      [`canonical = canonical || ' '`, 1],
      [`"leafHash" = sha256('')`, 0],
    ];
    for (const [change, index] of changes) {
      await tamper(`CREATE TABLE kept AS SELECT * FROM audit_events WHERE index = 1`, []);
      await tamper(`UPDATE audit_events SET ${change} WHERE "workspaceId" = $1 AND index = 1`, [
        workspaceId,
      ]);
      const { isValid, findings } = await verify();
      expect({ isValid, first: findings[0]?.index }, change).toEqual({
        isValid: false,
        first: index,
      });
      await tamper(`DELETE FROM audit_events WHERE "workspaceId" = $1 AND index = 1`, [
        workspaceId,
      ]);
      expect((await verify()).findings).toContainEqual({ index: 1, what: "The entry is missing." });
      await tamper(`INSERT INTO audit_events SELECT * FROM kept WHERE "workspaceId" = $1`, [
        workspaceId,
      ]);
      await tamper("DROP TABLE kept", []);
    }
    expect((await verify()).isValid).toBe(true);
    await tamper(`UPDATE ledger_nodes SET hash = sha256('') WHERE "workspaceId" = $1`, [
      workspaceId,
    ]);
    expect((await verify()).isValid).toBe(false);
  });
});

it("keeps its memory readable by its owner alone, and refuses a damaged one", async () => {
  vi.stubEnv("WAYMARK_DATA", data);
  const { workspaceId } = await aLedger();
  await signHead(workspaceId);
  const path = join(data, "witness", `${workspaceId}.json`);
  const kept = JSON.parse(await readFile(path, "utf8")) as { size: number };
  await writeFile(path, JSON.stringify({ ...kept, size: kept.size + 1 }));
  await expect(signHead(workspaceId)).rejects.toThrow("damaged");
});
