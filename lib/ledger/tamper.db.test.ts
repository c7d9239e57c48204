import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signCheckpoints } from "@/jobs/sign-checkpoints";
import { attachEvidence } from "@/lib/evidence/commands/attach-evidence";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { verifyLedger } from "@/lib/ledger/queries";
import { aFile } from "@/lib/testing/inputs/evidence";
import { decided, openGate, waivedGate } from "@/lib/testing/inputs/gates";
import { signedCase } from "@/lib/testing/inputs/ledger";
import { signedByReviewer } from "@/lib/testing/inputs/risk-acceptances";
import { type Cell, type Column, changed, Tamperer } from "@/lib/testing/tampering";
import { placesFrom, seedOf, sizeOf, timeFor } from "@/lib/testing/torture";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";
import { checkFiles } from "@/scripts/lib/check-database.mjs";

const tamperer = new Tamperer();
const files: string[] = [];
let world: World;

async function aFileAttached(project: TestProject) {
  const file = await aFile(world, project);
  const attached = await runCommand(attachEvidence, project.lead.actor, {
    projectId: project.id,
    kind: "file",
    title: "Members who left",
    fileId: file.id,
    note: "From the billing system, without test accounts.",
  });
  expect(attached.ok).toBe(true);
  files.push(file.sha256);
}

/** A case, a gate, a waiver, an acceptance and files, signed and covered by two checkpoints. */
beforeAll(async () => {
  await tamperer.begin();
  world = await aWorld();
  const { workspaceId } = world;
  const project = await world.project();
  await signedCase(world, project);
  await aFileAttached(project);
  await signCheckpoints({ workspaceId });
  const gate = await openGate(world, project);
  const reason = "Sound, and the list is used.";
  await decided(world, gate, { by: gate.sponsor, role: "sponsor" }, { reason });
  await decided(world, gate, { by: gate.reviewer, role: "risk_reviewer" }, { reason });
  const other = await world.project();
  await aFileAttached(other);
  await waivedGate(world, other);
  await signedByReviewer(world, other);
  await signCheckpoints({ workspaceId });
});
afterAll(() => tamperer.end());

async function findings() {
  const { workspaceId, owner: reader } = world;
  const { findings, isValid } = await runQuery(verifyLedger, reader.actor, { workspaceId });
  expect(isValid).toBe(findings.length === 0);
  return findings;
}

const cellsOf = (kind: string, table: string, column: string) =>
  tamperer.cells({ kind, table, column });

/** How many of a hundred changes fall on which column: most where most bytes are. */
const shares = [
  ["text", "audit_events", "canonical", 7],
  ["jsonb", "audit_events", "data", 8],
  ["text", "audit_events", "type", 1],
  ["text", "audit_events", "actorKind", 2],
  ["text", "audit_events", "actorName", 2],
  ["uuid", "audit_events", "actorId", 1],
  ["uuid", "audit_events", "projectId", 1],
  ["uuid", "audit_events", "id", 1],
  ["timestamptz", "audit_events", "at", 2],
  ["int8", "audit_events", "index", 1],
  ["bytea", "audit_events", "leafHash", 6],
  ["bytea", "ledger_nodes", "hash", 6],
  ["text", "ledger_checkpoints", "note", 9],
  ["jsonb", "signatures", "statement", 9],
  ["text", "signatures", "statementSha256", 2],
  ["text", "signatures", "subjectSha256", 2],
  ["uuid", "signatures", "subjectId", 1],
  ["int4", "signatures", "subjectVersion", 1],
  ["uuid", "signatures", "signerId", 1],
  ["text", "signatures", "signerName", 1],
  ["text", "signatures", "meaning", 2],
  ["ProjectRole", "signatures", "role", 1],
  ["Assurance", "signatures", "assurance", 1],
  ["timestamptz", "signatures", "signedAt", 1],
  ["timestamptz", "signatures", "withdrawnAt", 1],
  ["jsonb", "business_case_versions", "content", 6],
  ["text", "business_case_versions", "sha256", 1],
  ["jsonb", "gate_rounds", "subjects", 1],
  ["jsonb", "gate_rounds", "trace", 2],
  ["jsonb", "gate_rounds", "policy", 2],
  ["text", "gate_rounds", "policySha256", 1],
  ["Verdict", "gate_decisions", "verdict", 1],
  ["uuid", "gate_decisions", "approverId", 1],
  ["text", "gate_decisions", "reason", 1],
  ["text", "gate_waivers", "reason", 1],
  ["date", "gate_waivers", "expiresOn", 1],
  ["timestamptz", "gate_waivers", "proposedAt", 1],
  ["date", "risk_acceptances", "expiresOn", 1],
  ["text", "risk_acceptances", "justification", 1],
  ["uuid", "risk_acceptances", "approverId", 1],
  ["date", "risk_acceptance_requests", "expiresOn", 1],
  ["text", "risk_acceptance_requests", "subjectSha256", 1],
  ["text", "evidence", "title", 1],
  ["text", "evidence", "note", 1],
  ["date", "evidence", "effectiveOn", 1],
  ["text", "evidence", "sha256", 1],
  ["file", "files", "bytes", 2],
] as const;
const HUNDREDTH = sizeOf({ short: 60, full: 2000 }) / 100;

/** Changes one cell, expects its entry to be named, and puts it back. */
async function expectFound(cell: Cell, pick: (below: number) => number): Promise<void> {
  const before = await tamperer.read(cell);
  const after = changed(before, cell.kind, pick);
  const spoilt = await tamperer.write(cell, after);
  const named = (await findings()).map(({ index }) => index);
  const what = `${cell.table}.${cell.column}: ${String(before)} became ${String(after)}`;
  expect(named, what).toContain(cell.index);
  await tamperer.write(spoilt, before);
}

async function expectFileFound(pick: (below: number) => number): Promise<void> {
  const sha256 = files[pick(files.length)] ?? "";
  const dataDir = process.env.WAYMARK_DATA ?? "";
  const path = join(dataDir, "files", sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  const before = readFileSync(path);
  writeFileSync(path, changed(before, "bytea", pick));
  const found = await checkFiles(tamperer.client, dataDir);
  writeFileSync(path, before);
  expect(found).toMatchObject({ isOk: false, text: expect.stringContaining("is changed") });
  expect(found.text).toContain("members.csv");
}

describe("one bit changed by the superuser of the database", () => {
  it("is not there to begin with, and every kind of row is", async () => {
    expect(await findings()).toEqual([]);
    expect(shares.reduce((sum, [, , , share]) => sum + share, 0)).toBe(100);
    const counts: Record<string, number> = {};
    for (const [kind, table, column] of shares.slice(0, -1)) {
      counts[table] = (await cellsOf(kind, table, column)).length;
    }
    expect(counts).toMatchObject({
      ledger_checkpoints: 2,
      signatures: 6,
      business_case_versions: 1,
      gate_rounds: 1,
      gate_decisions: 2,
      gate_waivers: 1,
      risk_acceptances: 1,
      risk_acceptance_requests: 1,
      evidence: 2,
    });
  });

  it.each(shares)(
    "%s of %s.%s is found, and its entry is named",
    async (...[kind, table, column, share]) => {
      const pick = placesFrom(seedOf(1) * 1_000_000 + table.length * 1000 + column.length);
      const where: Column = { kind, table, column };
      for (let turn = 0; turn < share * HUNDREDTH; turn += 1) {
        if (kind === "file") {
          await expectFileFound(pick);
        } else {
          const all = await tamperer.cells(where);
          await expectFound(all[pick(all.length)] ?? { ...where, ctid: "", index: -1 }, pick);
        }
      }
      expect(await findings()).toEqual([]);
    },
    timeFor(20_000),
  );
});

describe("the places where a change could hide", () => {
  it("are none in a checkpoint: each character counts, the last of each line too", async () => {
    const [cell] = await cellsOf("text", "ledger_checkpoints", "note");
    if (cell === undefined) {
      throw new Error("There is no checkpoint.");
    }
    const note = String(await tamperer.read(cell));
    let place = cell;
    const ends = [...note.matchAll(/.{1,3}\n/g)].flatMap(({ index, 0: text }) =>
      Array.from(text, (_, offset) => index + offset),
    );
    expect(ends.length).toBeGreaterThanOrEqual(12);
    for (const at of ends) {
      const other = String.fromCharCode(note.charCodeAt(at) ^ 1);
      place = await tamperer.write(place, note.slice(0, at) + other + note.slice(at + 1));
      expect(await findings(), `character ${at}`).toContainEqual({
        index: cell.index,
        what: expect.stringContaining("is not signed by a key of ours"),
      });
    }
    await tamperer.write(place, note);
    expect(await findings()).toEqual([]);
  });

  it("are none in the id of a signature that a record speaks of", async () => {
    const signed: { cell: Cell; before: string }[] = [];
    for (const cell of await cellsOf("text", "audit_events", "canonical")) {
      const before = String(await tamperer.read(cell));
      if (before.includes('"signatureId":"')) {
        signed.push({ cell, before });
      }
    }
    expect(signed).toHaveLength(6);
    for (const { cell, before } of signed) {
      const at = before.indexOf('"signatureId":"') + 15;
      const spoilt = await tamperer.write(cell, `${before.slice(0, at)}p${before.slice(at + 1)}`);
      expect((await findings()).map(({ index }) => index)).toContain(cell.index);
      await tamperer.write(spoilt, before);
    }
  });
});
