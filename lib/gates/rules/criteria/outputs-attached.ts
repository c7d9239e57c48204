import type { CriterionOf } from "@/lib/gates/rules/criteria/criterion-context";
import {
  counted,
  type Evaluator,
  type Finding,
  LINKED_AT_MOST,
  listed,
  pages,
  teamRoles,
} from "@/lib/gates/rules/criteria/criterion-context";
import type { GateAt, OutputFacts } from "@/lib/gates/rules/gate-facts";
import { filledCaseFields } from "@/lib/tasks/rules/filled-case-fields";

/** What the stage leaves behind is there: living evidence, or the part of the business case. */
export const outputsAttached: Evaluator<"outputs-attached"> = (criterion, at) => {
  const asked = askedOutputs(criterion, at);
  const live = asked.filter((output) => !output.isDropped);
  const filled = filledFieldsOf(at);
  const missing = live.filter((output) => !isAttached(output, at, filled));
  const seen: Partial<Finding> = {
    name: `Outputs of ${at.stage.name} are attached`,
    value: `${live.length - missing.length} of ${live.length}`,
    threshold: "all",
    href: pages.stage(at),
    evidence: (missing.length > 0 ? missing : live).slice(0, LINKED_AT_MOST).map((output) => ({
      kind: "output",
      id: output.id,
      label: output.name,
      href: output.kind === "case_field" ? pages.businessCase(at) : pages.output(at, output.id),
    })),
  };
  const unknown = unknownKeys(criterion, asked);
  if (asked.length === 0 || unknown.length > 0) {
    const sentence =
      unknown.length > 0
        ? `the project has no output called ${listed(unknown)}`
        : `${at.stage.name} has no output that could be attached`;
    return { ...seen, status: "not_met", sentence };
  }
  if (live.length === 0) {
    const sentence = "every task that leaves these outputs behind was tailored out";
    return { ...seen, status: "not_applicable", sentence };
  }
  const first = missing[0];
  if (first === undefined) {
    return { ...seen, status: "met", sentence: `all ${counted(live.length, "output")} attached` };
  }
  const isField = first.kind === "case_field";
  return {
    ...seen,
    status: "not_met",
    sentence: `${counted(missing.length, "output")} missing: ${listed(missing.map((output) => output.name))}`,
    nextStep: isField
      ? `fill ${first.name} in the business case`
      : `attach ${first.name} to ${at.stage.name}`,
    href: isField ? pages.businessCase(at) : pages.output(at, first.id),
    who: teamRoles,
  };
};

export function askedOutputs(
  criterion: CriterionOf<"outputs-attached">,
  at: GateAt,
): OutputFacts[] {
  const ofStage = at.project.outputs.filter((output) => output.stageId === at.stage.id);
  const { outputs: named } = criterion;
  return named === undefined
    ? ofStage.filter((output) => output.mandatory)
    : ofStage.filter((output) => named.includes(output.key));
}

function unknownKeys(
  criterion: CriterionOf<"outputs-attached">,
  asked: readonly OutputFacts[],
): string[] {
  return (criterion.outputs ?? []).filter((key) => !asked.some((output) => output.key === key));
}

/** As submitted; before the first submission, as drafted. */
function filledFieldsOf({ project }: GateAt): ReadonlySet<string> {
  const { businessCase } = project;
  return filledCaseFields(businessCase?.versions[0]?.content ?? businessCase?.draft ?? null);
}

function isAttached(output: OutputFacts, at: GateAt, filled: ReadonlySet<string>): boolean {
  const isWritten = output.kind === "case_field" && filled.has(output.field ?? "");
  return isWritten || at.project.evidence.some((evidence) => evidence.outputId === output.id);
}
