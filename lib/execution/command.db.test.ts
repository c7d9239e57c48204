import { randomUUID } from "node:crypto";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { type Actor, anonymous } from "@/lib/authz/actor";
import { runCommand } from "@/lib/execution/command";
import { runCommandOnce } from "@/lib/execution/command-once";
import { canonicalize } from "@/lib/ledger/canonical-json";
import { leafHash } from "@/lib/ledger/merkle";
import { raiseRisk } from "@/lib/risks/commands/raise-risk";
import { validInputs } from "@/lib/testing/inputs/risks";
import { inputFor } from "@/lib/testing/valid-input";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

async function setting() {
  const world = await aWorld();
  const project = await world.project();
  const input = (await inputFor(validInputs, "risk.raise")(world, project)) as object;
  return { world, project, input };
}

const countRisks = (world: World, project: TestProject) =>
  world.db.risk.count({ where: { projectId: project.id } });

/** As the owner of the tables: the application itself cannot. */
async function takeNextPlace({ workspaceId }: World): Promise<void> {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? "" });
  await owner.connect();
  await owner.query(
    `INSERT INTO audit_events ("workspaceId", index, id, type, "actorKind", "actorName", data, at,
       canonical, "leafHash")
     SELECT "workspaceId", size, gen_random_uuid(), 'x', 'system', 'x', '{}', now(), '', sha256('')
     FROM ledger_heads WHERE "workspaceId" = $1`,
    [workspaceId],
  );
  await owner.end();
}

describe("runCommand", () => {
  // The promise made to auditors: no act exists without its trace.
  it("writes nothing when the trace cannot be written", async () => {
    const { world, project, input } = await setting();
    await takeNextPlace(world);
    await expect(runCommand(raiseRisk, project.lead.actor, input)).rejects.toThrow();
    expect(await countRisks(world, project)).toBe(0);
  });

  it("leaves no trace and no job of a refused act", async () => {
    const { world, project, input } = await setting();
    const before = await world.auditTypes(project.id);
    const jobs = () => world.db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE key LIKE ${`%${project.id}%`}`;
    const jobsBefore = await jobs();
    const result = await runCommand(raiseRisk, project.lead.actor, {
      ...input,
      ownerId: randomUUID(),
    });
    expect(result.ok).toBe(false);
    expect(await world.auditTypes(project.id)).toEqual(before);
    expect(await jobs()).toEqual(jobsBefore);
  });

  it("names an unknown field and refuses it", async () => {
    const { project, input } = await setting();
    const result = await runCommand(raiseRisk, project.lead.actor, { ...input, score: 1 });
    expect(result).toMatchObject({
      ok: false,
      error: { code: "invalid_input", issues: [{ message: "Unknown field: score." }] },
    });
  });

  it("asks somebody signed out to sign in, and tells a stranger that nothing is there", async () => {
    const { world, input } = await setting();
    const stranger = await (await aWorld()).member("owner");
    const colleague = await world.member();
    expect(await runCommand(raiseRisk, anonymous, input)).toMatchObject({
      error: { code: "unauthenticated" },
    });
    for (const person of [stranger, colleague]) {
      expect(await runCommand(raiseRisk, person.actor, input)).toMatchObject({
        error: { code: "not_found" },
      });
    }
  });

  it("remembers refused attempts beside the ledger, not in it", async () => {
    const { world, project, input } = await setting();
    const viewer = await world.person(project, "viewer");
    await runCommand(raiseRisk, viewer.actor, input);
    const refused = await world.db.securityEvent.findMany({ where: { actor: viewer.userId } });
    expect(refused.map((row) => row.kind)).toEqual(["refused.forbidden"]);
  });

  it("never lets a token do more than its scopes, nor reach another workspace", async () => {
    const { world, project, input } = await setting();
    const token = (facts: Partial<Extract<Actor, { kind: "token" }>>): Actor => ({
      kind: "token",
      userId: project.lead.userId,
      tokenId: randomUUID(),
      workspaceId: world.workspaceId,
      scopes: ["work"],
      ...facts,
    });
    const other = await aWorld();
    const attempt = (actor: Actor) => runCommand(raiseRisk, actor, input);
    expect(await attempt(token({ scopes: ["read"] }))).toMatchObject({
      error: { code: "forbidden" },
    });
    expect(await attempt(token({ workspaceId: other.workspaceId }))).toMatchObject({
      error: { code: "not_found" },
    });
    expect(await attempt(token({}))).toMatchObject({ ok: true });
  });
});

describe("the trail", () => {
  it("is contiguous and in commit order when twenty acts happen at once", async () => {
    const { world, project, input } = await setting();
    await Promise.all(
      Array.from({ length: 20 }, () => runCommand(raiseRisk, project.lead.actor, input)),
    );
    const rows = await world.db.auditEvent.findMany({
      where: { workspaceId: world.workspaceId },
      orderBy: { index: "asc" },
    });
    expect(rows.map((row) => Number(row.index))).toEqual(rows.map((_, index) => index));
    const head = await world.db.ledgerHead.findFirst({ where: { workspaceId: world.workspaceId } });
    expect(Number(head?.size)).toBe(rows.length);
  });

  it("keeps for each event the canonical record its leaf was made of", async () => {
    const { world, project, input } = await setting();
    await runCommand(raiseRisk, project.lead.actor, input);
    const rows = await world.db.auditEvent.findMany({ where: { projectId: project.id } });
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const record = {
        id: row.id,
        workspaceId: row.workspaceId,
        projectId: row.projectId,
        type: row.type,
        by: { kind: row.actorKind, id: row.actorId, name: row.actorName },
        at: row.at.toISOString(),
        data: row.data,
      };
      expect(canonicalize(record)).toBe(row.canonical);
      expect(Buffer.from(row.leafHash)).toEqual(Buffer.from(leafHash(Buffer.from(row.canonical))));
    }
  });

  it("refuses to be changed or shortened, whoever asks", async () => {
    const { world } = await setting();
    const { workspaceId } = world;
    await expect(
      world.db.auditEvent.updateMany({ where: { workspaceId }, data: { actorName: "x" } }),
    ).rejects.toThrow();
    await expect(world.db.auditEvent.deleteMany({ where: { workspaceId } })).rejects.toThrow();
    await expect(world.db.$executeRaw`TRUNCATE audit_events`).rejects.toThrow();
  });
});

describe("runCommandOnce", () => {
  it("has one effect and one answer for ten calls with the same key", async () => {
    const { world, project, input } = await setting();
    const key = randomUUID();
    const { actor } = project.lead;
    const results = await Promise.all(
      Array.from({ length: 10 }, () => runCommandOnce(raiseRisk, { actor, rawInput: input, key })),
    );
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(results[0]).toMatchObject({ ok: true });
    expect(await countRisks(world, project)).toBe(1);
  });

  it("refuses the key for another request", async () => {
    const { project, input } = await setting();
    const key = randomUUID();
    const { actor } = project.lead;
    await runCommandOnce(raiseRisk, { actor, rawInput: input, key });
    const other = { ...input, title: "Something else" };
    expect(await runCommandOnce(raiseRisk, { actor, rawInput: other, key })).toMatchObject({
      ok: false,
      error: { code: "invalid_input" },
    });
  });

  it("forgets the key of a refused call, so that a mended one goes through", async () => {
    const { project, input } = await setting();
    const key = randomUUID();
    const { actor } = project.lead;
    const broken = { ...input, ownerId: randomUUID() };
    expect(await runCommandOnce(raiseRisk, { actor, rawInput: broken, key })).toMatchObject({
      ok: false,
    });
    expect(await runCommandOnce(raiseRisk, { actor, rawInput: input, key })).toMatchObject({
      ok: true,
    });
  });
});
