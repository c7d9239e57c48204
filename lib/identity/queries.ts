import "server-only";
import * as z from "zod";
import { defineQuery } from "@/lib/execution/query";
import { whyNotChangeRole, whyNotRemove } from "@/lib/identity/policy";
import { deviceOf } from "@/lib/identity/rules";
import {
  invitationPreview,
  invitationView,
  memberView,
  meView,
  secretText,
  sessionView,
  tokenView,
} from "@/lib/identity/schema";
import { listApiTokens } from "@/lib/identity/store/api-tokens";
import {
  listPendingInvitations,
  nameOfUser,
  openInvitation,
  projectOfInvitation,
} from "@/lib/identity/store/invitations";
import { countOwners, listMembersOfWorkspace } from "@/lib/identity/store/members";
import { listSessions } from "@/lib/identity/store/sessions";
import { accountOfEmail, profileOf } from "@/lib/identity/store/users";
import { AppError } from "@/lib/kernel/app-error";
import { optionalText } from "@/lib/kernel/fields";
import { type WorkspaceId, workspaceId } from "@/lib/kernel/ids";
import { cutPage, decodeCursor, pageInput, pageOf } from "@/lib/kernel/page-cursor";
import { hashOfSecret } from "@/lib/platform/secrets";

export const getMe = defineQuery({
  name: "identity.me",
  permission: "self",
  input: z.strictObject({}),
  output: meView,
  operation: { method: "GET", path: "/me", summary: "Who you are, and your workspaces" },
  scope: () => Promise.resolve({ kind: "self" }),

  fetch: ({ db, access }) => profileOf(db, access.userId),
});

export const listPeople = defineQuery({
  name: "people.list",
  permission: "people:read",
  input: z.strictObject({
    workspaceId,
    search: optionalText("The search", { max: 100 }),
    ...pageInput,
  }),
  output: pageOf(memberView),
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/members",
    summary: "Members of a workspace by name",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async fetch({ db, access, input }) {
    const { workspaceId, search, cursor, limit } = input;
    const after = decodeCursor(z.tuple([z.string(), z.uuid()]), cursor);
    const owners = await countOwners(db, workspaceId);
    const found = await listMembersOfWorkspace(db, {
      workspaceId,
      search,
      after,
      limit: limit + 1,
    });
    const page = cutPage(found, limit, (row) => [row.sortName, row.userId]);
    const by = access.member.workspaceRole;
    const rows = page.rows.map(({ sortName, joinedAt, ...member }) => ({
      ...member,
      joinedAt: joinedAt.toISOString(),
      whyNotChangeRole: whyNotChangeRole({ by, of: member.role, owners }),
      whyNotRemove: whyNotRemove({ by, of: member.role, owners }),
    }));
    return { rows, nextCursor: page.nextCursor };
  },
});

export const listInvitations = defineQuery({
  name: "invitations.list",
  permission: "people:manage",
  input: z.strictObject({ workspaceId, ...pageInput }),
  output: pageOf(invitationView),
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/invitations",
    summary: "Invitations nobody has accepted yet",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async fetch({ db, input, now }) {
    const { workspaceId, cursor, limit } = input;
    const at = decodeCursor(z.tuple([z.iso.datetime(), z.uuid()]), cursor);
    const before = at === null ? null : { createdAt: new Date(at[0]), id: at[1] };
    const found = await listPendingInvitations(db, { workspaceId, before, limit: limit + 1 });
    const page = cutPage(found, limit, (row) => [row.createdAt.toISOString(), row.id]);
    const rows = page.rows.map((row) => ({
      id: row.id,
      email: row.email,
      name: row.name,
      role: row.role,
      project: row.project,
      invitedBy: row.invitedBy,
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      state: row.expiresAt > now ? ("open" as const) : ("expired" as const),
    }));
    return { rows, nextCursor: page.nextCursor };
  },
});

export const previewInvitation = defineQuery({
  name: "invitation.preview",
  permission: "public",
  input: z.strictObject({ token: secretText }),
  output: invitationPreview,
  operation: {
    method: "GET",
    path: "/invitations/preview",
    summary: "What an invitation link leads to",
  },
  scope: () => Promise.resolve({ kind: "public" }),

  async fetch({ db, input, now }) {
    const invitation = await openInvitation(db, { tokenHash: hashOfSecret(input.token), now });
    if (invitation === null) {
      throw new AppError(
        "not_found",
        "This invitation is used, withdrawn or too old. Ask for a new one.",
      );
    }
    const { email, name, role, expiresAt, invitedById, workspace } = invitation;
    const account = await accountOfEmail(db, email);
    return {
      workspace: workspace.name,
      email,
      name,
      role,
      project: await projectOfInvitation(db, invitation),
      invitedBy: await nameOfUser(db, invitedById),
      expiresAt: expiresAt.toISOString(),
      account: account === null ? ("new" as const) : ("existing" as const),
    };
  },
});

export const listTokens = defineQuery({
  name: "tokens.list",
  permission: "self",
  input: z.strictObject({}),
  output: z.object({ rows: z.array(tokenView) }),
  operation: { method: "GET", path: "/me/tokens", summary: "Your API tokens" },
  scope: () => Promise.resolve({ kind: "self" }),

  async fetch({ db, access, now }) {
    const rows = await listApiTokens(db, access.userId);
    return {
      rows: rows.map((row) => ({
        id: row.id,
        name: row.name,
        prefix: row.prefix,
        workspace: row.workspace,
        scopes: row.scopes,
        createdAt: row.createdAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
        state: stateOfToken(row, now),
      })),
    };
  },
});

function stateOfToken(token: { revokedAt: Date | null; expiresAt: Date }, now: Date) {
  if (token.revokedAt !== null) {
    return "revoked" as const;
  }
  return token.expiresAt > now ? ("active" as const) : ("expired" as const);
}

export const listMySessions = defineQuery({
  name: "sessions.list",
  permission: "self",
  input: z.strictObject({}),
  output: z.object({ rows: z.array(sessionView) }),
  operation: { method: "GET", path: "/me/sessions", summary: "Where you are signed in" },
  scope: () => Promise.resolve({ kind: "self" }),

  async fetch({ db, access, actor, now }) {
    const current = actor.kind === "user" ? actor.sessionId : null;
    const rows = await listSessions(db, { userId: access.userId, now });
    return {
      rows: rows.map((row) => ({
        id: row.id,
        device: deviceOf(row.userAgent),
        address: row.address,
        method: row.method,
        createdAt: row.createdAt.toISOString(),
        lastSeenAt: row.lastSeenAt.toISOString(),
        isCurrent: row.id === current,
      })),
    };
  },
});
