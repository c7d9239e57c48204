import "server-only";
import * as z from "zod";
import { scopeOfCase } from "@/lib/business-cases/store";
import { verifyHash } from "@/lib/documents/rules/verification";
import {
  caseDocument,
  gateDocument,
  issuedDocumentView,
  verification,
} from "@/lib/documents/schema";
import {
  caseDocumentInput,
  documentsOfProjectInput,
  gateDocumentInput,
  verifyHashInput,
} from "@/lib/documents/schema/inputs";
import { loadCaseDocument } from "@/lib/documents/store/case-document";
import { loadGateDocument } from "@/lib/documents/store/gate-document";
import { listIssued } from "@/lib/documents/store/issued";
import { findKnownHash } from "@/lib/documents/store/known-hashes";
import { demandSignedLink } from "@/lib/documents/store/signed-link";
import { countCheck } from "@/lib/documents/store/verify-limit";
import { defineQuery } from "@/lib/execution/query";
import { scopeOfGate } from "@/lib/gates/store/find-gate";
import { guestLinkInput } from "@/lib/signing/schema/inputs";
import { scopeOfLink } from "@/lib/signing/store/guest-links";

export const getCaseDocument = defineQuery({
  name: "document.case",
  permission: "case:read",
  input: caseDocumentInput,
  output: caseDocument,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/case/document",
    summary: "What the PDF of a version of the business case says, and the file if it was issued",
  },
  scope: ({ db, input }) => scopeOfCase(db, input.projectId),

  fetch({ db, access, input, now }) {
    const { projectId, workspaceId } = access;
    return loadCaseDocument(db, { projectId, workspaceId, number: input.number ?? null, now });
  },
});

export const getGateDocument = defineQuery({
  name: "document.gate",
  permission: "gate:read",
  input: gateDocumentInput,
  output: gateDocument,
  operation: {
    method: "GET",
    path: "/gates/{gateId}/document",
    summary: "What the PDF of a round of a gate says, and the file if it was issued",
  },
  scope: ({ db, input }) => scopeOfGate(db, input.gateId),

  fetch({ db, access, input, now }) {
    const { gateId, number = null } = input;
    return loadGateDocument(db, { gateId, workspaceId: access.workspaceId, number, now });
  },
});

export const getGuestDocument = defineQuery({
  name: "document.of-guest",
  permission: "guest",
  input: guestLinkInput,
  output: caseDocument,
  operation: {
    method: "GET",
    path: "/guest-signing/document",
    summary: "What the PDF says of the version a guest signed through their link",
  },
  scope: ({ db, input }) => scopeOfLink(db, input.token),

  async fetch({ db, access, input, now }) {
    const { projectId, workspaceId } = access;
    const { number } = await demandSignedLink(db, { token: input.token, now });
    return loadCaseDocument(db, { projectId, workspaceId, number, now });
  },
});

export const listDocuments = defineQuery({
  name: "document.list",
  permission: "project:read",
  input: documentsOfProjectInput,
  output: z.object({ rows: z.array(issuedDocumentView) }),
  operation: {
    method: "GET",
    path: "/projects/{projectId}/documents",
    summary: "Signed PDFs that were issued in a project, newest first",
  },
  scope: ({ input: { projectId } }) => Promise.resolve({ kind: "project", projectId }),

  async fetch({ db, access }) {
    return { rows: await listIssued(db, access.projectId) };
  },
});

export const verifySha256 = defineQuery({
  name: "verify.hash",
  permission: "public",
  input: verifyHashInput,
  output: verification,
  operation: {
    method: "GET",
    path: "/verify/{sha256}",
    summary: "Whether anything on record here has this SHA-256",
  },
  scope: () => Promise.resolve({ kind: "public" }),

  async fetch({ db, actor, input }) {
    await countCheck(actor);
    return verifyHash({ sha256: input.sha256, known: await findKnownHash(db, input.sha256) });
  },
});
