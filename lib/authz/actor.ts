import type { ProjectRole, TokenScope, WorkspaceRole } from "@/lib/authz/permissions";
import type { UserId, WorkspaceId } from "@/lib/kernel/ids";

/** Who is at the door. Roles are never part of it: they are read from the database each time. */
export type Actor =
  | { kind: "user"; userId: UserId; sessionId: string }
  | {
      kind: "token";
      userId: UserId;
      tokenId: string;
      workspaceId: WorkspaceId;
      scopes: readonly TokenScope[];
    }
  | { kind: "system"; job: string }
  | { kind: "anonymous"; address: string };

export const anonymous: Actor = { kind: "anonymous", address: "" };

/** What the actor is in the place the door leads to. */
export type Member = {
  userId: UserId;
  name: string;
  workspaceRole: WorkspaceRole;
  roles: readonly ProjectRole[];
  /** People of the project who lent this person their place as signer and approver, for now. */
  actsFor?: readonly { userId: string; name: string; roles: readonly ProjectRole[] }[];
};

/** The name the trail carries for an actor that is no person. */
export const systemName = "Waymark";
