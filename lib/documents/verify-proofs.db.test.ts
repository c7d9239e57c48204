import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "@/lib/authz/actor";
import { verifyFile } from "@/lib/documents/commands/verify-file";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { canonicalize } from "@/lib/ledger/canonical-json";
import { getReceipt } from "@/lib/ledger/queries";
import { type Receipt, receiptText } from "@/lib/ledger/receipt";
import { bundleLines } from "@/lib/ledger/store/export-bundle";
import { aSignedCase } from "@/lib/testing/inputs/documents";
import { aWorld, type World } from "@/lib/testing/world";

type Bundle = {
  format: string;
  records: { leaf: string; record: Record<string, unknown> }[];
  signatures: { statement: Record<string, unknown> }[];
  checkpoints: string[];
};

let world: World;
let receipt: Receipt;
let bundle: Bundle;

const check = (json: unknown) =>
  runCommand(verifyFile, anonymous, {
    json: typeof json === "string" ? json : JSON.stringify(json),
  });
const verdictOf = async (json: unknown) => {
  const result = await check(json);
  return result.ok ? result.value.verdict : result.error.code;
};

async function traces(): Promise<number> {
  return world.db.auditEvent.count({ where: { workspaceId: world.workspaceId } });
}

beforeAll(async () => {
  process.env.LEDGER_SEED ??= Buffer.alloc(32, 7).toString("base64");
  world = await aWorld();
  const project = await world.project();
  const { signatureId } = await aSignedCase(world, project);
  receipt = (await runQuery(getReceipt, project.lead.actor, { signatureId })) as Receipt;
  const lines: string[] = [];
  for await (const line of bundleLines(world.db, world.workspaceId)) {
    lines.push(line);
  }
  bundle = JSON.parse(lines.join("")) as Bundle;
});

describe("a receipt", () => {
  it("matches as it was downloaded, says no names and leaves no trace", async () => {
    const before = await traces();
    const result = await check(receiptText(receipt));
    expect(result).toMatchObject({
      ok: true,
      value: { verdict: "matches", found: { kind: "Receipt of a signature", number: 1 } },
    });
    expect(JSON.stringify(result)).not.toMatch(/Test sponsor|Churn|Northwind/);
    expect(await traces()).toBe(before);
  });

  it("is altered by any change of what it proves", async () => {
    const { proof } = receipt;
    const changes: Partial<Receipt>[] = [
      { statement: { ...receipt.statement, meaning: "I approve everything" } },
      { record: receipt.record.replace("case.signed", "case.sighed") },
      { index: receipt.index + 1 },
      { proof: proof.slice(1) },
      { proof: [...proof, "00".repeat(32)] },
      { proof: [] },
      { proof: proof.map((hash, place) => (place === 0 ? "ab".repeat(32) : hash)) },
      { checkpoint: receipt.checkpoint.replace(/\n\d+\n/, "\n99999\n") },
      { checkpoint: "not a checkpoint" },
      { record: "{}" },
    ];
    for (const change of changes) {
      expect(await verdictOf({ ...receipt, ...change })).toBe("altered");
    }
  });

  it("of another installation is unknown here, however well it fits together", async () => {
    const key = Buffer.alloc(32, 9).toString("base64");
    expect(await verdictOf({ ...receipt, key })).toBe("unknown");
  });

  it("whose workspace does not exist is no receipt of ours", async () => {
    const record = receipt.record.replaceAll(world.workspaceId, randomUUID());
    expect(await verdictOf({ ...receipt, record })).toBe("altered");
    const strange = receipt.record.replaceAll(world.workspaceId, "' OR 1=1 --");
    expect(await verdictOf({ ...receipt, record: strange })).toBe("altered");
  });
});

describe("an audit bundle", () => {
  it("matches as it was exported", async () => {
    expect(await check(bundle)).toMatchObject({
      value: { verdict: "matches", found: { kind: "Audit bundle" } },
    });
  });

  it("is altered by a changed record, a missing one, and a changed statement", async () => {
    const changed = structuredClone(bundle);
    const [, second] = changed.records;
    if (second !== undefined) {
      second.record.at = "2020-01-01T00:00:00.000Z";
    }
    expect(await verdictOf(changed)).toBe("altered");
    expect(await verdictOf({ ...bundle, records: bundle.records.slice(0, -1) })).toBe("altered");
    expect(await verdictOf({ ...bundle, checkpoints: [] })).toBe("altered");
    const resigned = structuredClone(bundle);
    const [signature] = resigned.signatures;
    if (signature !== undefined) {
      signature.statement.meaning = "Something else";
    }
    expect(await verdictOf(resigned)).toBe("altered");
  });
});

describe("hostile JSON", () => {
  it("is refused with a sentence, and nothing breaks", async () => {
    const deep = `{"format":"waymark-receipt/1","statement":${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}}`;
    const deepReceipt = canonicalize(receipt).replace(
      /"statement":\{/,
      `"statement":{"x":${"[".repeat(20_000)}${"]".repeat(20_000)},`,
    );
    const files = [
      "{",
      "[]",
      "null",
      '"text"',
      "{}",
      deep,
      deepReceipt,
      `{"format":"waymark-ledger/1","__proto__":{"records":[]}}`,
      JSON.stringify({ ...receipt, proof: Array.from({ length: 500 }, () => "00".repeat(32)) }),
      JSON.stringify({ ...receipt, index: -1 }),
      JSON.stringify({ ...receipt, index: 1e300 }),
      JSON.stringify({ ...bundle, records: [{ leaf: "", record: { n: "\ud800" } }] }),
    ];
    for (const file of files) {
      const result = await check(file);
      const answer = result.ok ? result.value.verdict : result.error.code;
      expect(["invalid_input", "altered"], file.slice(0, 60)).toContain(answer);
    }
  });
});
