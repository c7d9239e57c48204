import type { ProjectRole } from "@/lib/authz/permissions";
import type { GateAt } from "@/lib/gates/rules/gate-facts";
import type { CriterionResult } from "@/lib/gates/schema";
import type { Criterion } from "@/lib/playbooks/schema";

/** `all` and `any` share one shape, so a plain `Extract` would not find either. */
type Narrowed<Each, Kind> = Each extends { kind: infer Known }
  ? Kind extends Known
    ? Each
    : never
  : never;
export type CriterionOf<Kind extends Criterion["kind"]> = Narrowed<Criterion, Kind>;

/** What one kind finds out; the table adds id, name and kind. */
export type Finding = Pick<CriterionResult, "status" | "sentence"> &
  Partial<Omit<CriterionResult, "id" | "kind" | "status" | "sentence">>;

export type Evaluator<Kind extends Criterion["kind"]> = (
  criterion: CriterionOf<Kind>,
  at: GateAt,
) => Finding;

/** How many names a sentence or a list of links carries before it says "and more". */
const NAMED_AT_MOST = 3;
export const LINKED_AT_MOST = 20;

export const pages = {
  stage: ({ project, stage }: GateAt) => `/projects/${project.id}/stages/${stage.id}`,
  /** The task, or the form that attaches an output, open beside the stage. */
  task: ({ project, stage }: GateAt, taskId: string) =>
    `/projects/${project.id}/stages/${stage.id}?task=${taskId}`,
  output: ({ project, stage }: GateAt, outputId: string) =>
    `/projects/${project.id}/stages/${stage.id}?attach=${outputId}`,
  businessCase: ({ project }: GateAt) => `/projects/${project.id}/business-case`,
  risks: ({ project }: GateAt) => `/projects/${project.id}/risks`,
  evidence: ({ project }: GateAt) => `/projects/${project.id}/evidence`,
  /** What was measured, and the form that adds a value, filled with what a criterion asks for. */
  metrics: ({ project }: GateAt, of: { metric: string; slice?: string | undefined }) =>
    `/projects/${project.id}/evidence/metrics?${addressOf(of)}`,
  attachMetric: ({ project }: GateAt, of: { metric: string; slice?: string | undefined }) =>
    `/projects/${project.id}/evidence/metrics?attach=1&${addressOf(of)}`,
  gate: ({ project, gate }: GateAt) => `/projects/${project.id}/gates/${gate.id}`,
};

function addressOf({ metric, slice = "" }: { metric: string; slice?: string | undefined }): string {
  return new URLSearchParams(slice === "" ? { name: metric } : { name: metric, slice }).toString();
}

export function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED_AT_MOST);
  const rest = names.length - shown.length;
  const words = rest > 0 ? [...shown, `${rest} more`] : shown;
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

export const teamRoles: ProjectRole[] = ["lead", "data_scientist", "ml_engineer"];
