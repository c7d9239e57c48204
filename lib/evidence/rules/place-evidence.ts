import { whyNotForOutput } from "@/lib/evidence/rules/check-substance";
import type { EvidenceKind } from "@/lib/evidence/rules/evidence-kinds";

type Wanted = { stageId: string | null; taskId: string | null; outputId: string | null };
type Found = {
  stage: { id: string } | null;
  task: { id: string; stageId: string } | null;
  output: { id: string; stageId: string; name: string; kind: string; field: string | null } | null;
};
type Placed =
  | { ok: true; stageId: string | null }
  | { ok: false; path: keyof Wanted | "kind"; message: string };

/** The stage the evidence belongs to, or which of the named places does not fit. */
export function placeEvidence(wanted: Wanted & { kind: EvidenceKind }, found: Found): Placed {
  const missing = missingPlace(wanted, found);
  if (missing !== null) {
    return missing;
  }
  const stages = [wanted.stageId, found.task?.stageId, found.output?.stageId].filter(
    (id) => id !== null && id !== undefined,
  );
  if (new Set(stages).size > 1) {
    const path = wanted.outputId === null ? "taskId" : "outputId";
    return { ok: false, path, message: "The places named here belong to different stages." };
  }
  const mismatch = found.output === null ? null : whyNotForOutput(found.output, wanted.kind);
  return mismatch === null
    ? { ok: true, stageId: stages[0] ?? null }
    : { ok: false, path: "kind", message: mismatch };
}

function missingPlace(wanted: Wanted, found: Found): Placed | null {
  if (wanted.stageId !== null && found.stage === null) {
    return { ok: false, path: "stageId", message: "Choose a stage of this project." };
  }
  if (wanted.taskId !== null && found.task === null) {
    return { ok: false, path: "taskId", message: "Choose a task of this project." };
  }
  if (wanted.outputId !== null && found.output === null) {
    return { ok: false, path: "outputId", message: "Choose an output of this project." };
  }
  return null;
}
