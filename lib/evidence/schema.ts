import * as z from "zod";
import { evidenceKinds } from "@/lib/evidence/rules/evidence-kinds";
import { day, optionalText, text } from "@/lib/kernel/fields";
import { evidenceId, outputId, projectId, stageId, taskId, userId } from "@/lib/kernel/ids";
import { pageInput, pageOf } from "@/lib/kernel/page-cursor";

export const evidenceStatuses = ["living", "superseded", "withdrawn", "expired"] as const;
export type EvidenceStatus = (typeof evidenceStatuses)[number];

const metricDirections = ["higher_is_better", "lower_is_better"] as const;

const fileId = z.uuid();
const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "A file is named by its SHA-256: 64 hexadecimal digits.");
const FILE_NAME_MAX = 255;
const DATA_MAX = 100_000;

/** A name to show, never a path to write to. */
const fileName = text("The file name", { max: FILE_NAME_MAX }).regex(
  /^[^\\/\p{Cc}]+$/u,
  "The file name may not hold slashes or control characters.",
);

/** Other schemes could run code or read local files when somebody follows the link. */
const url = z
  .url({
    protocol: /^https?$/,
    error: "The link needs an address that begins with https:// or http://.",
  })
  .max(2000, "The link may have at most 2000 characters.");

const data = z
  .record(z.string().max(120), z.unknown())
  .refine((value) => JSON.stringify(value).length <= DATA_MAX, {
    message: "The form may hold at most 100 kB.",
  });

export const storeFileInput = z.strictObject({
  projectId,
  sha256,
  fileName,
  mediaType: z
    .string()
    .max(120)
    .regex(/^[\w.+-]+\/[\w.+-]+$/, "The media type looks like application/pdf."),
  bytes: z.number().int().min(1, "The file is empty."),
});

const substance = {
  title: text("The title", { max: 200 }),
  note: optionalText("The note", { max: 10_000 }),
  url: url.nullable().default(null),
  fileId: fileId.nullable().default(null),
  data: data.nullable().default(null),
  effectiveOn: day("The day it speaks about").optional(),
  validUntil: day("The last day it holds").nullable().default(null),
};

export const attachEvidenceInput = z.strictObject({
  projectId,
  kind: z.enum(evidenceKinds, { error: "Choose what kind of evidence this is." }),
  stageId: stageId.nullable().default(null),
  taskId: taskId.nullable().default(null),
  outputId: outputId.nullable().default(null),
  ...substance,
});

export const supersedeEvidenceInput = z.strictObject({ evidenceId, ...substance });

export const withdrawEvidenceInput = z.strictObject({
  evidenceId,
  reason: text("A reason", { min: 10, max: 1000 }),
});

export const pushMetricInput = z.strictObject({
  projectId,
  name: text("The name of the metric", { max: 120 }),
  value: z.number({ error: "The value needs a finite number." }),
  slice: optionalText("The slice", { max: 120 }),
  dataSetHash: optionalText("The hash of the data set", { max: 128 }),
  unit: optionalText("The unit", { max: 40 }),
  modelRef: optionalText("The model or run", { max: 200 }),
  direction: z.enum(metricDirections, { error: "Say whether higher or lower is better." }),
  measuredAt: z.iso
    .datetime({ offset: true, error: "The time needs to be like 2026-11-30T10:00:00Z." })
    .optional(),
  source: optionalText("The source", { max: 500 }),
  evidenceId: evidenceId.nullable().default(null),
});

export const evidenceListInput = z.strictObject({
  projectId,
  stageId: stageId.optional(),
  taskId: taskId.optional(),
  outputId: outputId.optional(),
  kind: z.enum(evidenceKinds).optional(),
  standing: z.enum(["living", "all"]).default("all"),
  ...pageInput,
});
export const evidenceGetInput = z.strictObject({ evidenceId });
export const metricListInput = z.strictObject({
  projectId,
  name: z.string().trim().max(120).optional(),
  slice: z.string().trim().max(120).optional(),
  ...pageInput,
});
export const fileInput = z.strictObject({ fileId });
export const uploadTargetInput = z.strictObject({ projectId });

const sentenceOrNull = z.string().nullable();
const calendarDay = z.iso.date();
const personView = z.object({ id: userId, name: z.string() });
const placeView = z.object({ id: z.uuid(), name: z.string() }).nullable();

const fileView = z.object({
  id: fileId,
  fileName: z.string(),
  mediaType: z.string(),
  bytes: z.number(),
  sha256: z.string(),
});

/** What a profile of a data set says at a glance. */
const profileFigures = z.object({
  generator: z.string(),
  title: z.string(),
  rows: z.number().int(),
  columns: z.number().int(),
  missingShare: z.number(),
  duplicateRows: z.number().int().nullable(),
  alerts: z.array(z.string()),
  alertsTotal: z.number().int(),
});
export type ProfileFigures = z.infer<typeof profileFigures>;

const evidenceFacts = {
  id: evidenceId,
  kind: z.enum(evidenceKinds),
  title: z.string(),
  note: z.string(),
  url: sentenceOrNull,
  file: fileView.nullable(),
  sha256: sentenceOrNull,
  stage: placeView,
  task: placeView,
  output: placeView,
  effectiveOn: calendarDay,
  validUntil: calendarDay.nullable(),
  receivedAt: z.iso.datetime(),
  revision: z.number().int(),
  status: z.enum(evidenceStatuses),
  withdrawReason: z.string(),
  addedBy: personView,
  profile: profileFigures.nullable(),
  whyNotSupersede: sentenceOrNull,
  whyNotWithdraw: sentenceOrNull,
};
const evidenceView = z.object(evidenceFacts);
export type EvidenceView = z.infer<typeof evidenceView>;
export const evidencePage = pageOf(evidenceView).extend({ whyNotAttach: sentenceOrNull });

export const evidenceDetail = z.object({
  ...evidenceFacts,
  projectId,
  data: z.record(z.string(), z.unknown()).nullable(),
  /** Every revision of it, the newest first. */
  revisions: z.array(
    z.object({
      id: evidenceId,
      revision: z.number().int(),
      title: z.string(),
      status: z.enum(evidenceStatuses),
      receivedAt: z.iso.datetime(),
      addedBy: z.string(),
    }),
  ),
});

const metricView = z.object({
  id: z.uuid(),
  name: z.string(),
  slice: z.string(),
  value: z.number(),
  direction: z.enum(metricDirections),
  dataSetHash: z.string(),
  unit: z.string(),
  modelRef: z.string(),
  measuredAt: z.iso.datetime(),
  source: z.string(),
  evidenceId: evidenceId.nullable(),
  addedBy: personView,
});
export type MetricView = z.infer<typeof metricView>;
export const metricPage = pageOf(metricView).extend({ whyNotAttach: sentenceOrNull });

export const downloadTarget = z.object({
  projectId,
  sha256: z.string(),
  mediaType: z.string(),
  fileName: z.string(),
  bytes: z.number(),
});

export const uploadTarget = z.object({ projectId, maxBytes: z.number().int() });

/** What the form is filled with when a file tells what it is. */
export const evidenceSuggestion = z.object({
  kind: z.enum(evidenceKinds),
  title: z.string(),
  note: z.string(),
  profile: profileFigures.nullable(),
});
export type EvidenceSuggestion = z.infer<typeof evidenceSuggestion>;
