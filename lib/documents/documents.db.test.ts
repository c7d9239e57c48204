import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "@/lib/authz/actor";
import { issueDocument } from "@/lib/documents/commands/issue-document";
import { recordView } from "@/lib/documents/commands/record-view";
import { verifyFile } from "@/lib/documents/commands/verify-file";
import {
  getCaseDocument,
  getGateDocument,
  listDocuments,
  verifySha256,
} from "@/lib/documents/queries";
import { certificateOf } from "@/lib/documents/rules/certificate";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { readSmallFile, receiveFile } from "@/lib/platform/file-store";
import { signPdf } from "@/lib/platform/sign-pdf";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import { aPage, aRendering, aSignedCase } from "@/lib/testing/inputs/documents";
import { decided, openGate } from "@/lib/testing/inputs/gates";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

async function aSigned() {
  const world = await aWorld();
  const project = await world.project();
  const { caseId, number } = await aSignedCase(world, project);
  const { id: projectId, lead } = project;
  const read = () => runQuery(getCaseDocument, lead.actor, { projectId, number });
  const issue = (sha256: string) =>
    runCommand(issueDocument, lead.actor, {
      projectId,
      subject: "business_case",
      subjectId: caseId,
      number,
      sha256,
    });
  return { world, project, caseId, number, read, issue };
}

async function issued(world: World, projectId: string) {
  return world.db.issuedDocument.findMany({ where: { projectId } });
}

async function* only(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

describe("document.case", () => {
  it("prints a draft as a draft, without signatures", async () => {
    const world = await aWorld();
    const project = await world.project();
    const draft = await runQuery(getCaseDocument, project.lead.actor, { projectId: project.id });
    expect(draft).toMatchObject({ state: "draft", number: 0, edition: "Draft", signatures: [] });
    await submittedCase(project);
    const open = await runQuery(getCaseDocument, project.lead.actor, { projectId: project.id });
    expect(open).toMatchObject({
      state: "open",
      number: 1,
      stateSentence: "Not signed in full. Missing: sponsor.",
    });
  });

  it("is final with its signatures, each with a place in the ledger", async () => {
    const { read } = await aSigned();
    const document = await read();
    expect(document).toMatchObject({ state: "final", issued: null });
    expect(document.signatures).toHaveLength(1);
    const [signature] = document.signatures;
    expect(signature?.ledgerIndex).toBeGreaterThan(0);
    expect(signature?.viewedAt).toBeNull();
    const rows = certificateOf(document).signers[0]?.rows;
    expect(rows?.find(({ name }) => name === "Viewed")?.value).toMatch(/^Not recorded before /);
  });
});

describe("document.gate", () => {
  it("prints the question, what was frozen and every decision with its reason", async () => {
    const world = await aWorld();
    const project = await world.project();
    const open = await openGate(world, project);
    const reason = "The baseline is not measured; recall ≥ 0.8 cannot be judged.";
    await decided(
      world,
      open,
      { by: open.sponsor, role: "sponsor" },
      { verdict: "request_changes", reason },
    );
    const document = await runQuery(getGateDocument, project.lead.actor, { gateId: open.gateId });
    expect(document).toMatchObject({ state: "final", edition: "Round 1" });
    expect(document.criteria.length).toBeGreaterThan(0);
    expect(document.decisions).toMatchObject([{ role: "sponsor", reason }]);
    expect(document.signatures).toMatchObject([{ comment: reason, verdict: "Request changes" }]);
    const stored = await world.db.signature.findFirstOrThrow({ where: { subjectId: open.gateId } });
    expect(document.recordSha256).toBe(stored.subjectSha256);
  });
});

describe("document.issue", () => {
  it("keeps the first file for good and leaves a trace", async () => {
    const { world, project, read, issue } = await aSigned();
    const first = await aRendering(await read());
    // A file tells the second it was made in; two made within one would be the same.
    const later = await read();
    const printedAt = new Date(Date.parse(later.printedAt) + 1000).toISOString();
    const second = await aRendering({ ...later, printedAt });
    expect(second).not.toBe(first);
    expect(await issue(first)).toMatchObject({ ok: true, value: { sha256: first } });
    expect(await issue(second)).toMatchObject({ ok: true, value: { sha256: first } });
    expect((await read()).issued?.sha256).toBe(first);
    expect(await issued(world, project.id)).toHaveLength(1);
    const types = await world.auditTypes(project.id);
    expect(types.filter((type) => type === "document.issued")).toHaveLength(1);
    const { lead, id: projectId } = project;
    const { rows } = await runQuery(listDocuments, lead.actor, { projectId });
    expect(rows).toMatchObject([{ sha256: first, number: 1 }]);
  });

  it("has one file for ten first downloads at once", async () => {
    const { world, project, read, issue } = await aSigned();
    const sha256 = await aRendering(await read());
    const results = await Promise.all(Array.from({ length: 10 }, () => issue(sha256)));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(await issued(world, project.id)).toHaveLength(1);
  });

  it("takes only a file the server made for this very record", async () => {
    const { world, project, issue } = await aSigned();
    const uploaded = await signPdf(await aPage("mine"), { reason: "Mine", at: new Date() });
    const { sha256 } = await receiveFile(only(uploaded.bytes), { by: project.lead.userId });
    for (const wrong of [sha256, "ab".repeat(32)]) {
      expect(await issue(wrong)).toMatchObject({ ok: false, error: { code: "invalid_input" } });
    }
    const other = await aSigned();
    const foreign = await aRendering(await other.read());
    expect(await issue(foreign)).toMatchObject({ ok: false, error: { code: "invalid_input" } });
    expect(await issued(world, project.id)).toEqual([]);
  });

  it("issues nothing before the last signature", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { number, caseId } = await submittedCase(project);
    const { id: projectId, lead } = project;
    const document = await runQuery(getCaseDocument, lead.actor, { projectId });
    const sha256 = await aRendering(document);
    const input = { projectId, subject: "business_case", subjectId: caseId, number, sha256 };
    expect(await runCommand(issueDocument, lead.actor, input)).toMatchObject({
      ok: false,
      error: { code: "rule_refused" },
    });
  });

  it("stays on record against everybody", async () => {
    const { world, project, read, issue } = await aSigned();
    await issue(await aRendering(await read()));
    const where = { projectId: project.id };
    await expect(
      world.db.issuedDocument.updateMany({ where, data: { sha256: "x" } }),
    ).rejects.toThrow();
    await expect(world.db.issuedDocument.deleteMany({ where })).rejects.toThrow();
  });
});

describe("signature.view", () => {
  async function viewing(world: World, project: TestProject) {
    const { number, caseId } = await submittedCase(project);
    const sponsor = await world.person(project, "sponsor");
    const input = { projectId: project.id, subject: "business_case", subjectId: caseId, number };
    return { sponsor, input };
  }

  it("keeps the first look of a signer and no second one", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { sponsor, input } = await viewing(world, project);
    expect(await runCommand(recordView, sponsor.actor, input)).toMatchObject({ ok: true });
    const before = await world.db.signatureView.findMany({ where: { projectId: project.id } });
    expect(await runCommand(recordView, sponsor.actor, input)).toMatchObject({ ok: true });
    const where = { projectId: project.id };
    expect(await world.db.signatureView.findMany({ where })).toEqual(before);
    const types = await world.auditTypes(project.id);
    expect(types.filter((type) => type === "signature.viewed")).toHaveLength(1);
  });

  it("keeps no look of people who do not sign, and none at what is not there", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { sponsor, input } = await viewing(world, project);
    const viewer = await world.person(project, "viewer");
    expect(await runCommand(recordView, viewer.actor, input)).toMatchObject({
      error: { code: "rule_refused" },
    });
    for (const wrong of [{ number: 9 }, { subject: "gate_round" }]) {
      expect(await runCommand(recordView, sponsor.actor, { ...input, ...wrong })).toMatchObject({
        error: { code: "not_found" },
      });
    }
    expect(await world.db.signatureView.count({ where: { projectId: project.id } })).toBe(0);
  });
});

describe("checking without signing in", () => {
  const hash = (sha256: string) => runQuery(verifySha256, anonymous, { sha256 });
  const file = (pdf: Uint8Array) =>
    runCommand(verifyFile, anonymous, { pdf: Buffer.from(pdf).toString("base64") });
  let setting: Awaited<ReturnType<typeof aSigned>>;
  let pdf: Buffer;

  beforeAll(async () => {
    setting = await aSigned();
    const sha256 = await aRendering(await setting.read());
    await setting.issue(sha256);
    pdf = (await readSmallFile(sha256, 1e7)) ?? Buffer.alloc(0);
  });

  it("knows an issued document, a signature, a version and an evidence file by hash", async () => {
    const { world, read } = setting;
    const { recordSha256, signatures, issued: document } = await read();
    const upload = createHash("sha256").update(world.workspaceId).digest("hex");
    await world.db.storedFile.create({
      data: {
        workspaceId: world.workspaceId,
        projectId: setting.project.id,
        sha256: upload,
        bytes: 1n,
        mediaType: "text/plain",
        fileName: "secret-name.txt",
        uploadedById: world.owner.userId,
      },
    });
    const known = [
      [document?.sha256, "PDF of a business case"],
      [signatures[0]?.statementSha256, "Statement of a signature"],
      [recordSha256, "Submitted version of a business case"],
      [upload, "Evidence file"],
    ] as const;
    for (const [sha256, kind] of known) {
      const answer = await hash(sha256 ?? "");
      expect(answer).toMatchObject({ verdict: "matches", found: { kind } });
      expect(JSON.stringify(answer)).not.toMatch(/secret-name|Churn|Lena|Test sponsor/);
    }
    expect(await hash("cd".repeat(32))).toMatchObject({ verdict: "unknown", found: null });
  });

  it("answers matches, altered and unknown for a PDF, and writes nothing", async () => {
    const { world } = setting;
    const before = await world.db.auditEvent.count({ where: { workspaceId: world.workspaceId } });
    expect(await file(pdf)).toMatchObject({ value: { verdict: "matches" } });
    const broken = Buffer.from(pdf);
    broken[40] = (broken[40] ?? 0) ^ 1;
    expect(await file(broken)).toMatchObject({ value: { verdict: "altered" } });
    expect(await file(pdf.subarray(0, 900))).toMatchObject({ value: { verdict: "unknown" } });
    expect(await file(pdf.subarray(0, pdf.length - 40))).toMatchObject({
      value: { verdict: "altered" },
    });
    expect(await file(await aPage("Not ours"))).toMatchObject({ value: { verdict: "unknown" } });
    const unissued = await signPdf(await aPage("Never issued"), { reason: "x", at: new Date() });
    expect(await file(unissued.bytes)).toMatchObject({ value: { verdict: "unknown" } });
    const after = await world.db.auditEvent.count({ where: { workspaceId: world.workspaceId } });
    expect(after).toBe(before);
  });

  it("refuses what is no input with a sentence", async () => {
    for (const wrong of [{}, { pdf: "" }, { pdf: "%%%" }, { pdf: "AAAA", json: "{}" }]) {
      expect(await runCommand(verifyFile, anonymous, wrong)).toMatchObject({
        ok: false,
        error: { code: "invalid_input" },
      });
    }
    await expect(hash("not a hash")).rejects.toMatchObject({ code: "invalid_input" });
  });
});
