import "server-only";
import { randomUUID } from "node:crypto";
import type { AuditEvent } from "@/lib/audit/events";
import type { Access } from "@/lib/authz/access";
import { type Actor, systemName } from "@/lib/authz/actor";
import type { ProjectId, UserId, WorkspaceId } from "@/lib/kernel/ids";
import type { NonEmptyArray } from "@/lib/kernel/non-empty-array";
import { canonicalize } from "@/lib/ledger/canonical-json";
import { leafHash } from "@/lib/ledger/merkle";
import type { Tx } from "@/lib/platform/db";

type Entry = {
  actor: Actor;
  access: Access;
  at: Date;
  events: NonEmptyArray<AuditEvent>;
  trailIn: readonly WorkspaceId[];
  madeProject: ProjectId | null;
  by: { userId: UserId; name: string } | null;
};

/**
 * Writes the trace and its ledger leaf in one statement, in the command's own
 * transaction: no act without its trace, no trace without its act. The head
 * row is locked here, last and briefly, which makes the index contiguous and
 * in commit order.
 */
export async function recordAudit(tx: Tx, entry: Entry): Promise<void> {
  for (const workspaceId of workspacesOf(entry)) {
    await append(tx, workspaceId, entry);
  }
}

/** Sorted, so that two acts that touch the same two workspaces cannot lock them crosswise. */
function workspacesOf({ access, trailIn }: Entry): readonly WorkspaceId[] {
  if (access.kind === "project" || access.kind === "workspace") {
    return [access.workspaceId];
  }
  const own = access.kind === "self" ? access.workspaceIds : [];
  return [...new Set([...own, ...trailIn])].sort((left, right) => (left < right ? -1 : 1));
}

async function append(tx: Tx, workspaceId: WorkspaceId, entry: Entry): Promise<void> {
  const { access, at } = entry;
  const projectId = access.kind === "project" ? access.projectId : entry.madeProject;
  const by = actorOf(entry);
  const rows = entry.events.map(({ type, ...data }) => {
    const id = randomUUID();
    const record = { id, workspaceId, projectId, type, by, at: at.toISOString(), data };
    const canonical = canonicalize(record);
    const hash = leafHash(Buffer.from(canonical, "utf8"));
    return { id, projectId, type, data, canonical, hash: Buffer.from(hash).toString("hex") };
  });
  await tx.$executeRaw`
    WITH head AS (
      INSERT INTO ledger_heads ("workspaceId", size) VALUES (${workspaceId}::uuid, ${rows.length})
      ON CONFLICT ("workspaceId") DO UPDATE SET size = ledger_heads.size + EXCLUDED.size
      RETURNING size - ${rows.length} AS start
    )
    INSERT INTO audit_events ("workspaceId", index, id, "projectId", type, "actorKind", "actorId",
                              "actorName", data, at, canonical, "leafHash")
    SELECT ${workspaceId}::uuid, head.start + (leaf.ord - 1), (leaf.row->>'id')::uuid,
           (leaf.row->>'projectId')::uuid, leaf.row->>'type', ${by.kind}, ${by.id}::uuid, ${by.name},
           leaf.row->'data', ${at}, leaf.row->>'canonical', decode(leaf.row->>'hash', 'hex')
    FROM head, jsonb_array_elements(${JSON.stringify(rows)}::jsonb) WITH ORDINALITY AS leaf(row, ord)`;
}

function actorOf({ actor, access, by }: Entry) {
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
