import "server-only";
import {
  type AccessFacts,
  type FactsSource,
  holdersOf,
  storedFacts,
} from "@/lib/authz/access-facts";
import type { Actor, Member } from "@/lib/authz/actor";
import {
  isGranted,
  lentPermissions,
  type Permission,
  type ProjectPermission,
  permissionsOfSystem,
  tokenScopes,
  type WorkspacePermission,
} from "@/lib/authz/permissions";
import { refusalSentence } from "@/lib/authz/refusal";
import { AppError } from "@/lib/kernel/app-error";
import type { Brand } from "@/lib/kernel/brand";
import type { ProjectId, UserId, WorkspaceId } from "@/lib/kernel/ids";
import type { ReadDb } from "@/lib/platform/db";

/** Where a door leads, read from the stored resource and never from what the client claims. */
type ProjectScope = { kind: "project"; projectId: ProjectId };
type WorkspaceScope = { kind: "workspace"; workspaceId: WorkspaceId };
type SelfScope = { kind: "self" };
type PublicScope = { kind: "public" };
/** Found by the hash of the one link a guest was mailed; it opens one place for one signature. */
type GuestScope = {
  kind: "guest";
  workspaceId: WorkspaceId;
  projectId: ProjectId;
  guest: { id: string; name: string };
};

/** The permission a door declares decides which kind of scope it must find. */
export type ScopeOf<P extends Permission> = P extends ProjectPermission
  ? ProjectScope
  : P extends WorkspacePermission
    ? WorkspaceScope
    : P extends "self"
      ? SelfScope
      : P extends "guest"
        ? GuestScope
        : PublicScope;
type Scope = ProjectScope | WorkspaceScope | SelfScope | GuestScope | PublicScope;

export type ProjectAccess = Brand<
  {
    kind: "project";
    workspaceId: WorkspaceId;
    projectId: ProjectId;
    member: Member;
    permission: Permission;
  },
  "Access"
>;
export type WorkspaceAccess = Brand<
  { kind: "workspace"; workspaceId: WorkspaceId; member: Member; permission: Permission },
  "Access"
>;
export type SelfAccess = Brand<
  { kind: "self"; userId: UserId; name: string; workspaceIds: readonly WorkspaceId[] },
  "Access"
>;
type PublicAccess = Brand<{ kind: "public" }, "Access">;
type GuestAccess = Brand<GuestScope, "Access">;

/** Proof that a permission was checked. Minted only by `checkAccess`. */
export type Access = ProjectAccess | WorkspaceAccess | SelfAccess | GuestAccess | PublicAccess;
export type AccessOf<P extends Permission> = P extends ProjectPermission
  ? ProjectAccess
  : P extends WorkspacePermission
    ? WorkspaceAccess
    : P extends "self"
      ? SelfAccess
      : P extends "guest"
        ? GuestAccess
        : PublicAccess;

type Request = {
  actor: Actor;
  scope: Scope | null;
  permission: Permission;
  /** A page that reads many things at once may remember; everything else reads afresh. */
  facts?: FactsSource;
};

/**
 * The one place permission is asked. Answers `not_found` when the actor may
 * not know of the place, and `forbidden` with who could only when they may.
 */
export async function checkAccess(db: ReadDb, request: Request): Promise<Access> {
  const { scope, actor, permission } = request;
  if (permission === "guest") {
    return guestAccess(request);
  }
  if (scope === null) {
    throw notFound(actor);
  }
  if (scope.kind === "public") {
    return { kind: "public" } as PublicAccess;
  }
  if (actor.kind === "anonymous") {
    throw new AppError("unauthenticated", "Sign in first.");
  }
  if (scope.kind === "self") {
    return selfAccess(db, request);
  }
  if (scope.kind === "guest") {
    throw notFound(actor);
  }
  if (scope.kind === "workspace") {
    return workspaceAccess(db, request, scope.workspaceId);
  }
  return projectAccess(db, request, scope.projectId);
}

/**
 * The link is the whole proof, so nobody is signed in for it: an account or a
 * token never acts as a guest. Every link that opens nothing is answered alike.
 */
function guestAccess({ actor, scope }: Request): GuestAccess {
  if (actor.kind !== "anonymous" || scope === null || scope.kind !== "guest") {
    throw new AppError(
      "not_found",
      "This link cannot be used. It is not complete, too old, or a newer one took its place. Ask whoever sent it for a new one.",
      { reason: "guest-link" },
    );
  }
  return scope as GuestAccess;
}

async function selfAccess(db: ReadDb, request: Request): Promise<SelfAccess> {
  const { actor, facts = storedFacts } = request;
  if (actor.kind !== "user") {
    throw new AppError("forbidden", "Only the person, signed in to the web page, can do this.");
  }
  const user = await facts.self(db, actor.userId);
  if (user === null) {
    throw new AppError("unauthenticated", "Sign in first.");
  }
  const workspaceIds = user.memberships.map((row) => row.workspaceId);
  const { userId } = actor;
  return { kind: "self", userId, name: user.name, workspaceIds } as unknown as SelfAccess;
}

async function workspaceAccess(
  db: ReadDb,
  request: Request,
  workspaceId: WorkspaceId,
): Promise<WorkspaceAccess> {
  const { actor, permission, facts = storedFacts } = request;
  const member = await memberAt(actor, () => facts.workspace(db, { actor, workspaceId }));
  if (!mayAct(actor, member, permission)) {
    throw new AppError("forbidden", refusalSentence(permission, []), { reason: permission });
  }
  return { kind: "workspace", workspaceId, member, permission } as WorkspaceAccess;
}

async function projectAccess(
  db: ReadDb,
  request: Request,
  projectId: ProjectId,
): Promise<ProjectAccess> {
  const { actor, permission, facts: source = storedFacts } = request;
  const facts = await source.project(db, { actor, projectId });
  if (facts === null) {
    throw notFound(actor);
  }
  const member = await memberAt(actor, () => Promise.resolve(facts));
  if (actor.kind !== "system" && !holds(member, "project:read")) {
    throw notFound(actor);
  }
  if (!mayAct(actor, member, permission)) {
    const holders = await holdersOf(db, projectId);
    throw new AppError("forbidden", refusalSentence(permission, holders), { reason: permission });
  }
  const { workspaceId } = facts;
  return { kind: "project", workspaceId, projectId, member, permission } as ProjectAccess;
}

async function memberAt(actor: Actor, load: () => Promise<AccessFacts | null>): Promise<Member> {
  if (actor.kind === "system") {
    return { userId: "" as UserId, name: actor.job, workspaceRole: "member", roles: [] };
  }
  const facts = await load();
  const isForeignToken = actor.kind === "token" && actor.workspaceId !== facts?.workspaceId;
  if (actor.kind === "anonymous" || facts === null || facts.role === null || isForeignToken) {
    throw notFound(actor);
  }
  return {
    userId: actor.userId,
    name: facts.name ?? "",
    workspaceRole: facts.role,
    roles: facts.roles,
    // A token does what its owner may do, and nothing that somebody lent them.
    ...(actor.kind === "user" && facts.actsFor !== undefined ? { actsFor: facts.actsFor } : {}),
  };
}

function mayAct(actor: Actor, member: Member, permission: Permission): boolean {
  if (actor.kind === "system") {
    return (permissionsOfSystem as readonly Permission[]).includes(permission);
  }
  if (actor.kind === "token" && !isInTokenScope(actor.scopes, permission)) {
    return false;
  }
  return holds(member, permission);
}

function isInTokenScope(scopes: readonly string[], permission: Permission): boolean {
  return scopes.some((scope) => {
    const allowed = Object.hasOwn(tokenScopes, scope)
      ? tokenScopes[scope as keyof typeof tokenScopes]
      : [];
    return (allowed as readonly Permission[]).includes(permission);
  });
}

/** By roles of one's own, or through a place somebody lent for reading, signing and deciding. */
function holds(member: Member, permission: Permission): boolean {
  const isLent = (lentPermissions as readonly Permission[]).includes(permission);
  return (
    isGranted(permission, heldBy(member)) ||
    (isLent &&
      (member.actsFor ?? []).some(({ roles }) =>
        isGranted(permission, { workspaceRole: "member", projectRoles: roles }),
      ))
  );
}

function heldBy(member: Member) {
  return { workspaceRole: member.workspaceRole, projectRoles: member.roles };
}

function notFound(actor: Actor): AppError {
  return actor.kind === "anonymous"
    ? new AppError("unauthenticated", "Sign in first.")
    : new AppError("not_found", "Nothing is found here, or it is not shared with you.");
}
