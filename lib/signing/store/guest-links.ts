import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import type { ProjectRole } from "@/lib/authz/permissions";
import { AppError } from "@/lib/kernel/app-error";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { now as currentTime } from "@/lib/platform/clock";
import type { ReadDb, Tx } from "@/lib/platform/db";
import { hashOfSecret } from "@/lib/platform/secrets";

export type GuestLink = {
  id: string;
  slotId: string;
  role: ProjectRole;
  number: number;
  caseId: string;
  usedAt: Date | null;
  signatureId: string | null;
  createdAt: Date;
  expiresAt: Date;
  guest: { id: string; name: string; email: string; organisation: string };
  workspaceId: WorkspaceId;
  projectId: ProjectId;
};

/** A link that still opens something, found by what only its mail contains; null for every other. */
async function findLink(db: ReadDb, at: { token: string; now: Date }): Promise<GuestLink | null> {
  const row = await db.guestLink.findFirst({
    where: {
      tokenHash: hashOfSecret(at.token),
      revokedAt: null,
      expiresAt: { gt: at.now },
      slot: { replacedAt: null },
    },
    select: {
      id: true,
      slotId: true,
      usedAt: true,
      signatureId: true,
      createdAt: true,
      expiresAt: true,
      guest: true,
      slot: { select: { role: true, round: { select: { number: true, caseId: true } } } },
    },
  });
  if (row === null) {
    return null;
  }
  const { guest, slot, ...link } = row;
  const { id, name, email, organisation } = guest;
  return {
    ...link,
    role: slot.role,
    number: slot.round.number,
    caseId: slot.round.caseId,
    guest: { id, name, email, organisation },
    workspaceId: guest.workspaceId as WorkspaceId,
    projectId: guest.projectId as ProjectId,
  };
}

/** Where a link leads, for the check of access; what it opens is read again under the lock. */
export async function scopeOfLink(db: ReadDb, token: string) {
  const link = await findLink(db, { token, now: currentTime() });
  if (link === null) {
    return null;
  }
  const { workspaceId, projectId, guest } = link;
  const { id, name } = guest;
  return { kind: "guest" as const, workspaceId, projectId, guest: { id, name } };
}

/** The link as it is now that the case is locked; what ended it meanwhile is said. */
export async function demandLink(db: ReadDb, at: { token: string; now: Date }): Promise<GuestLink> {
  const link = await findLink(db, at);
  if (link === null) {
    throw new AppError(
      "conflict",
      "This link ended a moment ago: somebody else is asked now, or a newer version was submitted. Nothing was signed.",
    );
  }
  return link;
}

type NewLink = {
  guestId: string;
  slotId: string;
  tokenHash: string;
  createdAt: Date;
  expiresAt: Date;
};

/** The new link of a place takes the place of the one before it; true where there was one. */
export async function insertLink(tx: Tx, link: NewLink): Promise<boolean> {
  const { count } = await tx.guestLink.updateMany({
    where: { slotId: link.slotId, revokedAt: null },
    data: { revokedAt: link.createdAt },
  });
  await tx.guestLink.create({ data: link });
  return count > 0;
}

type EndedLink = { guestId: string; name: string; number: number };

/** Ends links that were not used: those of one place, or of every round of a case before a version. */
export async function revokeLinks(
  tx: Tx,
  facts: { at: Date } & ({ slotId: string } | { caseId: string; before: number }),
): Promise<EndedLink[]> {
  const slot =
    "slotId" in facts
      ? { id: facts.slotId }
      : { round: { caseId: facts.caseId, number: { lt: facts.before } } };
  const where = { slot, revokedAt: null, usedAt: null };
  const rows = await tx.guestLink.findMany({
    where,
    select: {
      id: true,
      guest: { select: { id: true, name: true } },
      slot: { select: { round: { select: { number: true } } } },
    },
  });
  await tx.guestLink.updateMany({
    where: { id: { in: rows.map(({ id }) => id) }, revokedAt: null },
    data: { revokedAt: facts.at },
  });
  return rows.map((row) => ({
    guestId: row.guest.id,
    name: row.guest.name,
    number: row.slot.round.number,
  }));
}

export function revokedEvents(
  ended: readonly EndedLink[],
  facts: { caseId: string; reason: string },
): AuditEvent[] {
  return ended.map((link) => ({ type: "guest.link-revoked", ...facts, ...link }));
}

/** Uses a link up; whoever comes second finds it used. */
export async function closeLink(
  tx: Tx,
  facts: { id: string; at: Date; signatureId: string | null },
): Promise<void> {
  const { count } = await tx.guestLink.updateMany({
    where: { id: facts.id, usedAt: null, revokedAt: null },
    data: { usedAt: facts.at, signatureId: facts.signatureId },
  });
  if (count !== 1) {
    throw new AppError("conflict", "This link was used a moment ago. Open it again to see how.");
  }
}
