import type { ProjectRole } from "@/lib/authz/permissions";
import type { CaseContent } from "@/lib/business-cases/schema";
import type { Verdict } from "@/lib/gates/schema/rounds";
import type { EntryKind } from "@/lib/journal/rules/entry-kinds";
import type { ProjectId, StageId } from "@/lib/kernel/ids";
import type { EffectivePlaybook } from "@/lib/playbooks/rules/effective-gate";
import type { Strictness } from "@/lib/playbooks/schema";
import type { LoopReasonCode } from "@/lib/projects/rules/loop-reasons";
import type { RiskCategory, RiskTreatment } from "@/lib/risks/schema";
import type { Demo } from "./demo";
import type { PersonKey } from "./people";

/** What the papers of a project are about, in a few words each. */
export type Facts = {
  data: string;
  rows: string;
  sources: string;
  target: string;
  model: string;
  technique: string;
  metric: string;
  result: string;
  slice: string;
  service: string;
  users: string;
};

/** Level, measure, value today, minimum, target, unit, direction, how it is measured, days from today, reader. */
export type CriterionLine = readonly [
  level: "business" | "model",
  measure: string,
  baseline: number | null,
  minimum: number,
  target: number,
  unit: string,
  direction: "at-least" | "at-most",
  how: string,
  inDays: number,
  reader: string,
];
export type MoneyStory = readonly [
  label: string,
  low: number,
  likely: number,
  high: number,
  rhythm: "once" | "yearly",
];

type CaseStory = {
  background: string;
  objective: string;
  ml: string;
  criteria: readonly CriterionLine[];
  similar: readonly (readonly [
    name: string,
    lesson: string,
    use: "used" | "not_relevant" | "undecided",
    why: string,
  ])[];
  scopeIn: readonly string[];
  scopeOut: readonly string[];
  assumptions: readonly (readonly [text: string, owner: string, inDays: number])[];
  constraints: readonly string[];
  resources?: readonly string[];
  dependencies?: readonly string[];
  costs: readonly MoneyStory[];
  benefits: readonly MoneyStory[];
  stakeholders: readonly (readonly [
    name: string,
    part: string,
    raci: "responsible" | "accountable" | "consulted" | "informed",
  ])[];
};

type LevelPair = readonly [likelihood: number, impact: number];

export type RiskStory = {
  id: string;
  title: string;
  cause: string;
  event?: string;
  consequence: string;
  category: RiskCategory;
  stage: number;
  /** Number of the stage whose gate it is bound to. */
  gate?: number;
  owner: PersonKey;
  inherent: LevelPair;
  treatment: RiskTreatment;
  note: string;
  /** Days from today until the treatment is due; negative when it is late. */
  dueIn: number | null;
  /** Ratings after the first, each in the stage it falls in. */
  ratings?: readonly {
    stage: number;
    level: LevelPair;
    reason: string;
    by?: PersonKey;
    pass?: number;
  }[];
  target?: LevelPair;
  /** What is done about it, from this pass of the stage on. */
  treated?: {
    stage: number;
    pass: number;
    actions: readonly {
      name: string;
      by: PersonKey;
      dueIn: number;
      /** Steps off likelihood and impact. */
      effect: LevelPair;
      cost?: number;
      state: "todo" | "doing" | "done";
    }[];
    controls: readonly {
      name: string;
      state: "planned" | "existing";
      /** The stage whose newest evidence proves it. */
      provenIn?: number;
    }[];
  };
  /** Signed by somebody entitled, at the end of this stage, for so many days. */
  accepted?: { stage: number; by: PersonKey; days: number; reason: string };
  closed?: { stage: number; reason: string };
};

export type LogLine = {
  stage: number;
  by: PersonKey;
  text: string;
  kind?: EntryKind;
  task?: string;
  /** In which pass through the stage it is written; the first unless said otherwise. */
  pass?: number;
};

export type ConditionStory = {
  text: string;
  owner: PersonKey;
  dueIn?: number;
  blocks?: string;
  /** Confirmed as met when work on this stage begins. */
  metIn?: number;
  note?: string;
};

export type DecisionStory = {
  verdict?: Verdict;
  reason?: string;
  conditions?: readonly ConditionStory[];
  returnTo?: number;
};

export type WorkStep = {
  do: "work";
  stage: number;
  leave?: Record<string, "todo" | "doing" | "blocked">;
  blocked?: string;
  tailor?: Record<string, string>;
  /** Files and other work of the project's own, after the first task of the stage. */
  extra?: readonly ExtraAct[];
};

type ExtraAct = {
  weight?: number;
  daysAgo?: number;
  run(project: ProjectRun): Promise<void>;
};

export type GateStep = {
  do: "gate";
  stage: number;
  decisions?: Partial<Record<ProjectRole, DecisionStory>>;
  /** Roles that have decided so far; all of them unless said. */
  only?: readonly ProjectRole[];
  early?: string;
  statement?: string;
  askedDaysAgo?: number;
  decisionDueIn?: number;
  requester?: PersonKey;
};

export type BackStep = {
  do: "back";
  from: number;
  to: number;
  reason: LoopReasonCode;
  text: string;
  trigger?: string;
  hypothesis: string;
  costDays: number;
  by?: PersonKey;
};

export type AmendStep = {
  do: "amend-case";
  note: string;
  change(content: CaseContent): Partial<CaseContent>;
  sign: "signed" | "unsigned";
  daysAgo?: number;
};

export type WaiveStep = {
  do: "waive";
  stage: number;
  reason: string;
  days: number;
  by: PersonKey;
  role: ProjectRole;
};

type AttestStep = { do: "attest"; stage: number };
type ActStep = { do: "act" } & ExtraAct;

export type Step = WorkStep | GateStep | BackStep | AmendStep | WaiveStep | AttestStep | ActStep;

export type Cast = Partial<Record<Exclude<ProjectRole, "lead" | "viewer">, readonly PersonKey[]>>;

export type Story = {
  key: string;
  name: string;
  unit: string;
  summary: string;
  playbook: string;
  strictness: Strictness;
  /** Makes the project and leads it. */
  lead: PersonKey;
  /** Leads beside them, so that the one who asks is not the only one who decides. */
  secondLead: PersonKey;
  /** Shown as owner where that is not the lead. */
  owner?: PersonKey;
  cast: Cast;
  /** Days behind the plan today. */
  slip: number;
  /** Days until the next gate; null leaves the plan as it is. */
  dueIn: number | null;
  facts: Facts;
  business: CaseStory;
  risks: readonly RiskStory[];
  /** Last stage in which the team found time to review its risks; absent where it always did. */
  reviewsUntil?: number;
  log: readonly LogLine[];
  steps: readonly Step[];
};

type OutputRow = {
  id: string;
  name: string;
  kind: string;
  field: string | null;
  mandatory: boolean;
};

/** One project while its history is replayed: what was made so far, by the names the story uses. */
export type ProjectRun = {
  demo: Demo;
  story: Story;
  playbook: EffectivePlaybook;
  startOn: string;
  projectId: ProjectId;
  /** By number of the stage, from 1. */
  stageIds: StageId[];
  gates: { id: string; code: string; stage: number }[];
  taskIds: Map<string, string>;
  outputs: Map<string, OutputRow>;
  evidence: Map<string, string>;
  risks: Map<string, string>;
  conditions: Map<string, string>;
  passes: Map<number, number>;
};
