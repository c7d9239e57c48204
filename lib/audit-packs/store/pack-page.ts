import "server-only";
import {
  fileRow,
  type PackCover,
  pageEnd,
  pageStart,
  tableEnd,
  tableRow,
  tableStart,
} from "@/lib/audit-packs/rules/pack-words";
import * as rows from "@/lib/audit-packs/store/pack-rows";
import type { ReadDb } from "@/lib/platform/db";

type Page = { scope: rows.PackScope; cover: PackCover; missing: ReadonlySet<string> };

const words = (code: string) => code.replaceAll(/[_-]/g, " ");

/** What the pack says, for a reader with nothing but a browser; piece by piece. */
export async function* packPage(db: ReadDb, page: Page): AsyncGenerator<string, void, undefined> {
  yield pageStart(page.cover);
  yield* projects(db, page);
  yield* signatures(db, page);
  yield* decisions(db, page);
  yield* evidence(db, page);
  yield* documents(db, page);
  yield pageEnd;
}

async function* projects(db: ReadDb, { scope }: Page) {
  yield tableStart("Projects", ["Key", "Name", "Strictness", "Status", "Started"]);
  for await (const { key, name, strictness, status, startOn } of rows.eachProject(db, scope)) {
    yield tableRow([key, name, strictness, status, startOn.toISOString().slice(0, 10)]);
  }
  yield tableEnd;
}

async function* signatures(db: ReadDb, { scope }: Page) {
  yield tableStart("Signatures", [
    "Signed at",
    "Signer",
    "Role",
    "Project",
    "What",
    "Meaning",
    "Identified by",
  ]);
  for await (const row of rows.eachSignature(db, scope)) {
    yield tableRow([
      row.signedAt.toISOString(),
      row.signerName,
      words(row.role),
      row.projectKey,
      `${row.subjectName ?? "Record"}, version ${row.subjectVersion}`,
      row.withdrawnAt === null
        ? row.meaning
        : `${row.meaning} (withdrawn ${row.withdrawnAt.toISOString()})`,
      words(row.assurance),
    ]);
  }
  yield tableEnd;
}

async function* decisions(db: ReadDb, { scope }: Page) {
  yield tableStart("Gate decisions", [
    "Decided at",
    "Project",
    "Gate",
    "Round",
    "Who",
    "Role",
    "Verdict",
    "Reason",
  ]);
  for await (const row of rows.eachDecision(db, scope)) {
    yield tableRow([
      row.decidedAt.toISOString(),
      row.projectKey,
      `${row.code} ${row.gateName}`,
      row.round,
      row.name,
      words(row.role),
      words(row.verdict),
      row.reason,
    ]);
  }
  yield tableEnd;
}

async function* evidence(db: ReadDb, { scope, missing }: Page) {
  yield tableStart("Evidence", ["Project", "Title", "File"]);
  for await (const { projectId, projectKey, title, sha256, fileId } of rows.eachEvidence(
    db,
    scope,
  )) {
    const isInScope = scope.projectId === null || scope.projectId === projectId;
    const isHere = isInScope && fileId !== null && sha256 !== null && !missing.has(sha256);
    yield fileRow({ href: isHere ? `evidence/${sha256}` : null, cells: [projectKey, title] });
  }
  yield tableEnd;
}

async function* documents(db: ReadDb, { scope, missing }: Page) {
  yield tableStart("Signed documents that were handed out", [
    "Issued at",
    "Project",
    "Name",
    "File",
  ]);
  for await (const row of rows.eachDocument(db, scope)) {
    yield fileRow({
      href: missing.has(row.sha256) ? null : `documents/${row.sha256}.pdf`,
      cells: [row.issuedAt.toISOString(), row.projectKey, row.fileName],
    });
  }
  yield tableEnd;
}
