import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createVerifier } from "@/clients/verify/core.mjs";
import { signCheckpoints } from "@/jobs/sign-checkpoints";
import { checkReceipt } from "@/lib/documents/rules/check-receipt";
import { runQuery } from "@/lib/execution/query";
import { contentSha256 } from "@/lib/ledger/content-hash";
import { publicKeyOf } from "@/lib/ledger/ed25519";
import { getReceipt, verifyLedger } from "@/lib/ledger/queries";
import { type Receipt, receiptText } from "@/lib/ledger/receipt";
import { decided, openGate } from "@/lib/testing/inputs/gates";
import { signedCase } from "@/lib/testing/inputs/ledger";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

const keys = [publicKeyOf(Buffer.alloc(32, 1))];
const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? "" });

let world: World;
/** By what sets it apart from the first one. */
const receipts = new Map<string, Receipt>();
const ids = new Map<string, string>();

async function keep(name: string, project: TestProject, signatureId: string) {
  ids.set(name, signatureId);
  const receipt = await runQuery(getReceipt, project.lead.actor, { signatureId });
  receipts.set(name, receipt);
}

beforeAll(async () => {
  await owner.connect();
  world = await aWorld();
  const [one, other] = [await world.project(), await world.project()];
  const caseSigned = await signedCase(world, one);
  const elsewhere = await signedCase(world, other);
  const gate = await openGate(world, one);
  const byRole = new Map<string, string>();
  for (const [by, role] of [
    [gate.sponsor, "sponsor"],
    [gate.reviewer, "risk_reviewer"],
  ] as const) {
    const result = await decided(world, gate, { by, role });
    byRole.set(role, result.ok ? result.value.signatureId : "");
  }
  await signCheckpoints({ workspaceId: world.workspaceId });
  await keep("a case", one, caseSigned.signatureId);
  await keep("a case elsewhere", other, elsewhere.signatureId);
  await keep("a gate", one, byRole.get("sponsor") ?? "");
  await keep("the gate by another", one, byRole.get("risk_reviewer") ?? "");
});
afterAll(() => owner.end());

/** As somebody with nothing but the file judges it. */
function verdictOf(receipt: Receipt): string {
  const verifier = createVerifier();
  for (const line of receiptText(receipt).trimEnd().split("\n")) {
    verifier.push(Buffer.from(line));
  }
  return verifier.finish().verdict;
}

/** As this installation judges it, which grants it that the entry is in its ledger. */
function judged(receipt: Receipt): string {
  return checkReceipt({ receipt, keys, isHere: true }).verdict;
}

function expectRefused(receipt: Receipt, what: string) {
  expect(judged(receipt), what).toBe("altered");
  expect(verdictOf(receipt), what).toBe("invalid");
}

const pairs = () =>
  [...receipts].flatMap(([into, mine]) =>
    [...receipts]
      .filter(([from]) => from !== into)
      .map(([from, theirs]) => ({ what: `from ${from} into ${into}`, mine, theirs })),
  );

type Parts = Record<string, Record<string, unknown>>;

function withPart(receipt: Receipt, path: readonly [string, string?], value: unknown): Receipt {
  const [part, member] = path;
  const { statement } = receipt;
  const changed = member === undefined ? value : { ...(statement as Parts)[part], [member]: value };
  return { ...receipt, statement: { ...statement, [part]: changed } };
}

describe("a signature moved to where it was not given", () => {
  it("is believed where it was given", () => {
    expect(receipts.size).toBe(4);
    for (const [name, receipt] of receipts) {
      expect([judged(receipt), verdictOf(receipt)], name).toEqual(["matches", "valid"]);
    }
  });

  it("is refused as the statement of another record, and with the place or the proof of one", () => {
    expect(pairs()).toHaveLength(12);
    for (const { what, mine, theirs } of pairs()) {
      const { statement, record, index, proof } = theirs;
      expectRefused({ ...mine, statement }, `statement ${what}`);
      expectRefused({ ...mine, record }, `record ${what}`);
      expectRefused({ ...mine, index }, `index ${what}`);
      expectRefused({ ...mine, proof }, `proof ${what}`);
      expectRefused({ ...mine, statement, record }, `statement and record ${what}`);
      expectRefused({ ...mine, statement, record, index }, `all but the proof ${what}`);
    }
  });

  it.each([
    ["subject", "id"],
    ["subject", "sha256"],
    ["subject", "name"],
    ["signer", "id"],
    ["project", "id"],
    ["role"],
    ["signedAt"],
    ["meaning"],
  ] as const)("is refused with %s %s of another", (...path) => {
    let count = 0;
    for (const { what, mine, theirs } of pairs()) {
      const [part, member] = path;
      const whole = theirs.statement[part];
      const value = member === undefined ? whole : (theirs.statement as Parts)[part]?.[member];
      const moved = withPart(mine, path, value);
      if (contentSha256(moved.statement) !== contentSha256(mine.statement)) {
        count += 1;
        expectRefused(moved, `${path.join(" ")} ${what}`);
      }
    }
    expect(count).toBeGreaterThan(0);
  });

  it("is refused for another version or round, also with a record made to fit it", () => {
    for (const [name, receipt] of receipts) {
      const moved = withPart(receipt, ["subject", "version"], 2);
      expectRefused(moved, name);
      const record = receipt.record.replace(
        contentSha256(receipt.statement),
        contentSha256(moved.statement),
      );
      expect(record).not.toBe(receipt.record);
      expectRefused({ ...moved, record }, `${name}, with a record made to fit`);
    }
  });
});

describe("a row of a signature that the owner of the tables wrote over with another", () => {
  const all = `subject, "subjectId", "subjectVersion", "subjectSha256", "signerId", "signerName", role,
    meaning, assurance, statement, "statementSha256", "signedAt", "buildsOn", "projectId"`;
  const taken: [string, string][] = [
    ["its statement", "statement"],
    ["its statement and hash", `statement, "statementSha256"`],
    ["everything in it", all],
    ["whose it is", `"signerId", "signerName"`],
    ["what it is for", `"subjectId", "subjectSha256", subject`],
  ];

  it.each(taken)("is found by %s, and its entry is named", async (_, columns) => {
    const { workspaceId } = world;
    const into = ids.get("a gate") ?? "";
    const source = columns.includes("subjectId") ? "a case elsewhere" : "the gate by another";
    const from = ids.get(source) ?? "";
    await owner.query("BEGIN; ALTER TABLE signatures DISABLE TRIGGER USER");
    await owner.query("CREATE TEMP TABLE kept AS SELECT * FROM signatures");
    const moved = await owner.query(
      `UPDATE signatures SET (${columns}) = (SELECT ${columns} FROM kept WHERE id = $1) WHERE id = $2`,
      [from, into],
    );
    expect(moved.rowCount).toBe(1);
    await owner.query("ALTER TABLE signatures ENABLE TRIGGER USER; COMMIT");
    const check = await runQuery(verifyLedger, world.owner.actor, { workspaceId });
    await owner.query(`BEGIN; ALTER TABLE signatures DISABLE TRIGGER USER;
      UPDATE signatures s SET (${columns}) = (SELECT ${columns} FROM kept k WHERE k.id = s.id);
      ALTER TABLE signatures ENABLE TRIGGER USER; DROP TABLE kept; COMMIT`);
    const { index } = receipts.get("a gate") ?? { index: -1 };
    expect(check.findings).toEqual([{ index, what: expect.stringContaining(`Signature ${into}`) }]);
    const after = await runQuery(verifyLedger, world.owner.actor, { workspaceId });
    expect(after).toMatchObject({ isValid: true });
  });
});
