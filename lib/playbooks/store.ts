import "server-only";
import type { PlaybookVersionId, UserId, WorkspaceId } from "@/lib/kernel/ids";
import { contentSha256 } from "@/lib/ledger/content-hash";
import type { ReadDb, Tx } from "@/lib/platform/db";
import { processWide } from "@/lib/platform/process-wide";
import { readShippedPlaybooks, type ShippedFile } from "@/lib/platform/shipped-files";
import { type ParsedPlaybook, parsePlaybook } from "@/lib/playbooks/rules/parse-playbook";
import { type Playbook, playbook } from "@/lib/playbooks/schema";
import type { Prisma } from "@/prisma/generated/client";

type ImportedVersion = {
  file: string;
  ok: true;
  playbookId: string;
  playbookVersionId: string;
  key: string;
  number: number;
  sha256: string;
  /** False when the workspace had this version already. */
  isNew: boolean;
};
type BrokenFile = { file: string; ok: false; problems: FileProblem[] };
type FileProblem = { line: number; column: number; message: string };
export type ImportedPlaybook = ImportedVersion | BrokenFile;
export type PublishedVersion = {
  id: string;
  playbookId: string;
  number: number;
  sha256: string;
  playbook: Playbook;
};

type Parsed = { shipped: ShippedFile; parsed: ParsedPlaybook };

/** Reads what is shipped; a text is parsed again only after it changed. */
async function parseShipped(): Promise<Parsed[]> {
  const kept = processWide("parsed-playbooks", () => new Map<string, Parsed>());
  const files = await readShippedPlaybooks();
  return files.map((shipped) => {
    const known = kept.get(shipped.name);
    if (known !== undefined && known.shipped.text === shipped.text) {
      return known;
    }
    const fresh = { shipped, parsed: parsePlaybook(shipped.text, shipped.name) };
    kept.set(shipped.name, fresh);
    return fresh;
  });
}

/** Shipped files that cannot be read as playbooks, with the lines to mend. */
export async function listBrokenFiles(): Promise<BrokenFile[]> {
  const files = await parseShipped();
  return files.flatMap(({ shipped, parsed }) =>
    parsed.ok ? [] : [{ file: shipped.name, ok: false, problems: parsed.problems }],
  );
}

/**
 * Brings the shipped playbooks into a workspace. A broken file is reported and
 * the others are still imported; a version the workspace has is left alone.
 */
export async function importBuiltInPlaybooks(
  tx: Tx,
  { workspaceId, by, at }: { workspaceId: WorkspaceId; by: UserId | null; at: Date },
): Promise<ImportedPlaybook[]> {
  const known = await tx.playbook.findMany({
    where: { workspaceId },
    select: {
      id: true,
      key: true,
      origin: true,
      versions: {
        where: { status: "published" },
        select: { id: true, number: true, sha256: true },
      },
    },
  });
  const imported: ImportedPlaybook[] = [];
  for (const { shipped, parsed } of await parseShipped()) {
    const { name: file, text: source } = shipped;
    if (!parsed.ok) {
      imported.push({ file, ok: false, problems: parsed.problems });
      continue;
    }
    const present = known.find(({ key }) => key === parsed.playbook.id) ?? null;
    const facts = { workspaceId, by, at, file, source, document: parsed.playbook };
    imported.push(await importOne(tx, facts, present));
  }
  return imported;
}

type Facts = {
  workspaceId: WorkspaceId;
  by: UserId | null;
  at: Date;
  file: string;
  source: string;
  document: Playbook;
};
type Present = {
  id: string;
  key: string;
  origin: "built_in" | "copied";
  versions: { id: string; number: number; sha256: string | null }[];
};

async function importOne(tx: Tx, facts: Facts, present: Present | null): Promise<ImportedPlaybook> {
  const { workspaceId, by, at, file, source, document } = facts;
  const { id: key, version: number, name, summary } = document;
  const sha256 = contentSha256(document);
  const refusal = present === null ? null : refusalOf({ present, number, sha256, key });
  if (refusal !== null) {
    return { file, ok: false, problems: [{ line: 1, column: 1, message: refusal }] };
  }
  const same = present?.versions.find((version) => version.number === number);
  if (present !== null && same !== undefined) {
    const ids = { playbookId: present.id, playbookVersionId: same.id };
    return { file, ok: true, ...ids, key, number, sha256, isNew: false };
  }
  const home =
    present ??
    (await tx.playbook.create({
      data: { workspaceId, key, name, summary, origin: "built_in" },
      select: { id: true },
    }));
  if (present !== null) {
    await tx.playbook.updateMany({ where: { id: home.id }, data: { name, summary } });
  }
  const version = await tx.playbookVersion.create({
    data: {
      playbookId: home.id,
      number,
      status: "published",
      source,
      document: document as Prisma.InputJsonObject,
      sha256,
      createdById: by,
      publishedById: by,
      publishedAt: at,
    },
    select: { id: true },
  });
  const ids = { playbookId: home.id, playbookVersionId: version.id };
  return { file, ok: true, ...ids, key, number, sha256, isNew: true };
}

function refusalOf(shipped: {
  present: Present;
  number: number;
  sha256: string;
  key: string;
}): string | null {
  const { present, number, sha256, key } = shipped;
  if (present.origin === "copied") {
    return `the workspace has a playbook of its own called ${key}; the shipped one was left out`;
  }
  const same = present.versions.find((version) => version.number === number);
  if (same !== undefined) {
    return same.sha256 === sha256
      ? null
      : `version ${number} is published with another content; give the changed text a higher version`;
  }
  const latest = Math.max(0, ...present.versions.map((version) => version.number));
  return latest > number
    ? `the workspace has version ${latest} already; version ${number} was left out`
    : null;
}

/** The pinned document of a version, or null when it is a draft or belongs to another workspace. */
export async function loadPublishedVersion(
  db: ReadDb,
  at: { workspaceId: WorkspaceId; playbookVersionId: PlaybookVersionId | string },
): Promise<PublishedVersion | null> {
  const row = await db.playbookVersion.findFirst({
    where: {
      id: at.playbookVersionId,
      status: "published",
      playbook: { workspaceId: at.workspaceId },
    },
    select: { id: true, playbookId: true, number: true, sha256: true, document: true },
  });
  if (row === null || row.sha256 === null) {
    return null;
  }
  const { id, playbookId, number, sha256 } = row;
  return { id, playbookId, number, sha256, playbook: playbook.parse(row.document) };
}
