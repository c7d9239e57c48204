import "server-only";
import { contentOf } from "@/lib/business-cases/store";
import type {
  CaseFactsOfGates,
  GateFacts,
  ProjectFacts,
  RoundFacts,
} from "@/lib/gates/rules/gate-facts";
import { gatePolicy } from "@/lib/gates/rules/gate-policy";
import { headColumns, workColumns } from "@/lib/gates/store/facts-columns";
import { AppError } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import type { ReadDb } from "@/lib/platform/db";

type Stored = Omit<ProjectFacts, "now" | "today" | "businessCase"> & {
  businessCase: StoredCase | null;
};
type StoredCase = Omit<CaseFactsOfGates, "draft" | "versions"> & {
  draft: unknown;
  versions: (Omit<CaseFactsOfGates["versions"][number], "content"> & { content: unknown })[];
};

/**
 * All that the gates of one project are decided from, in one statement,
 * however many gates and criteria there are.
 */
export async function loadProjectFacts(
  db: ReadDb,
  at: { projectId: string; now: Date },
): Promise<ProjectFacts> {
  const { projectId, now } = at;
  const today = dayOf(now);
  const stored = await loadStored(db, { projectId, today });
  return {
    ...stored,
    now: now.toISOString(),
    today,
    gates: stored.gates.map(gateOf),
    rounds: stored.rounds.map(roundOf),
    businessCase: stored.businessCase === null ? null : caseOf(stored.businessCase),
    metrics: stored.metrics.map((row) => ({ ...row, measuredAt: instant(row.measuredAt) })),
    attestations: stored.attestations.map((row) => ({
      ...row,
      attestedAt: instant(row.attestedAt),
    })),
    checks: stored.checks.map((row) => ({ ...row, setAt: instant(row.setAt) })),
    waivers: stored.waivers.map((row) => ({
      ...row,
      proposedAt: instant(row.proposedAt),
      grantedAt: instantOrNone(row.grantedAt),
    })),
  };
}

async function loadStored(db: ReadDb, at: { projectId: string; today: string }): Promise<Stored> {
  const rows = await db.$queryRaw<Stored[]>`
    SELECT ${headColumns}, ${workColumns(at.today)}
    FROM projects p JOIN workspaces w ON w.id = p."workspaceId"
    WHERE p.id = ${at.projectId}::uuid`;
  const row = rows[0];
  if (row === undefined) {
    throw new AppError("not_found", "This project does not exist any more.");
  }
  return { ...row, stages: row.stages ?? [] };
}

/** Instants inside JSON come with the offset of the database; days come plain. */
function instant(text: string): string {
  return new Date(text).toISOString();
}

function instantOrNone(text: string | null): string | null {
  return text === null ? null : instant(text);
}

/** Parsing the policy fails closed: a kind of criterion the engine does not know stops the gate. */
function gateOf(row: GateFacts): GateFacts {
  return {
    ...row,
    policy: gatePolicy.parse(row.policy),
    stateSince: instant(row.stateSince),
    passedAt: instantOrNone(row.passedAt),
    expiresAt: instantOrNone(row.expiresAt),
    agesAt: instantOrNone(row.agesAt),
    renewsAt: instantOrNone(row.renewsAt),
  };
}

function roundOf(row: RoundFacts): RoundFacts {
  return {
    ...row,
    policy: gatePolicy.parse(row.policy),
    requestedAt: instant(row.requestedAt),
    closedAt: instantOrNone(row.closedAt),
  };
}

function caseOf(stored: StoredCase): CaseFactsOfGates {
  return {
    ...stored,
    draft: contentOf(stored.draft),
    versions: stored.versions.map((version) => ({
      ...version,
      content: contentOf(version.content),
    })),
    signatures: stored.signatures.map((row) => ({ ...row, signedAt: instant(row.signedAt) })),
    reviews: stored.reviews.map((row) => ({ ...row, reviewedAt: instant(row.reviewedAt) })),
  };
}
