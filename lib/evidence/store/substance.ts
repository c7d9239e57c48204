import "server-only";
import { problemOfSubstance } from "@/lib/evidence/rules/check-substance";
import { evidenceSha256 } from "@/lib/evidence/rules/evidence-hash";
import type { EvidenceKind } from "@/lib/evidence/rules/evidence-kinds";
import { recogniseProfile } from "@/lib/evidence/rules/recognise-profile";
import type { ProfileFigures } from "@/lib/evidence/schema";
import { findFile, type StoredFileRow } from "@/lib/evidence/store/files";
import { fieldError } from "@/lib/kernel/app-error";
import { dayOf, latestDayAt } from "@/lib/kernel/calendar";
import type { ReadDb } from "@/lib/platform/db";
import { readSmallFile } from "@/lib/platform/file-store";

/** A report larger than this is kept, but not looked into. */
const LOOKED_INTO_MAX = 20 * 1024 * 1024;

type Given = {
  projectId: string;
  kind: EvidenceKind;
  title: string;
  note: string;
  url: string | null;
  fileId: string | null;
  data: Readonly<Record<string, unknown>> | null;
  effectiveOn?: string | undefined;
  validUntil: string | null;
  now: Date;
};

/** What is attached, checked as a whole, with its hash and what the file itself tells. */
export async function loadSubstance(db: ReadDb, given: Given) {
  const { title, note, url, fileId, validUntil, projectId, now, kind } = given;
  const effectiveOn = given.effectiveOn ?? dayOf(now);
  const problem = problemOfSubstance({ ...given, effectiveOn }, latestDayAt(now));
  if (problem !== null) {
    throw fieldError(problem.path, problem.message);
  }
  const file = fileId === null ? null : await findFile(db, { fileId, projectId });
  if (fileId !== null && file === null) {
    throw fieldError("fileId", "Choose a file of this project.");
  }
  const profile = kind === "eda_profile" && file !== null ? await profileOf(file) : null;
  const { profile: _, ...form } = given.data ?? {};
  const told = profile === null ? form : { ...form, profile };
  const data = Object.keys(told).length === 0 ? null : told;
  const sha256 = evidenceSha256({ fileSha256: file?.sha256 ?? null, note, url, data });
  return { title, note, url, fileId, sha256, data, effectiveOn, validUntil };
}

/** The key figures are read from the bytes, so that nobody can write better ones beside them. */
export async function profileOf(file: StoredFileRow): Promise<ProfileFigures | null> {
  if (file.mediaType !== "application/json" && file.mediaType !== "text/html") {
    return null;
  }
  const content = await readSmallFile(file.sha256, LOOKED_INTO_MAX);
  return content === null ? null : recogniseProfile(content.toString("utf8"));
}
