import { PDFDocument } from "pdf-lib";
import { anonymous } from "@/lib/authz/actor";
import { getCaseDocument, getGuestDocument } from "@/lib/documents/queries";
import { claimOf } from "@/lib/documents/rules/edition";
import type { DocumentFrame } from "@/lib/documents/schema";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { signAsGuest } from "@/lib/gates/commands/sign-as-guest";
import { signCase } from "@/lib/gates/commands/sign-case";
import { receiveFile } from "@/lib/platform/file-store";
import { signPdf } from "@/lib/platform/sign-pdf";
import { aGuestSignature } from "@/lib/testing/inputs/signing";
import { inputFor, type ValidInputs } from "@/lib/testing/valid-input";
import type { TestProject, World } from "@/lib/testing/world";
import { submittedCase } from "./business-cases";
import { validInputs as gates } from "./gates";

/** The smallest thing that can be signed as a file. */
export async function aPage(text: string): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage().drawText(text, { x: 50, y: 700 });
  return document.save();
}

/** A business case with every signature it needs, and the sponsor who gave the last one. */
export async function aSignedCase(world: World, project: TestProject) {
  const input = (await inputFor(gates, "case.sign")(world, project)) as { projectId: string };
  const sponsor = await world.db.projectMember.findFirstOrThrow({
    where: { projectId: project.id, roles: { has: "sponsor" } },
    include: { user: true },
  });
  const actor = { kind: "user", userId: sponsor.userId, sessionId: "documents" } as const;
  const signed = await runCommand(signCase, actor as never, input);
  if (!signed.ok) {
    throw signed.error;
  }
  return { ...signed.value, sponsor };
}

/** The link through which a guest, the only signer, signed. */
export async function aSignedLink(world: World, project: TestProject): Promise<string> {
  const input = await aGuestSignature(world, project);
  const signed = await runCommand(signAsGuest, anonymous, input);
  if (!signed.ok) {
    throw signed.error;
  }
  return input.token;
}

/** What the download does before it issues: draws, signs and stores the file. */
export async function aRendering(document: DocumentFrame): Promise<string> {
  const page = await aPage(document.title);
  const { bytes } = await signPdf(page, { reason: "Issued", at: new Date(document.printedAt) });
  const { sha256 } = await receiveFile(only(bytes), { by: claimOf(document) });
  return sha256;
}

async function* only(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

export const validInputs: ValidInputs = {
  async "document.case"(_world, project) {
    const { number } = await submittedCase(project);
    return { projectId: project.id, number };
  },
  async "document.gate"(world, project) {
    const input = (await inputFor(gates, "gate.decide")(world, project)) as { gateId: string };
    return { gateId: input.gateId };
  },
  "document.list": (_world, project) => Promise.resolve({ projectId: project.id }),
  async "document.issue"(world, project) {
    const { caseId, number } = await aSignedCase(world, project);
    const { lead, id: projectId } = project;
    const document = await runQuery(getCaseDocument, lead.actor, { projectId, number });
    const sha256 = await aRendering(document);
    return { projectId, subject: "business_case", subjectId: caseId, number, sha256 };
  },
  "document.of-guest": async (world, project) => ({ token: await aSignedLink(world, project) }),
  async "document.issue-to-guest"(world, project) {
    const token = await aSignedLink(world, project);
    const document = await runQuery(getGuestDocument, anonymous, { token });
    return { token, sha256: await aRendering(document) };
  },
  async "signature.view"(world, project) {
    const { number } = await submittedCase(project);
    const { id: subjectId } = await world.db.businessCase.findFirstOrThrow({
      where: { projectId: project.id },
    });
    return { projectId: project.id, subject: "business_case", subjectId, number };
  },
  "verify.hash": () => Promise.resolve({ sha256: "ab".repeat(32) }),
  "verify.file": async () => ({
    pdf: Buffer.from(await aPage("A page")).toString("base64"),
  }),
};
