import "server-only";
import { randomUUID } from "node:crypto";
import type { AuditEvent } from "@/lib/audit/events";
import type { Access } from "@/lib/authz/access";
import { type Actor, systemName } from "@/lib/authz/actor";
import type { ProjectId, UserId, WorkspaceId } from "@/lib/kernel/ids";
import type { NonEmptyArray } from "@/lib/kernel/non-empty-array";
import { canonicalize } from "@/lib/ledger/canonical-json";
import type { Tx } from "@/lib/platform/db";
import { addJobs, signCheckpoints } from "@/lib/platform/jobs";

type Entry = {
  actor: Actor;
  access: Access;
  at: Date;
  events: NonEmptyArray<AuditEvent>;
  trailIn: readonly WorkspaceId[];
  madeProject: ProjectId | null;
  inProjects: readonly ProjectId[];
  by: { userId: UserId; name: string } | null;
};

/**
 * Writes the trace, its ledger leaf and what it completes of the tree in one
 * statement, in the command's own transaction: no act without its trace, no
 * trace without its act. The database's function locks the head row here, last
 * and briefly, which makes the index contiguous and in commit order.
 */
export async function recordAudit(tx: Tx, entry: Entry): Promise<void> {
  for (const workspaceId of workspacesOf(entry)) {
    await append(tx, workspaceId, entry);
  }
}

/** Sorted, so that two acts that touch the same two workspaces cannot lock them crosswise. */
function workspacesOf({ access, trailIn }: Entry): readonly WorkspaceId[] {
  if (access.kind !== "self" && access.kind !== "public") {
    return [access.workspaceId];
  }
  const own = access.kind === "self" ? access.workspaceIds : [];
  return [...new Set([...own, ...trailIn])].sort((left, right) => (left < right ? -1 : 1));
}

/** A long ledger gets a checkpoint at every so many entries, not only by the clock. */
const CHECKPOINT_EVERY = 256;

async function append(tx: Tx, workspaceId: WorkspaceId, entry: Entry): Promise<void> {
  const { access, at, events } = entry;
  const isInProject = access.kind === "project" || access.kind === "guest";
  const place = isInProject ? access.projectId : entry.madeProject;
  const by = actorOf(entry);
  const records = events.map(({ type, ...data }, index) => {
    const projectId = entry.inProjects[index] ?? place;
    const id = randomUUID();
    return canonicalize({ id, workspaceId, projectId, type, by, at: at.toISOString(), data });
  });
  const [head] = await tx.$queryRaw<{ size: bigint }[]>`
    SELECT append_ledger(${workspaceId}::uuid, ${records}::text[]) AS size`;
  const after = Number(head?.size ?? 0);
  const rounds = (size: number) => Math.floor(size / CHECKPOINT_EVERY);
  if (rounds(after) > rounds(after - records.length)) {
    await addJobs(tx, [signCheckpoints(workspaceId)]);
  }
}

function actorOf({ actor, access, by }: Entry) {
  if (access.kind === "guest") {
    const { id, name } = access.guest;
    return { kind: "guest", id, name };
  }
  if (by !== null) {
    return { kind: "user", id: by.userId, name: by.name };
  }
  if (actor.kind === "system") {
    return { kind: actor.kind, id: null, name: `${systemName}: ${actor.job}` };
  }
  if (actor.kind === "anonymous") {
    return { kind: actor.kind, id: null, name: "Somebody not signed in" };
  }
  return { kind: actor.kind, id: actor.userId, name: nameIn(access) };
}

function nameIn(access: Access): string {
  switch (access.kind) {
    case "project":
    case "workspace":
      return access.member.name;
    case "self":
      return access.name;
    default:
      return "";
  }
}
