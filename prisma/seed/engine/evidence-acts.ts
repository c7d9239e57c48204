import { Readable } from "node:stream";
import { attachEvidence } from "@/lib/evidence/commands/attach-evidence";
import { storeFile } from "@/lib/evidence/commands/store-file";
import { supersedeEvidence } from "@/lib/evidence/commands/supersede-evidence";
import { kindAsStored } from "@/lib/evidence/rules/check-substance";
import type { EvidenceKind } from "@/lib/evidence/rules/evidence-kinds";
import { receiveFile } from "@/lib/platform/file-store";
import type { PlaybookTask } from "@/lib/playbooks/schema";
import { act } from "./demo";
import { paperOf } from "./evidence-words";
import type { Person } from "./people";
import { placeOf, stageIdAt, taskIdOf } from "./project-run";
import type { ProjectRun } from "./story";
import { shareOf } from "./working-time";

const OPTIONAL_SHARE = 0.35;

type Attaching = { stage: number; task: PlaybookTask; by: Person; pass: number };

/** What the task leaves behind: new papers, or a second revision after going back. */
export async function attachOutputs(run: ProjectRun, at: Attaching): Promise<void> {
  for (const key of at.task.outputs) {
    const output = run.outputs.get(placeOf(at.stage, key));
    const isWritten = output === undefined || output.kind === "case_field";
    if (!isWritten && isLeft(run, { ...output, key })) {
      await attachOutput(run, { ...at, key, output });
    }
  }
}

function isLeft(run: ProjectRun, output: { mandatory: boolean; key: string }): boolean {
  return output.mandatory || shareOf(`${run.story.key}${output.key}`) < OPTIONAL_SHARE;
}

type Output = { id: string; name: string; kind: string; field: string | null };

async function attachOutput(
  run: ProjectRun,
  at: Attaching & { key: string; output: Output },
): Promise<void> {
  const { key, output, pass, by, stage, task } = at;
  const before = run.evidence.get(output.id);
  const kind = kindOf(output);
  const paper = paperOf({ key, kind, name: output.name, run, pass });
  const file = paper.file === null ? null : await upload(run, by, paper.file);
  const { title, note, url, data } = paper;
  const substance = { title, note, url, data, fileId: file };
  if (before !== undefined) {
    const { evidenceId } = await act(supersedeEvidence, by, {
      evidenceId: before,
      ...substance,
    });
    run.evidence.set(output.id, evidenceId);
    return;
  }
  const { evidenceId } = await act(attachEvidence, by, {
    projectId: run.projectId,
    kind,
    stageId: stageIdAt(run, stage),
    taskId: taskIdOf(run, stage, task.id),
    outputId: output.id,
    ...substance,
  });
  run.evidence.set(output.id, evidenceId);
}

function kindOf({ kind, field }: Output): EvidenceKind {
  if (kind === "evidence") {
    return kindAsStored(field) ?? "document";
  }
  return kind === "form" ? "form" : "document";
}

/** The way every upload takes: bytes first, then their place in the project. */
export async function upload(
  run: ProjectRun,
  by: Person,
  file: { name: string; bytes: Buffer; mediaType: string },
): Promise<string> {
  const { sha256, bytes } = await receiveFile(Readable.from([file.bytes]), { by: by.userId });
  const { fileId } = await act(storeFile, by, {
    projectId: run.projectId,
    sha256,
    fileName: file.name,
    mediaType: file.mediaType,
    bytes,
  });
  return fileId;
}
