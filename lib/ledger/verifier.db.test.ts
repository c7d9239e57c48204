import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { testing } from "@/clients/verify/core.mjs";
import { nodeCrypto } from "@/clients/verify/node-crypto.mjs";
import { signCheckpoints } from "@/jobs/sign-checkpoints";
import { anonymous } from "@/lib/authz/actor";
import { attachEvidence } from "@/lib/evidence/commands/attach-evidence";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { signAsGuest } from "@/lib/gates/commands/sign-as-guest";
import { contentSha256 } from "@/lib/ledger/content-hash";
import { publicKeyOf } from "@/lib/ledger/ed25519";
import { getReceipt } from "@/lib/ledger/queries";
import { receiptText } from "@/lib/ledger/receipt";
import { bundleLines } from "@/lib/ledger/store/export-bundle";
import { validInputs as evidence } from "@/lib/testing/inputs/evidence";
import { decided, openGate } from "@/lib/testing/inputs/gates";
import { signedCase } from "@/lib/testing/inputs/ledger";
import { aGuestSignature } from "@/lib/testing/inputs/signing";
import { inputFor } from "@/lib/testing/valid-input";
import { aWorld, type World } from "@/lib/testing/world";

const folder = mkdtempSync(join(tmpdir(), "waymark-verify-"));
const first = Buffer.alloc(32, 1);
const second = Buffer.alloc(32, 2);
const keyOf = (seed: Uint8Array) => Buffer.from(publicKeyOf(seed)).toString("base64");
afterEach(() => vi.unstubAllEnvs());

function verify(content: string | Uint8Array, ...options: string[]) {
  const path = join(folder, "file.json");
  writeFileSync(path, content);
  const { status, stdout } = spawnSync(
    process.execPath,
    ["clients/verify/verify.mjs", ...options, path],
    { encoding: "utf8", cwd: process.cwd() },
  );
  return { status, says: stdout };
}

async function aSignedWorld() {
  const world = await aWorld();
  const project = await world.project();
  const input = await inputFor(evidence, "evidence.attach")(world, project);
  const attached = await runCommand(attachEvidence, project.lead.actor, input);
  expect(attached.ok).toBe(true);
  const { signatureId } = await signedCase(world, project);
  const gate = await openGate(world, project);
  await decided(world, gate, { by: gate.sponsor, role: "sponsor" });
  return { world, project, signatureId };
}

async function bundleOf({ db, workspaceId }: World): Promise<string> {
  let text = "";
  for await (const piece of bundleLines(db as never, workspaceId)) {
    text += piece;
  }
  return text;
}

describe("a receipt", () => {
  it("is believed by the verifier, which says who signed what, and by no other key", async () => {
    const { project, signatureId } = await aSignedWorld();
    const receipt = await runQuery(getReceipt, project.lead.actor, { signatureId });
    const text = receiptText(receipt);
    expect(JSON.stringify(receipt)).toBe(text.trim());
    const { status, says } = verify(text);
    expect({ status, says }).toMatchObject({ status: 0 });
    expect(says).toContain("Test sponsor signed Business case of Churn early warning, version 1");
    expect(says).toContain("In the role sponsor, identified by password");
    expect(verify(text, "--key", keyOf(first)).status).toBe(0);
    expect(verify(text, "--key", keyOf(second)).status).toBe(1);
    expect(verify(text.trim()).status).toBe(0);
  });

  it("is refused after any one byte was changed", async () => {
    const { project, signatureId } = await aSignedWorld();
    const receipt = await runQuery(getReceipt, project.lead.actor, { signatureId });
    expect(await acceptedChanges(receiptText(receipt), 1)).toEqual([]);
  });

  it("cannot be moved to another signature", async () => {
    const { world, project, signatureId } = await aSignedWorld();
    const other = await world.project();
    const { signatureId: otherId } = await signedCase(world, other);
    const mine = await runQuery(getReceipt, project.lead.actor, { signatureId });
    const theirs = await runQuery(getReceipt, other.lead.actor, { signatureId: otherId });
    for (const name of ["statement", "record", "index", "proof"] as const) {
      const moved = verify(receiptText({ ...mine, [name]: theirs[name] }));
      expect(moved, name).toMatchObject({ status: 1 });
    }
    await expect(runQuery(getReceipt, other.lead.actor, { signatureId })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

/** Tries the changed texts in one process of their own: a thousand starts would take minutes. */
async function acceptedChanges(text: string, step: number): Promise<number[]> {
  const script = `
    import { readFileSync } from "node:fs";
    import { createVerifier } from "${new URL("../../clients/verify/core.mjs", import.meta.url).href}";
    import { nodeCrypto } from "${new URL("../../clients/verify/node-crypto.mjs", import.meta.url).href}";
    const original = readFileSync(process.argv[2]);
    const lines = (bytes) => { const all = []; let from = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
        all.push(bytes.subarray(from, end)); from = end + 1; }
      return from < bytes.length ? [...all, bytes.subarray(from)] : all; };
    const verdictOf = (bytes) => { const verifier = createVerifier({ crypto: nodeCrypto });
      for (const line of lines(bytes)) { if (!verifier.push(line)) break; }
      return verifier.finish().verdict; };
    const accepted = [];
    if (verdictOf(original) !== "valid") accepted.push(-1);
    for (let at = 0; at < original.length - 1; at += ${step}) {
      const changed = Buffer.from(original);
      changed[at] ^= 1 << (at % 8);
      if (verdictOf(changed) === "valid") accepted.push(at);
    }
    process.stdout.write(JSON.stringify(accepted));`;
  const path = join(folder, "original.json");
  const program = join(folder, "try.mjs");
  writeFileSync(path, text);
  writeFileSync(program, script);
  const { stdout, stderr } = spawnSync(process.execPath, [program, path], { encoding: "utf8" });
  expect(stderr).toBe("");
  return JSON.parse(stdout) as number[];
}

describe("a bundle of a whole ledger", () => {
  it("is believed by the verifier, from the first record to the last", async () => {
    const { world } = await aSignedWorld();
    const text = await bundleOf(world);
    expect(JSON.parse(text)).toMatchObject({ format: "waymark-ledger/1" });
    const { status, says } = verify(text);
    expect({ status, says }).toMatchObject({ status: 0 });
    expect(says).toContain("2 signatures, 1 pieces of evidence");
  });

  it("is refused after any one byte was changed", async () => {
    const { world } = await aSignedWorld();
    expect(await acceptedChanges(await bundleOf(world), 3)).toEqual([]);
  }, 60_000);

  it("names the first thing that does not fit", async () => {
    const { world } = await aSignedWorld();
    const text = await bundleOf(world);
    const lines = text.split("\n");
    const without = (place: number) =>
      [...lines.slice(0, place), ...lines.slice(place + 1)].join("\n");
    const swapped = [lines[0], lines[2], lines[1], ...lines.slice(3)].join("\n");
    const cases: [string, number, string][] = [
      [text.replace('"type":"project.created"', '"type":"project.erected"'), 1, "Record 0"],
      [
        text.replace('"role":"sponsor","sha256"', '"role":"sp0nsor","sha256"'),
        1,
        "is not the record that was hashed",
      ],
      [
        text.replace('"signerName":"Test sponsor"', '"signerName":"Somebody else"'),
        1,
        "signerName",
      ],
      [text.replace('"subjectVersion":1', '"subjectVersion":2'), 1, "subjectVersion"],
      [text.replace('"revision":1', '"revision":2'), 1, "revision"],
      [without(2), 1, "end before the checkpoint"],
      [swapped, 1, "do not lead to the root"],
      [text.replace('{"checkpoints"', '{ "checkpoints"'), 2, "canonical"],
      [lines.slice(0, -2).join("\n"), 2, "too early"],
      [`${text}x`, 2, "more after the end"],
      ["", 2, "empty"],
      ["not json", 2, "not JSON"],
      ["{}", 2, "has no"],
      ["\u0000\ufffd", 2, ""],
    ];
    for (const [changed, status, words] of cases) {
      const found = verify(changed);
      expect(found, words).toMatchObject({ status });
      expect(found.says).toContain(words);
    }
    expect(verify(new Uint8Array([0xff, 0xfe, 0x0a])).status).toBe(2);
    expect(verify(text, "--file", join(process.cwd(), "package.json")).status).toBe(1);
  });
});

describe("a signature by a guest", () => {
  it("is believed as a receipt and in a bundle, and its entry says that a guest acted", async () => {
    const { world, project } = await aSignedWorld();
    const other = await world.project();
    const input = await aGuestSignature(world, other);
    const signed = await runCommand(signAsGuest, anonymous, input);
    const signatureId = signed.ok ? signed.value.signatureId : "";
    const receipt = await runQuery(getReceipt, other.lead.actor, { signatureId });
    const { status, says } = verify(receiptText(receipt));
    expect({ status, says }).toMatchObject({ status: 0 });
    expect(says).toContain("Maria Keller, guest of Fabrikam, signed Business case of");
    expect(says).toContain("identified by link_code");
    const { id } = receipt.statement.signer as { id: string };
    expect(JSON.parse(receipt.record)).toMatchObject({
      by: { kind: "guest", id, name: "Maria Keller" },
    });
    const text = await bundleOf(world);
    expect(verify(text)).toMatchObject({ status: 0 });
    expect(verify(text.replace(`"signerId":"${id}"`, `"signerId":"${project.id}"`))).toMatchObject({
      status: 1,
    });
  });

  it("is refused where its entry says that somebody with an account acted, and the other way round", () => {
    const statement = (guest?: object) => ({ signer: { id: "1", name: "Maria", ...guest } });
    const named = { guest: { organisation: "Fabrikam" } };
    for (const [kind, given] of [
      ["user", named],
      ["guest", {}],
    ] as const) {
      const signed = statement(given);
      const statementSha256 = contentSha256(signed);
      const record = { by: { kind, id: "1", name: "Maria" }, data: { statementSha256 } };
      expect(() =>
        testing.compareStatement(nodeCrypto, { statement: signed, record, what: "This" }),
      ).toThrow("signer.guest");
    }
  });
});

describe("a bundle across a change of keys", () => {
  it("is believed, and not without the hand-over", async () => {
    const { world, project } = await aSignedWorld();
    const { workspaceId } = world;
    await signCheckpoints({ workspaceId });
    vi.stubEnv("LEDGER_SEED", second.toString("base64"));
    vi.stubEnv("LEDGER_SEED_PREVIOUS", first.toString("base64"));
    await signCheckpoints({ workspaceId });
    await signedCase(world, await world.project());
    const text = await bundleOf(world);
    expect(verify(text)).toMatchObject({ status: 0 });
    expect(verify(text, "--key", keyOf(first)).status).toBe(0);
    expect(verify(text, "--key", keyOf(second)).status).toBe(0);
    expect(verify(text, "--key", keyOf(Buffer.alloc(32, 3))).status).toBe(1);
    expect(verify(text.replace(`,"${keyOf(second)}"]`, "]")).status).toBe(1);
    expect(project.id).toBeDefined();
  });
});
