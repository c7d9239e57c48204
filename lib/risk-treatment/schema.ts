import * as z from "zod";
import { evidenceStatuses } from "@/lib/evidence/schema";
import { optionalText, rowVersion, text } from "@/lib/kernel/fields";
import { evidenceId, riskId, stageId, taskId, userId } from "@/lib/kernel/ids";
import { sides } from "@/lib/risks/rules/matrix-bounds";
import { riskRef } from "@/lib/risks/schema";
import { createTaskInput, taskStatuses } from "@/lib/tasks/schema";

const controlStates = ["planned", "existing"] as const;
export type ControlState = (typeof controlStates)[number];

const proposalAnswers = ["taken", "rejected"] as const;
export type ProposalAnswer = (typeof proposalAnswers)[number];

/** As many steps as the largest matrix has room for. */
const STEPS_MAX = sides.max - 1;

function steps(label: string) {
  const sentence = `The effect on ${label} is a number of steps from 0 to ${STEPS_MAX}.`;
  return z
    .number({ error: sentence })
    .int(sentence)
    .min(0, sentence)
    .max(STEPS_MAX, sentence)
    .default(0);
}

const expectation = {
  cost: z
    .number({ error: "The cost needs a number, or nothing." })
    .min(0, "The cost cannot be negative.")
    .max(1e12, "The cost may be at most a million million.")
    .nullable()
    .default(null),
  likelihoodEffect: steps("likelihood"),
  impactEffect: steps("impact"),
};

const actionId = z.uuid();
const controlId = z.uuid();
const reason = text("The reason", { min: 5, max: 1000 });

const parts = createTaskInput.shape;

/** A new task of the project, or, by its id, one that is there and keeps its owner and day. */
export const planActionInput = riskRef
  .extend({
    taskId: taskId.nullable().default(null),
    name: parts.name.nullable().optional(),
    purpose: parts.purpose,
    /** Left out, the stage of the risk, or the one the project is in where that is behind. */
    stageId: stageId.nullable().default(null),
    assigneeId: userId.nullable().default(null),
    dueOn: parts.dueOn,
    estimate: parts.estimate,
    ...expectation,
  })
  .superRefine((input, context) => {
    const needs = input.taskId === null ? missingOf(input) : tooMuchOf(input);
    for (const [field, message] of needs) {
      context.addIssue({ code: "custom", path: [field], message });
    }
  });
export type PlanActionInput = z.output<typeof planActionInput>;

type TaskPart = {
  /** Absent where somebody means to choose a task. */
  name?: string | null | undefined;
  assigneeId: string | null;
  dueOn: string | null;
};

function missingOf({ name, assigneeId, dueOn }: TaskPart): [string, string][] {
  if (name === undefined) {
    return [["taskId", "Choose a task of the project, or give the name of a new one."]];
  }
  const sentences: [string, string | null, string][] = [
    ["name", name, "Say what is to be done."],
    ["assigneeId", assigneeId, "Choose who does it."],
    ["dueOn", dueOn, "Say by when it is done."],
  ];
  return sentences.flatMap(([field, value, sentence]) =>
    value === null ? [[field, sentence] as [string, string]] : [],
  );
}

function tooMuchOf({ name }: TaskPart): [string, string][] {
  return name === null || name === undefined
    ? []
    : [["name", "A task that is there keeps its name: choose it, or describe a new one."]];
}

export const changeActionInput = z.strictObject({ actionId, version: rowVersion, ...expectation });
export const removeActionInput = z.strictObject({ actionId, version: rowVersion, reason });

export const answerProposalInput = riskRef.extend({
  version: rowVersion,
  /** The finished actions that are answered, as they were shown. */
  actionIds: z.array(actionId).min(1, "Name the actions you answer.").max(50),
  answer: z.enum(proposalAnswers, { error: "Take it or reject it." }),
  /** With the residual level the current one is rated, too. */
  alsoCurrent: z.boolean().default(false),
  reason: optionalText("The reason", { max: 1000 }),
});

export type AnswerProposalInput = z.output<typeof answerProposalInput>;

const control = {
  name: text("The name", { max: 160 }),
  description: optionalText("The description", { max: 2000 }),
  state: z.enum(controlStates, { error: "Say whether the control exists or is planned." }),
};

export const addControlInput = riskRef.extend(control);
export const changeControlInput = z.strictObject({ controlId, version: rowVersion, ...control });
export const retireControlInput = z.strictObject({ controlId, version: rowVersion, reason });
export const controlProofInput = z.strictObject({
  controlId,
  evidenceId: z.uuid({ error: "Choose evidence of this project." }).brand<"EvidenceId">(),
});
export const removeProofInput = z.strictObject({ controlId, evidenceId, reason });

const sentenceOrNull = z.string().nullable();
const calendarDay = z.iso.date();
const placeView = z.object({ likelihood: z.number(), impact: z.number() });

const actionStates = ["open", "proposes", "without_effect", "taken", "rejected"] as const;

const actionView = z.object({
  id: z.uuid(),
  state: z.enum(actionStates),
  cost: z.number().nullable(),
  likelihoodEffect: z.number().int(),
  impactEffect: z.number().int(),
  task: z.object({
    id: taskId,
    key: z.string(),
    name: z.string(),
    status: z.enum(taskStatuses),
    stageId,
    assigneeName: sentenceOrNull,
    dueOn: calendarDay.nullable(),
    doneAt: z.iso.datetime().nullable(),
  }),
  answer: z.object({ byName: z.string(), at: z.iso.datetime(), reason: z.string() }).nullable(),
  whyNotChange: sentenceOrNull,
});
export type ActionView = z.infer<typeof actionView>;

const levelView = placeView.extend({ score: z.number(), name: z.string(), shade: z.number() });

const proposalView = z.object({
  /** The finished actions that wait for an answer, and their tasks: CEW-12 Drop the notes column. */
  actionIds: z.array(z.uuid()),
  tasks: z.array(z.string()),
  effect: placeView,
  residual: levelView,
  /** The current level was rated after a task was done: it may know of the effect already. */
  isRatedSince: z.boolean(),
});
export type ProposalView = z.infer<typeof proposalView>;

const proofView = z.object({
  evidenceId,
  title: z.string(),
  effectiveOn: calendarDay,
  validUntil: calendarDay.nullable(),
  status: z.enum(evidenceStatuses),
  addedByName: z.string(),
});

const controlStandings = ["planned", "proved", "unproved", "proof_over"] as const;

const controlView = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  state: z.enum(controlStates),
  /** Whether living evidence proves it; a planned one has nothing to prove yet. */
  standing: z.enum(controlStandings),
  lastProof: proofView.extend({ ageDays: z.number().int() }).nullable(),
  proofs: z.array(proofView),
  version: z.number().int(),
});
export type ControlView = z.infer<typeof controlView>;

export const riskTreatmentView = z.object({
  riskId,
  version: z.number().int(),
  /** The unit of the sums of the business case; empty where the case names none. */
  currency: z.string(),
  actions: z.array(actionView),
  proposal: proposalView.nullable(),
  controls: z.array(controlView),
  /** Open tasks of the project that treat no risk yet. */
  openTasks: z.array(z.object({ id: taskId, key: z.string(), name: z.string() })),
  people: z.array(z.object({ id: userId, name: z.string() })),
  /** Living evidence of the project, the newest first: what may prove a control or a review. */
  evidence: z.array(z.object({ id: evidenceId, title: z.string(), effectiveOn: calendarDay })),
  /** Where a new task goes unless another stage is chosen. */
  usualStageId: stageId.nullable(),
  whyNotTreat: sentenceOrNull,
  whyNotAddTask: sentenceOrNull,
});
export type RiskTreatmentView = z.infer<typeof riskTreatmentView>;
