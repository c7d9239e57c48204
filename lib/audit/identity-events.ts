import * as z from "zod";
import { changes, event } from "@/lib/audit/event-shape";
import { projectRoles, workspaceRoles } from "@/lib/authz/permissions";

const id = z.string();
const label = z.string();
const workspaceRole = z.enum(workspaceRoles);
const roles = z.array(z.enum(projectRoles));

/** Workspaces, accounts and how people prove who they are. */
export const identityEvents = [
  event("workspace.created", { name: label }),
  event("workspace.settings-changed", { changed: z.array(label), changes }),
  event("invitation.created", {
    invitationId: id,
    email: label,
    role: workspaceRole,
    /** Roles in the project the entry belongs to; none for the workspace alone. */
    projectRoles: roles.default([]),
  }),
  event("invitation.revoked", { invitationId: id, email: label }),
  event("invitation.accepted", { invitationId: id, userId: id, name: label }),
  event("member.added", { userId: id, name: label, role: workspaceRole }),
  event("member.role-changed", {
    userId: id,
    name: label,
    from: workspaceRole,
    to: workspaceRole,
  }),
  event("member.removed", { userId: id, name: label }),
  event("session.opened", { sessionId: id, method: z.enum(["password", "sso"]) }),
  event("session.revoked", { sessionIds: z.array(id) }),
  event("password.reset-requested", { userId: id }),
  event("password.changed", { userId: id, how: z.enum(["change", "reset"]) }),
  event("profile.updated", { changed: z.array(label) }),
  event("token.created", { tokenId: id, name: label, scopes: z.array(label), expiresAt: label }),
  event("token.revoked", { tokenId: id, name: label }),
  event("passkey.added", { passkeyId: id, name: label }),
  event("passkey.renamed", { passkeyId: id, from: label, to: label }),
  event("passkey.removed", { passkeyId: id, name: label }),
  event("identity.confirmed", {
    subjectSha256: label,
    assurance: label,
    /** Of what the device signed, for a passkey. */
    proofSha256: label.optional(),
    /** Whom the identity provider named, and when it had asked them, for single sign-on. */
    issuer: label.optional(),
    subject: label.optional(),
    authenticatedAt: label.optional(),
  }),
  event("signing.attempts-failed", {
    userId: id,
    name: label,
    attempts: z.number(),
    minutes: z.number(),
  }),
  event("notice.read", { count: z.number() }),
  event("ledger.key-rotated", {
    fromKey: label,
    toKey: label,
    statement: label,
    fromSignature: label,
    toSignature: label,
  }),
  event("audit-pack.exported", {
    size: z.number(),
    bundleSha256: label,
    signatures: z.number(),
    evidence: z.number(),
    files: z.number(),
    documents: z.number(),
    projectId: z.string().nullable(),
  }),
  event("identity.linked", { issuer: label, subject: label }),
] as const;
