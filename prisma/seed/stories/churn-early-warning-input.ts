import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { attachEvidence } from "@/lib/evidence/commands/attach-evidence";
import { pushMetric } from "@/lib/evidence/commands/push-metric";
import { suggestEvidence } from "@/lib/evidence/queries";
import { runQuery } from "@/lib/execution/query";
import { addComment } from "@/lib/journal/commands/add-comment";
import { act } from "../engine/demo";
import { upload } from "../engine/evidence-acts";
import { gateAtStage, personIn, placeOf, stageIdAt, taskIdOf } from "../engine/project-run";
import type { ProjectRun } from "../engine/story";

const FOLDER = "prisma/seed/fixtures/churn-early-warning";
const TABLE = { name: "health-plan-members.csv", mediaType: "text/csv" };
const PAGE = { name: "health-plan-members-profile.html", mediaType: "text/html" };
const FIGURES = { name: "health-plan-members-profile.json", mediaType: "application/json" };

async function fixture(file: { name: string; mediaType: string }) {
  const root = process.env.WAYMARK_ROOT ?? process.cwd();
  return { ...file, bytes: await readFile(join(root, FOLDER, file.name)) };
}

/** The table as received, and what ydata-profiling made of it, as page and as figures. */
export async function attachRealInput(run: ProjectRun): Promise<void> {
  const yuki = personIn(run, "yuki");
  const tomas = personIn(run, "tomas");
  const { projectId } = run;
  const stageId = stageIdAt(run, 2);
  await act(attachEvidence, yuki, {
    projectId,
    kind: "file",
    stageId,
    taskId: taskIdOf(run, 2, "collect-initial-data"),
    title: "Health plan members, study year 1",
    note: "5,638 members, 14 columns, as pulled. Cells are copied as text; `left_early` is derived from the last study year on file. Public data of the RAND Health Insurance Experiment.",
    fileId: await upload(run, yuki, await fixture(TABLE)),
  });
  const taskId = taskIdOf(run, 2, "explore-data");
  const output = run.outputs.get(placeOf(2, "data-exploration-report"));
  const pageId = await upload(run, tomas, await fixture(PAGE));
  const { title, note } = await runQuery(suggestEvidence, tomas.actor, { fileId: pageId });
  const { evidenceId } = await act(attachEvidence, tomas, {
    projectId,
    kind: "eda_profile",
    stageId,
    taskId,
    outputId: output?.id ?? null,
    title,
    note,
    fileId: pageId,
  });
  if (output !== undefined) {
    run.evidence.set(output.id, evidenceId);
  }
  await act(attachEvidence, tomas, {
    projectId,
    kind: "eda_profile",
    stageId,
    taskId,
    title: `${title}, figures`,
    note: "The same profile as JSON, for the checks that read it.",
    fileId: await upload(run, tomas, await fixture(FIGURES)),
  });
}

export async function pushModelFigures(run: ProjectRun): Promise<void> {
  const tomas = personIn(run, "tomas");
  const figures = [
    ["AUC", "", 0.842, "higher_is_better"],
    ["PR AUC", "", 0.391, "higher_is_better"],
    ["recall_gap", "broker against direct", 0.061, "lower_is_better"],
    ["Recall at 500 calls", "direct", 0.664, "higher_is_better"],
    ["Recall at 500 calls", "broker", 0.603, "higher_is_better"],
  ] as const;
  for (const [name, slice, value, direction] of figures) {
    const { projectId } = run;
    await act(pushMetric, tomas, { projectId, name, slice, value, direction, source: "run 148" });
  }
}

export async function commentOnModeling(run: ProjectRun): Promise<void> {
  const subjectId = taskIdOf(run, 4, "build-model");
  const { id: gateId } = gateAtStage(run, 4);
  const said = [
    [
      "samuel",
      "task",
      subjectId,
      "Is the broker gap stable over the five folds, or one fold of bad luck?",
    ],
    [
      "tomas",
      "task",
      subjectId,
      "Stable: 0.055 to 0.068. @samuel run 149 reweighs the channel and will be there on Thursday.",
    ],
    [
      "samuel",
      "gate",
      gateId,
      "I shall look at recall by channel first. 0.05 is the limit of policy 4.2, not a wish.",
    ],
  ] as const;
  for (const [who, subject, id, body] of said) {
    await act(addComment, personIn(run, who), { subject, subjectId: id, body });
  }
}
