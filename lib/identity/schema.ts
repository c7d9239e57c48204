import * as z from "zod";
import { projectRoles, workspaceRoles } from "@/lib/authz/permissions";
import { optionalText, text } from "@/lib/kernel/fields";
import { userId, workspaceId } from "@/lib/kernel/ids";

export const workspaceRole = z.enum(workspaceRoles, "Choose a role.");
const tokenScopeNames = ["read", "work", "manage"] as const;

const MAILBOX =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){1,8}$/i;

/**
 * Plain ASCII only, checked before it is lowered: letters that merely look
 * alike, or that turn into ASCII when lowered, never reach a comparison.
 */
export const emailAddress = z
  .string({ error: "An e-mail address is needed." })
  .trim()
  .min(1, "An e-mail address is needed.")
  .max(254, "An e-mail address has at most 254 characters.")
  .regex(MAILBOX, "This is not an e-mail address such as name@example.com.")
  .toLowerCase();

export const personName = text("The name", { max: 100 });
export const personTitle = optionalText("The title", { max: 100 });
export const workspaceName = text("The name of the workspace", { max: 100 });

/** What somebody chooses; `rules.ts` adds what depends on the person. */
export const newPassword = z
  .string({ error: "A password is needed." })
  .min(12, "A password has at least 12 characters. Several words are easy to remember.")
  .max(200, "A password has at most 200 characters.");

/** What somebody proves to know: any length, so that older rules stay usable. */
export const knownPassword = z
  .string({ error: "Enter your password." })
  .min(1, "Enter your password.")
  .max(1000, "A password has at most 200 characters.");

/** The part of a link or cookie nobody can guess. */
export const secretText = z.string({ error: "The link is not complete." }).min(1).max(200);

export const timeZone = z
  .string({ error: "Choose a time zone." })
  .max(60)
  .refine(isTimeZone, "Choose a time zone such as Europe/Berlin.");

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export const tokenScopes = z
  .array(z.enum(tokenScopeNames))
  .min(1, "Choose at least one scope.")
  .max(tokenScopeNames.length);

const instant = z.iso.datetime();

const workspaceOfMe = z.object({
  id: workspaceId,
  name: z.string(),
  slug: z.string(),
  isDemo: z.boolean(),
  role: workspaceRole,
});

export const meView = z.object({
  id: userId,
  name: z.string(),
  title: z.string(),
  email: z.string(),
  timeZone: z.string(),
  singleKeys: z.boolean(),
  hasPassword: z.boolean(),
  passkeys: z.number(),
  ssoIssuers: z.array(z.string()),
  version: z.number(),
  workspaces: z.array(workspaceOfMe),
});
export type MeView = z.infer<typeof meView>;

export const memberView = z.object({
  userId,
  name: z.string(),
  title: z.string(),
  email: z.string(),
  role: workspaceRole,
  joinedAt: instant,
  projects: z.number(),
  version: z.number(),
  whyNotChangeRole: z.string().nullable(),
  whyNotRemove: z.string().nullable(),
});
export type MemberView = z.infer<typeof memberView>;

/** The project an invitation leads to, for one that leads further than the workspace. */
const invitedTo = z.object({ name: z.string(), roles: z.array(z.enum(projectRoles)) }).nullable();

export const invitationView = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: workspaceRole,
  project: invitedTo,
  invitedBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
  state: z.enum(["open", "expired"]),
});
export type InvitationView = z.infer<typeof invitationView>;

export const invitationPreview = z.object({
  workspace: z.string(),
  email: z.string(),
  name: z.string(),
  role: workspaceRole,
  project: invitedTo,
  invitedBy: z.string(),
  expiresAt: instant,
  /** Somebody with an account proves it; nobody sets a password over an existing one. */
  account: z.enum(["new", "existing"]),
});
export type InvitationPreview = z.infer<typeof invitationPreview>;

export const tokenView = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  workspace: z.string(),
  scopes: z.array(z.string()),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
  state: z.enum(["active", "expired", "revoked"]),
});
export type TokenView = z.infer<typeof tokenView>;

export const sessionView = z.object({
  id: z.uuid(),
  device: z.string(),
  address: z.string(),
  method: z.enum(["password", "sso"]),
  createdAt: instant,
  lastSeenAt: instant,
  isCurrent: z.boolean(),
});
export type SessionView = z.infer<typeof sessionView>;

export const workspaceSettingsView = z.object({
  id: workspaceId,
  name: z.string(),
  slug: z.string(),
  isDemo: z.boolean(),
  version: z.number(),
  mail: z.object({ mode: z.enum(["smtp", "outbox"]), place: z.string() }),
  sso: z.object({ name: z.string(), issuer: z.string(), domains: z.array(z.string()) }).nullable(),
  /** When sessions end: nobody used them, or they are that old. */
  sessions: z.object({ idleMinutes: z.number(), maxDays: z.number() }),
  whyNotChange: z.string().nullable(),
});
export type WorkspaceSettingsView = z.infer<typeof workspaceSettingsView>;

/** What a sign-in page knows before anybody is signed in. */
export const entryView = z.object({
  isFirstRun: z.boolean(),
  /** Whether mail is sent, or kept as files because no mail server is named. */
  mail: z.enum(["smtp", "outbox"]),
  sso: z.string().nullable(),
  demo: z
    .object({
      workspace: z.string(),
      password: z.string(),
      people: z.array(z.object({ name: z.string(), title: z.string(), email: z.string() })),
    })
    .nullable(),
});
export type EntryView = z.infer<typeof entryView>;
