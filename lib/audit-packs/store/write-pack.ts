import "server-only";
import type { Readable } from "node:stream";
import { type PackCover, readmeOf } from "@/lib/audit-packs/rules/pack-words";
import type { PackFacts } from "@/lib/audit-packs/schema";
import { packPage } from "@/lib/audit-packs/store/pack-page";
import * as rows from "@/lib/audit-packs/store/pack-rows";
import { ZipWriter } from "@/lib/audit-packs/store/zip-writer";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { bundleLinesTo } from "@/lib/ledger/store/export-bundle";
import { listKeysOf } from "@/lib/ledger/store/living-key";
import { type ReadDb, readDb } from "@/lib/platform/db";
import { openFile } from "@/lib/platform/file-store";
import { log } from "@/lib/platform/log";
import { readVerifier } from "@/lib/platform/shipped-files";

export type PackRequest = PackFacts & { workspaceId: WorkspaceId; now: Date };
type Pack = { db: ReadDb; zip: ZipWriter; scope: rows.PackScope; cover: PackCover };

/** The bytes of the pack that was put on record, made while they are read. */
export async function openPack(request: PackRequest): Promise<Readable> {
  const db = readDb();
  const { workspaceId, projectId, size, now } = request;
  const scope = { workspaceId, projectId, size };
  const workspace = await rows.loadWorkspace(db, workspaceId);
  const project =
    projectId === null ? null : await db.project.findUnique({ where: { id: projectId } });
  const cover: PackCover = {
    ...request,
    workspaceName: workspace.name,
    projectName: project === null ? null : `${project.key} ${project.name}`,
    exportedAt: now.toISOString(),
    keys: await listKeysOf(db, scope),
  };
  const zip = new ZipWriter(now);
  fill({ db, zip, scope, cover }).catch((error: Error) => {
    log().warn({ err: error, workspaceId }, "An audit pack was broken off");
    zip.fail(error);
  });
  return zip.output;
}

async function fill(pack: Pack): Promise<void> {
  const { zip, cover, scope, db } = pack;
  await zip.add("README.txt", [readmeOf(cover)]);
  for (const name of ["verify.mjs", "verify.html"] as const) {
    await zip.add(name, [await readVerifier(name)]);
  }
  await addLedger(pack);
  await addRows(pack);
  const missing = [...(await addFiles(pack)), ...(await addDocuments(pack))];
  await zip.add("index.html", packPage(db, { scope, cover, missing: new Set(missing) }));
  const { exportedAt, size, bundleSha256, projectId } = cover;
  const about = { format: "waymark-audit-pack/1", exportedAt, size, bundleSha256, projectId };
  const manifest = { ...about, workspaceId: scope.workspaceId, missing, files: zip.files };
  await zip.add("manifest.json", [`${JSON.stringify(manifest, null, 1)}\n`]);
  zip.end();
}

async function addLedger({ db, zip, scope, cover }: Pack): Promise<void> {
  const bundle = await zip.add("ledger/bundle.json", bundleLinesTo(db, scope));
  if (bundle.sha256 !== cover.bundleSha256) {
    throw new Error("The ledger's rows changed between the record of the export and the export.");
  }
  await zip.add("ledger/records.jsonl", recordLines(db, scope));
  await zip.add("ledger/checkpoints.jsonl", jsonLines(await rows.eachCheckpoint(db, scope)));
  const keys = { format: "waymark-keys/1", algorithm: "Ed25519", keys: cover.keys };
  await zip.add("ledger/keys.json", [`${JSON.stringify(keys, null, 1)}\n`]);
}

async function addRows({ db, zip, scope }: Pack): Promise<void> {
  const workspace = await rows.loadWorkspace(db, scope.workspaceId);
  await zip.add("data/workspace.json", [`${JSON.stringify(workspace, null, 1)}\n`]);
  const kinds = {
    people: rows.eachPerson,
    playbooks: rows.eachPlaybook,
    projects: rows.eachProject,
    evidence: rows.eachEvidence,
    files: rows.eachStoredFile,
    decisions: rows.eachDecision,
    documents: rows.eachDocument,
  };
  for (const [name, list] of Object.entries(kinds)) {
    await zip.add(`data/${name}.jsonl`, jsonLines(list(db, scope)));
  }
}

/** Says which hashes are named in the records while their bytes are not on this server. */
async function addFiles({ db, zip, scope }: Pack): Promise<string[]> {
  const missing: string[] = [];
  for await (const { sha256 } of rows.eachFileHash(db, scope)) {
    if (!(await addFile(zip, { sha256, path: `evidence/${sha256}` }))) {
      missing.push(sha256);
    }
  }
  return missing;
}

async function addDocuments({ db, zip, scope }: Pack): Promise<string[]> {
  const missing: string[] = [];
  const added = new Set<string>();
  for await (const { sha256 } of rows.eachDocument(db, scope)) {
    if (!added.has(sha256)) {
      added.add(sha256);
      if (!(await addFile(zip, { sha256, path: `documents/${sha256}.pdf` }))) {
        missing.push(sha256);
      }
    }
  }
  return missing;
}

async function addFile(zip: ZipWriter, file: { sha256: string; path: string }): Promise<boolean> {
  const found = await openFile(file.sha256);
  if (found === null) {
    return false;
  }
  const { sha256 } = await zip.add(file.path, found.stream, "dense");
  if (sha256 !== file.sha256) {
    throw new Error(`The stored file ${file.sha256} is damaged.`);
  }
  return true;
}

async function* recordLines(db: ReadDb, scope: rows.PackScope) {
  for await (const { canonical } of rows.eachRecord(db, scope)) {
    yield `${canonical}\n`;
  }
}

async function* jsonLines(list: AsyncIterable<unknown> | Iterable<unknown>) {
  for await (const row of list) {
    yield `${JSON.stringify(row)}\n`;
  }
}
