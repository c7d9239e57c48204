import "server-only";
import { whyNotRecord } from "@/lib/business-cases/policy/case-life";
import { type CaseLife, type ReadingFacts, rowsOf } from "@/lib/business-cases/rules/case-life";
import { labelOfCheckpoint } from "@/lib/business-cases/rules/checkpoints";
import { type RecordActualInput, recordActualInput } from "@/lib/business-cases/schema/life-inputs";
import { lockCase, scopeOfCase } from "@/lib/business-cases/store";
import { findMetric, insertReading, loadCaseLife } from "@/lib/business-cases/store/case-life";
import { defineCommand } from "@/lib/execution/command";
import { AppError, fieldError, refuseIf } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import type { Tx } from "@/lib/platform/db";

export const recordActual = defineCommand({
  name: "case.record-actual",
  permission: "case:record",
  input: recordActualInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/case/actuals",
    summary: "Record what a success criterion read at a checkpoint, or correct it",
  },
  scope: ({ tx, input }) => scopeOfCase(tx, input.projectId),

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    await lockCase(tx, projectId);
    const life = await loadCaseLife(tx, projectId);
    refuseIf(whyNotRecord(life, member));
    const { criterion, current } = demandCell(life, { input, today: dayOf(now) });
    const read = await readFrom(tx, input);
    const base = { projectId, caseId: life.caseId };
    if (current !== null && isSame(current, { ...read, by: member.userId })) {
      return { value: { ...base, actualId: current.id }, unchanged: true };
    }
    demandCorrection(current, input);
    const { checkpoint, criterionKey } = input;
    const { measure } = criterion;
    const actualId = await insertReading(tx, {
      caseId: life.caseId,
      criterionKey,
      measure,
      checkpoint,
      ...read,
      recordedById: member.userId,
      recordedAt: now,
      supersedesId: current?.id ?? null,
    });
    const { value, source, dataSetHash } = read;
    return {
      value: { ...base, actualId },
      audit: [
        {
          type: "case.actual-recorded",
          caseId: life.caseId,
          actualId,
          measure,
          checkpoint: labelOfCheckpoint[checkpoint],
          value,
          source,
          dataSetHash,
          correctsId: current?.id ?? null,
        },
      ],
    };
  },
});

function demandCell(life: CaseLife, at: { input: RecordActualInput; today: string }) {
  const { criterionKey, checkpoint } = at.input;
  const row = rowsOf(life, at.today).find(({ key }) => key === criterionKey);
  if (row === undefined) {
    throw fieldError("criterionKey", "The signed case has no such success criterion.");
  }
  const current = row.cells.find((cell) => cell.checkpoint === checkpoint)?.reading ?? null;
  return { criterion: row.criterion, current };
}

/** A typed value needs words on where it is from; a metric brings its own origin. */
async function readFrom(tx: Tx, input: RecordActualInput) {
  const { projectId, value, metricId, note } = input;
  if ((value === null) === (metricId === null)) {
    throw fieldError("value", "Give either a value or one of the metrics on record.");
  }
  if (metricId === null || value !== null) {
    if (note.length < 5) {
      throw fieldError("note", "Say where the value is from, in a few words.");
    }
    const none = { metricId: null, metricName: "", metricSlice: "", dataSetHash: "" };
    return { source: "typed" as const, value: value ?? 0, note, ...none };
  }
  const metric = await findMetric(tx, { projectId, metricId });
  if (metric === null) {
    throw fieldError("metricId", "This metric is not on record in this project.");
  }
  return {
    source: "metric" as const,
    value: metric.value,
    note,
    metricId: metric.id,
    metricName: metric.name,
    metricSlice: metric.slice,
    dataSetHash: metric.dataSetHash,
  };
}

type Read = Awaited<ReturnType<typeof readFrom>> & { by: string };

/** The second click of a double click finds its own reading already there. */
function isSame(current: ReadingFacts, read: Read): boolean {
  return (
    current.recordedById === read.by &&
    current.value === read.value &&
    current.note === read.note &&
    current.metricId === read.metricId
  );
}

function demandCorrection(current: ReadingFacts | null, input: RecordActualInput): void {
  if ((current?.id ?? null) !== input.correctsId) {
    throw new AppError(
      "conflict",
      current === null
        ? "The reading you correct is not there any more. Reload and look again."
        : `${current.recordedBy} recorded ${current.value} here. Read it, then correct it if it is wrong.`,
    );
  }
  if (current !== null && input.note.length < 5) {
    throw fieldError("note", "Say why the earlier reading is corrected.");
  }
}
