import "server-only";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import type { CaseFacts, CaseSignatureFacts } from "@/lib/business-cases/rules/case-facts";
import { unsignedRoles } from "@/lib/business-cases/rules/case-signatures";
import { economicOutlook } from "@/lib/business-cases/rules/net-present-value";
import type { CaseContent } from "@/lib/business-cases/schema";
import { findVersion, loadCase } from "@/lib/business-cases/store";
import { editionOf, fileNameOf } from "@/lib/documents/rules/edition";
import { capitalised } from "@/lib/documents/rules/words";
import type { CaseDocument, DocumentSignature } from "@/lib/documents/schema";
import { guestTimes } from "@/lib/documents/store/guest-times";
import { findIssued } from "@/lib/documents/store/issued";
import { ledgerPlaces, viewsSince, viewTimes } from "@/lib/documents/store/signature-places";
import { AppError } from "@/lib/kernel/app-error";
import type { ProjectId } from "@/lib/kernel/ids";
import { actingName } from "@/lib/kernel/signature-words";
import type { ReadDb } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { guestWords } from "@/lib/signing/rules/round-words";

type Asked = { projectId: ProjectId; workspaceId: string; number: number | null; now: Date };

/** A version of the business case as it is printed; number 0 is the draft, null the latest there is. */
export async function loadCaseDocument(db: ReadDb, asked: Asked): Promise<CaseDocument> {
  const facts = await loadCase(db, asked.projectId);
  const number = asked.number ?? facts.latest?.number ?? 0;
  const edition = number === 0 ? draftOf(facts) : await versionOf(db, facts, number);
  const holding = number === 0 ? [] : holdingSignatures(facts, { number, ...edition });
  const signatures = await printedSignatures(db, { facts, holding, asked });
  const { project } = facts;
  const { recordSha256, content } = edition;
  const editionSha256 = editionOf({ recordSha256, signatures });
  const key = { subject: "business_case" as const, subjectId: facts.id, number, editionSha256 };
  const name = number === 0 ? "Draft" : `Version ${number}`;
  return {
    ...key,
    ...stateOf(facts, { number, content, holding }),
    projectId: project.id,
    projectKey: project.key,
    projectName: project.name,
    workspaceName: project.workspaceName,
    edition: name,
    title: `Business case: ${content.title}`,
    fileName: fileNameOf({
      key: project.key,
      what: "business case",
      edition: name.toLowerCase(),
    }),
    recordSha256,
    signatures,
    viewsSince: await viewsSince(db, asked),
    verifyUrl: `${env().WAYMARK_URL}/verify`,
    printedAt: asked.now.toISOString(),
    issued: await findIssued(db, key),
    gateCode: await firstGateCode(db, project.id),
    datedAt: edition.datedAt,
    content,
    outlook: economicOutlook(content.economics),
  };
}

type Edition = { content: CaseContent; recordSha256: string; datedAt: string };

function draftOf(facts: CaseFacts): Edition {
  const { draft, draftSha256, draftSavedAt } = facts;
  return { content: draft, recordSha256: draftSha256, datedAt: draftSavedAt };
}

async function versionOf(db: ReadDb, facts: CaseFacts, number: number): Promise<Edition> {
  const version = facts.versions.find((each) => each.number === number);
  if (version === undefined) {
    throw new AppError("not_found", `This business case has no version ${number}.`);
  }
  const content = await findVersion(db, { caseId: facts.id, number });
  return { content, recordSha256: version.sha256, datedAt: version.submittedAt };
}

/**
 * Signatures given on this version, and those of earlier versions that still
 * hold for it in roles that have not signed anew.
 */
function holdingSignatures(
  facts: CaseFacts,
  at: { number: number; content: CaseContent },
): CaseSignatureFacts[] {
  const own = facts.signatures.filter((signature) => signature.number === at.number);
  const signed = new Set(own.map((signature) => signature.role));
  const asked = stillMissing(facts, at, []).filter((role) => !signed.has(role));
  const older = asked.flatMap((role) => {
    const holding = facts.signatures.findLast(
      (signature) =>
        signature.role === role &&
        signature.number < at.number &&
        !stillMissing(facts, at, [signature]).includes(role),
    );
    return holding ?? [];
  });
  return [...older, ...own];
}

function stillMissing(
  facts: CaseFacts,
  at: { number: number; content: CaseContent },
  signatures: readonly CaseSignatureFacts[],
) {
  const round = facts.rounds.find((each) => each.number === at.number) ?? null;
  const { strictness } = facts.project;
  return unsignedRoles({ strictness, current: at.content, signatures, round });
}

function stateOf(
  facts: CaseFacts,
  at: { number: number; content: CaseContent; holding: readonly CaseSignatureFacts[] },
): Pick<CaseDocument, "state" | "stateSentence"> {
  if (at.number === 0) {
    return { state: "draft", stateSentence: "Draft. Nobody has been asked to sign it." };
  }
  const missing = stillMissing(facts, at, at.holding);
  const isReturned = facts.status === "returned" && facts.latest?.number === at.number;
  if (isReturned) {
    return { state: "open", stateSentence: "Returned to its authors; it does not hold." };
  }
  if (missing.length > 0 || at.holding.length === 0) {
    const titles = missing.map((role) => titleOfProjectRole[role]).join(", ");
    return { state: "open", stateSentence: `Not signed in full. Missing: ${titles}.` };
  }
  return { state: "final", stateSentence: "Signed by every role whose signature it needs." };
}

async function printedSignatures(
  db: ReadDb,
  at: { facts: CaseFacts; holding: readonly CaseSignatureFacts[]; asked: Asked },
): Promise<DocumentSignature[]> {
  const { facts, holding, asked } = at;
  const viewedAt = await viewTimes(db, { subject: "business_case", subjectId: facts.id });
  const places = await ledgerPlaces(db, {
    workspaceId: asked.workspaceId,
    signatureIds: holding.map(({ id }) => id),
  });
  const sent = await guestTimes(
    db,
    holding.map(({ id }) => id),
  );
  return holding.map((signature) => {
    const { id, number, signerId, signerName, signedFor, signedAt, guest } = signature;
    const times = sent.get(id) ?? null;
    const version = facts.versions.find((each) => each.number === number);
    const place = places.get(id);
    return {
      id,
      name: actingName(signerName, signedFor),
      role: titleOfProjectRole[signature.role],
      outside: guest === null ? null : capitalised(guestWords(guest)),
      number,
      askedAt: times?.sentAt ?? version?.submittedAt ?? signedAt,
      viewedAt: times === null ? viewedAt({ number, viewerId: signerId }) : times.viewedAt,
      signedAt,
      assurance: signature.assurance,
      meaning: signature.meaning,
      verdict: null,
      comment: "",
      statementSha256: signature.statementSha256,
      ledgerIndex: place?.index ?? null,
      checkpointSize: place?.checkpointSize ?? null,
    };
  });
}

/** The gate a business case is for is the first of its project. */
async function firstGateCode(db: ReadDb, projectId: string): Promise<string> {
  const gate = await db.gate.findFirst({
    where: { projectId },
    orderBy: { stage: { number: "asc" } },
    select: { code: true },
  });
  return gate?.code ?? "";
}
