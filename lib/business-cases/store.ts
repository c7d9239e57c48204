import "server-only";
import type { CaseFacts, CaseVersionFacts } from "@/lib/business-cases/rules/case-facts";
import {
  type CaseContent,
  type CaseStatus,
  caseContent,
  emptyCase,
} from "@/lib/business-cases/schema";
import { AppError } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import type { ProjectId, UserId } from "@/lib/kernel/ids";
import { contentSha256 } from "@/lib/ledger/content-hash";
import { now } from "@/lib/platform/clock";
import type { ReadDb, Tx } from "@/lib/platform/db";
import { roundsOfCase } from "@/lib/signing/store/case-rounds";

/** The empty page a project starts with. */
export async function createCase(
  tx: Tx,
  facts: { projectId: string; title: string },
): Promise<void> {
  const draft = { ...emptyCase, title: facts.title };
  await tx.businessCase.create({ data: { projectId: facts.projectId, draft } });
}

/** A case is found through its project, of which it is the only one. */
export async function scopeOfCase(db: ReadDb, projectId: ProjectId) {
  const row = await db.businessCase.findFirst({
    where: { projectId },
    select: { projectId: true },
  });
  return row === null ? null : { kind: "project" as const, projectId: row.projectId as ProjectId };
}

/** A stored text of an older shape reads as one whose newer sections are empty. */
export function contentOf(stored: unknown): CaseContent {
  const sections = typeof stored === "object" && stored !== null ? stored : {};
  return caseContent.parse({ ...emptyCase, ...sections });
}

/** Two people who submit, sign or return at the same moment do so one after the other. */
export async function lockCase(tx: Tx, projectId: ProjectId): Promise<void> {
  await tx.$queryRaw`SELECT id FROM business_cases WHERE "projectId" = ${projectId}::uuid FOR UPDATE`;
}

type CaseRow = Omit<
  CaseFacts,
  "project" | "latest" | "draftSha256" | "draftSavedAt" | "signedAt" | "today"
> &
  Omit<CaseFacts["project"], "id" | "status"> & {
    projectStatus: CaseFacts["project"]["status"];
    draftSavedAt: Date;
    signedAt: Date | null;
    latestContent: unknown;
  };

export async function loadCase(db: ReadDb, projectId: ProjectId): Promise<CaseFacts> {
  const rows = await db.$queryRaw<CaseRow[]>`
    SELECT c.id, c.status::text AS status, c.version, c.draft, c."draftSavedAt",
           saver.name AS "draftSavedBy", c."returnedReason", c."signedNumber", c."signedAt",
           p."workspaceId", w.name AS "workspaceName", p.key, p.name,
           p.strictness::text AS strictness, p.status::text AS "projectStatus",
           latest.content AS "latestContent",
           COALESCE(versions.list, '[]') AS versions,
           COALESCE(signatures.list, '[]') AS signatures,
           ${roundsOfCase} AS rounds,
           COALESCE(members.list, '[]') AS members
    FROM business_cases c
    JOIN projects p ON p.id = c."projectId"
    JOIN workspaces w ON w.id = p."workspaceId"
    LEFT JOIN users saver ON saver.id = c."draftSavedById"
    LEFT JOIN LATERAL (
      SELECT v.content FROM business_case_versions v WHERE v."caseId" = c.id
      ORDER BY v.number DESC LIMIT 1) latest ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('number', v.number, 'sha256', v.sha256, 'note', v.note,
               'submittedById', v."submittedById", 'submittedBy', u.name,
               'submittedAt', v."submittedAt") ORDER BY v.number DESC) AS list
      FROM business_case_versions v JOIN users u ON u.id = v."submittedById"
      WHERE v."caseId" = c.id) versions ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('id', s.id, 'role', s.role, 'signerId', s."signerId",
               'signerName', s."signerName", 'delegatedFromId', s."delegatedFromId",
               'signedFor', s.statement->'delegatedFrom'->>'name', 'number', s."subjectVersion", 'meaning', s.meaning,
               'guest', (SELECT json_build_object('organisation', g.organisation, 'email', g.email)
                 FROM signing_guests g WHERE g.id = s."signerId"),
               'assurance', s.assurance, 'statementSha256', s."statementSha256",
               'signedAt', s."signedAt", 'content', v.content) ORDER BY s."signedAt", s.id) AS list
      FROM signatures s
      JOIN business_case_versions v ON v."caseId" = c.id AND v.number = s."subjectVersion"
        AND v.sha256 = s."subjectSha256"
      WHERE s.subject = 'business_case' AND s."subjectId" = c.id
        AND s."withdrawnAt" IS NULL) signatures ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('userId', m."userId", 'name', u.name, 'roles', m.roles)
               ORDER BY m."addedAt", m."userId") AS list
      FROM project_members m JOIN users u ON u.id = m."userId" AND u."disabledAt" IS NULL
      WHERE m."projectId" = p.id AND m."removedAt" IS NULL) members ON true
    WHERE c."projectId" = ${projectId}::uuid`;
  const row = rows[0];
  if (row === undefined) {
    throw new AppError("not_found", "This project has no business case.");
  }
  return factsOf(row, projectId);
}

function factsOf(row: CaseRow, projectId: ProjectId): CaseFacts {
  const draft = contentOf(row.draft);
  const versions: CaseVersionFacts[] = row.versions.map((version) => ({
    ...version,
    submittedAt: instant(version.submittedAt),
  }));
  const newest = versions[0];
  const { workspaceId, workspaceName, key, name, strictness, projectStatus: status } = row;
  return {
    id: row.id,
    status: row.status,
    version: row.version,
    draft,
    draftSha256: contentSha256(draft),
    draftSavedAt: row.draftSavedAt.toISOString(),
    draftSavedBy: row.draftSavedBy,
    returnedReason: row.returnedReason,
    signedNumber: row.signedNumber,
    signedAt: row.signedAt?.toISOString() ?? null,
    project: { id: projectId, workspaceId, workspaceName, key, name, strictness, status },
    versions,
    latest: newest === undefined ? null : { ...newest, content: contentOf(row.latestContent) },
    signatures: row.signatures.map((signature) => ({
      ...signature,
      content: contentOf(signature.content),
      signedAt: instant(signature.signedAt),
    })),
    rounds: row.rounds,
    today: dayOf(now()),
    members: row.members,
  };
}

function instant(text: string): string {
  return new Date(text).toISOString();
}

export async function storeDraft(
  tx: Tx,
  save: { caseId: string; version: number; draft: CaseContent; by: UserId; at: Date },
): Promise<void> {
  const { count } = await tx.businessCase.updateMany({
    where: { id: save.caseId, version: save.version },
    data: {
      draft: save.draft,
      draftSavedById: save.by,
      draftSavedAt: save.at,
      version: { increment: 1 },
    },
  });
  demandOne(count);
}

type NewVersion = {
  caseId: string;
  version: number;
  number: number;
  content: CaseContent;
  sha256: string;
  note: string;
  by: UserId;
  at: Date;
  status: CaseStatus;
};

export async function saveVersion(tx: Tx, facts: NewVersion): Promise<void> {
  const { caseId, version, number, content, sha256, note, by, at, status } = facts;
  const { count } = await tx.businessCase.updateMany({
    where: { id: caseId, version },
    data: { status, submittedNumber: number, returnedReason: "", version: { increment: 1 } },
  });
  demandOne(count);
  await tx.businessCaseVersion.create({
    data: { caseId, number, content, sha256, note, submittedById: by, submittedAt: at },
  });
}

export async function saveReturn(
  tx: Tx,
  facts: { caseId: string; version: number; reason: string },
): Promise<void> {
  const { count } = await tx.businessCase.updateMany({
    where: { id: facts.caseId, version: facts.version },
    data: { status: "returned", returnedReason: facts.reason, version: { increment: 1 } },
  });
  demandOne(count);
}

/** What the case must know about its signatures; written by the act of signing. */
export async function saveSigned(
  tx: Tx,
  facts: { caseId: string; number: number; at: Date },
): Promise<void> {
  await tx.businessCase.updateMany({
    where: { id: facts.caseId },
    data: {
      status: "signed",
      signedNumber: facts.number,
      signedAt: facts.at,
      version: { increment: 1 },
    },
  });
}

export async function findVersion(db: ReadDb, at: { caseId: string; number: number }) {
  const row = await db.businessCaseVersion.findFirst({
    where: at,
    select: { content: true },
  });
  if (row === null) {
    throw new AppError("not_found", `This business case has no version ${at.number}.`);
  }
  return contentOf(row.content);
}

function demandOne(count: number): void {
  if (count !== 1) {
    throw new AppError("conflict", "The business case changed a moment ago. Reload and try again.");
  }
}
