type Wanted = { stageId: string | null; taskId: string | null };
type Found = { stage: { id: string } | null; task: { id: string; stageId: string } | null };
type Placed =
  | { ok: true; stageId: string | null }
  | { ok: false; path: "stageId" | "taskId"; message: string };

/** The stage an entry belongs to: the one named, or the one its task is in. */
export function placeEntry(wanted: Wanted, found: Found): Placed {
  if (wanted.stageId !== null && found.stage === null) {
    return { ok: false, path: "stageId", message: "Choose a stage of this project." };
  }
  if (wanted.taskId !== null && found.task === null) {
    return { ok: false, path: "taskId", message: "Choose a task of this project." };
  }
  const { stageId } = wanted;
  if (stageId !== null && found.task !== null && found.task.stageId !== stageId) {
    return { ok: false, path: "taskId", message: "This task belongs to another stage." };
  }
  return { ok: true, stageId: stageId ?? found.task?.stageId ?? null };
}
