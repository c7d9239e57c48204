import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import type { GateAt } from "@/lib/gates/rules/gate-facts";
import type { StoredWaiver } from "@/lib/gates/rules/stored-history";
import { missingGrants, possibleGrantors, proposedWaiverOf } from "@/lib/gates/rules/waiver";
import type { GateView } from "@/lib/gates/schema";
import type { WaiverView } from "@/lib/gates/schema/waivers";

/** Every waiver with who granted it and, while it waits, whom it waits for. Newest first. */
export function waiversView(rows: readonly StoredWaiver[], at: GateAt): WaiverView[] {
  return rows.map((row) => ({
    id: row.id,
    reason: row.reason,
    requestedBy: { id: row.requestedById, name: row.requestedBy },
    proposedAt: instant(row.proposedAt),
    grantedAt: row.grantedAt === null ? null : instant(row.grantedAt),
    expiresOn: row.expiresOn,
    state: stateOf(row, at.project.today),
    grants: row.grants.map((grant) => ({
      ...choiceOf(grant.role),
      by: { id: grant.grantedById, name: grant.grantedBy },
      at: instant(grant.grantedAt),
    })),
    missing: missingOf(row, at),
  }));
}

function stateOf(row: StoredWaiver, today: string): WaiverView["state"] {
  if (row.revokedAt !== null) {
    return "replaced";
  }
  if (row.expiresOn < today) {
    return "ended";
  }
  return row.grantedAt === null ? "proposed" : "in_force";
}

function missingOf(row: StoredWaiver, at: GateAt): WaiverView["missing"] {
  if (stateOf(row, at.project.today) !== "proposed") {
    return [];
  }
  return missingGrants(row, at.project.people).map((role) => ({
    ...choiceOf(role),
    people: possibleGrantors(row, at, role).map(({ userId: id, name }) => ({ id, name })),
  }));
}

export function toGrantWaiver(
  at: GateAt,
  roles: readonly ProjectRole[],
): GateView["toGrantWaiver"] {
  const waiver = proposedWaiverOf(at);
  return waiver === null || roles.length === 0
    ? null
    : {
        waiverId: waiver.id,
        subjectSha256: waiver.subjectSha256,
        choices: roles.map(choiceOf),
      };
}

function choiceOf(role: ProjectRole) {
  return { role, title: titleOfProjectRole[role] };
}

function instant(text: string): string {
  return new Date(text).toISOString();
}
