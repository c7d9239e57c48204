import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { listCheckpoints } from "@/lib/ledger/store/checkpoints";
import type { ReadDb } from "@/lib/platform/db";

/** What goes in: the whole ledger below `size`, and the files of one project or of all. */
export type PackScope = { workspaceId: WorkspaceId; projectId: string | null; size: number };

const PAGE = 1000;
const FIRST = "00000000-0000-0000-0000-000000000000";

/** Page after page by id, so that a workspace may be larger than memory. */
async function* eachRow<Row extends { id: string }>(
  load: (after: string) => Promise<Row[]>,
): AsyncGenerator<Row, void, undefined> {
  for (let after: string | undefined = FIRST; after !== undefined; ) {
    const rows: Row[] = await load(after);
    yield* rows;
    after = rows.length < PAGE ? undefined : rows.at(-1)?.id;
  }
}

export async function isOfWorkspace(
  db: ReadDb,
  at: { workspaceId: WorkspaceId; projectId: string },
): Promise<boolean> {
  const { workspaceId, projectId } = at;
  return (await db.project.count({ where: { id: projectId, workspaceId } })) > 0;
}

type Counts = { signatures: number; evidence: number; files: number; documents: number };

export async function countPack(db: ReadDb, scope: PackScope): Promise<Counts> {
  const { workspaceId, projectId, size } = scope;
  const [row] = await db.$queryRaw<Counts[]>`
    SELECT
      (SELECT count(DISTINCT data->>'signatureId')::int FROM audit_events
        WHERE "workspaceId" = ${workspaceId}::uuid AND index < ${size} AND data ? 'signatureId')
        AS signatures,
      (SELECT count(*)::int FROM audit_events
        WHERE "workspaceId" = ${workspaceId}::uuid AND index < ${size}
          AND type = 'evidence.attached') AS evidence,
      (SELECT count(DISTINCT sha256)::int FROM stored_files
        WHERE "workspaceId" = ${workspaceId}::uuid
          AND (${projectId}::uuid IS NULL OR "projectId" = ${projectId}::uuid)) AS files,
      (SELECT count(*)::int FROM issued_documents
        WHERE "workspaceId" = ${workspaceId}::uuid
          AND (${projectId}::uuid IS NULL OR "projectId" = ${projectId}::uuid)) AS documents`;
  return row ?? { signatures: 0, evidence: 0, files: 0, documents: 0 };
}

export async function loadWorkspace(db: ReadDb, workspaceId: WorkspaceId) {
  const found = await db.workspace.findUnique({
    where: { id: workspaceId },
    select: { id: true, slug: true, name: true, createdAt: true },
  });
  if (found === null) {
    throw new AppError("not_found", "This workspace is not there.");
  }
  return found;
}

export function eachCheckpoint(db: ReadDb, { workspaceId, size }: PackScope) {
  return listCheckpoints(db, { workspaceId, after: 0, to: size });
}

export async function* eachRecord(db: ReadDb, { workspaceId, size }: PackScope) {
  for (let from = 0; from < size; from += PAGE) {
    yield* await db.auditEvent.findMany({
      where: { workspaceId, index: { gte: from, lt: Math.min(size, from + PAGE) } },
      orderBy: { index: "asc" },
      select: { canonical: true },
    });
  }
}

/** Without addresses: who somebody was is told by name, and what they did by id. */
export function eachPerson(db: ReadDb, { workspaceId }: PackScope) {
  return eachRow(
    (after) => db.$queryRaw<
      {
        id: string;
        name: string;
        title: string;
        role: string;
        joinedAt: Date;
        removedAt: Date | null;
      }[]
    >`
      SELECT u.id, u.name, u.title, m.role::text AS role, m."joinedAt", m."removedAt"
      FROM memberships m JOIN users u ON u.id = m."userId"
      WHERE m."workspaceId" = ${workspaceId}::uuid AND u.id > ${after}::uuid
      ORDER BY u.id LIMIT ${PAGE}`,
  );
}

/** The published versions that projects follow, with their sources. */
export function eachPlaybook(db: ReadDb, { workspaceId }: PackScope) {
  return eachRow((after) =>
    db.playbookVersion.findMany({
      where: { playbook: { workspaceId }, projects: { some: {} }, id: { gt: after } },
      orderBy: { id: "asc" },
      take: PAGE,
      select: {
        id: true,
        number: true,
        source: true,
        document: true,
        sha256: true,
        createdAt: true,
        publishedAt: true,
        playbook: { select: { id: true, key: true, name: true, summary: true, origin: true } },
      },
    }),
  );
}

export function eachProject(db: ReadDb, { workspaceId }: PackScope) {
  return eachRow((after) =>
    db.project.findMany({
      where: { workspaceId, id: { gt: after } },
      orderBy: { id: "asc" },
      take: PAGE,
      select: {
        id: true,
        key: true,
        name: true,
        summary: true,
        unit: true,
        strictness: true,
        status: true,
        playbookVersionId: true,
        iteration: true,
        startOn: true,
        ownerId: true,
        createdById: true,
        createdAt: true,
        members: { select: { userId: true, roles: true, addedAt: true, removedAt: true } },
      },
    }),
  );
}

/** What the ledger speaks of below `size`, with the words its row has today. */
export function eachEvidence(db: ReadDb, { workspaceId, size }: PackScope) {
  return eachRow(
    (after) => db.$queryRaw<
      {
        id: string;
        projectId: string;
        projectKey: string;
        title: string;
        sha256: string | null;
        fileId: string | null;
      }[]
    >`
      SELECT v.id, v."projectId", p.key AS "projectKey", v.kind::text AS kind, v.title, v.note, v.url,
        v."fileId", v.sha256, to_char(v."effectiveOn", 'YYYY-MM-DD') AS "effectiveOn",
        to_char(v."validUntil", 'YYYY-MM-DD') AS "validUntil", v."receivedAt", v.revision,
        v."supersedesId", v."supersededAt", v."withdrawnAt", v."withdrawReason", v."addedById"
      FROM evidence v JOIN projects p ON p.id = v."projectId"
      WHERE p."workspaceId" = ${workspaceId}::uuid AND v.id > ${after}::uuid
        AND EXISTS (SELECT 1 FROM audit_events e WHERE e."projectId" = v."projectId"
          AND e.type = 'evidence.attached' AND e.index < ${size} AND e.data->>'evidenceId' = v.id::text)
      ORDER BY v.id LIMIT ${PAGE}`,
  );
}

export function eachStoredFile(db: ReadDb, { workspaceId, projectId }: PackScope) {
  return eachRow(
    (after) => db.$queryRaw<{ id: string; sha256: string; fileName: string }[]>`
      SELECT id, "projectId", sha256, bytes::text AS bytes, "mediaType", "fileName", "uploadedById",
        "uploadedAt"
      FROM stored_files
      WHERE "workspaceId" = ${workspaceId}::uuid AND id > ${after}::uuid
        AND (${projectId}::uuid IS NULL OR "projectId" = ${projectId}::uuid)
      ORDER BY id LIMIT ${PAGE}`,
  );
}

/** Each hash once, however many names the bytes have. */
export async function* eachFileHash(db: ReadDb, { workspaceId, projectId }: PackScope) {
  for (let after: string | undefined = ""; after !== undefined; ) {
    const rows: { sha256: string }[] = await db.$queryRaw`
      SELECT DISTINCT sha256 FROM stored_files
      WHERE "workspaceId" = ${workspaceId}::uuid AND sha256 > ${after}
        AND (${projectId}::uuid IS NULL OR "projectId" = ${projectId}::uuid)
      ORDER BY sha256 LIMIT ${PAGE}`;
    yield* rows;
    after = rows.length < PAGE ? undefined : rows.at(-1)?.sha256;
  }
}

export function eachDocument(db: ReadDb, { workspaceId, projectId }: PackScope) {
  return eachRow(
    (after) => db.$queryRaw<
      { id: string; projectKey: string; fileName: string; sha256: string; issuedAt: Date }[]
    >`
      SELECT d.id, d."projectId", p.key AS "projectKey", d.subject::text AS subject, d."subjectId",
        d.number, d."editionSha256", d.sha256, d.bytes, d."fileName", d."certificateSha256",
        d."issuedById", d."issuedAt"
      FROM issued_documents d JOIN projects p ON p.id = d."projectId"
      WHERE d."workspaceId" = ${workspaceId}::uuid AND d.id > ${after}::uuid
        AND (${projectId}::uuid IS NULL OR d."projectId" = ${projectId}::uuid)
      ORDER BY d.id LIMIT ${PAGE}`,
  );
}

export function eachSignature(db: ReadDb, { workspaceId }: PackScope) {
  return eachRow(
    (after) => db.$queryRaw<
      {
        id: string;
        projectKey: string;
        signerName: string;
        role: string;
        subjectName: string | null;
        subjectVersion: number;
        meaning: string;
        assurance: string;
        signedAt: Date;
        withdrawnAt: Date | null;
      }[]
    >`
      SELECT s.id, p.key AS "projectKey", s."signerName", s.role::text AS role,
        s.statement#>>'{subject,name}' AS "subjectName", s."subjectVersion", s.meaning,
        s.assurance::text AS assurance, s."signedAt", s."withdrawnAt"
      FROM signatures s JOIN projects p ON p.id = s."projectId"
      WHERE s."workspaceId" = ${workspaceId}::uuid AND s.id > ${after}::uuid
      ORDER BY s.id LIMIT ${PAGE}`,
  );
}

export function eachDecision(db: ReadDb, { workspaceId }: PackScope) {
  return eachRow(
    (after) => db.$queryRaw<
      {
        id: string;
        projectKey: string;
        code: string;
        gateName: string;
        round: number;
        name: string;
        role: string;
        verdict: string;
        reason: string;
        decidedAt: Date;
      }[]
    >`
      SELECT d.id, p.key AS "projectKey", g.code, g.name AS "gateName", r.number AS round, u.name,
        d.role::text AS role, d.verdict::text AS verdict, d.reason, d."decidedAt", d."signatureId"
      FROM gate_decisions d
      JOIN gate_rounds r ON r.id = d."roundId" JOIN gates g ON g.id = r."gateId"
      JOIN projects p ON p.id = g."projectId" JOIN users u ON u.id = d."approverId"
      WHERE p."workspaceId" = ${workspaceId}::uuid AND d.id > ${after}::uuid
      ORDER BY d.id LIMIT ${PAGE}`,
  );
}
