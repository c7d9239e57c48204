import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import { rolesOfApproval } from "@/lib/playbooks/rules/approval-roles";
import type { EffectiveStage } from "@/lib/playbooks/rules/effective-gate";
import type { Approval, Criterion, SeparationRule } from "@/lib/playbooks/schema";

export const levelWords = { lite: "Lite", standard: "Standard", regulated: "Regulated" } as const;

export const entryWords = {
  free: "A stage may begin at any time.",
  warned: "A stage may begin before the gate before it has passed, with a warning.",
  refused: "A stage begins only after the gate before it has passed or was waived.",
} as const;

const operatorWords = {
  "at-least": "at least",
  "more-than": "more than",
  "at-most": "at most",
  "less-than": "less than",
  "equal-to": "exactly",
} as const;

export const separationWords = {
  "requester-not-approver": "Who asks for the review does not approve it.",
  "one-person-one-role": "One person approves in one role only.",
  "author-not-approver": "Who wrote what is signed does not approve it.",
} satisfies Record<SeparationRule, string>;

export const reasonWords: Readonly<Record<string, string>> = {
  "new-hypothesis": "a new hypothesis",
  "expert-confirmation": "an expert to be asked",
  "data-quality-failure": "a data-quality failure",
  "metric-short": "a metric that falls short",
  "scope-change": "a change of scope",
  "review-finding": "a finding of a review",
  drift: "drift",
  incident: "an incident",
  other: "another reason",
};

export function plainWord(code: string): string {
  return code.replaceAll("-", " ").replaceAll("_", " ");
}

export function listed(words: readonly string[], last: "and" | "or" = "and"): string {
  return words.length < 2
    ? (words[0] ?? "")
    : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1) ?? ""}`;
}

export function roleList(roles: readonly ProjectRole[]): string {
  return listed(roles.map((role) => titleOfProjectRole[role]));
}

type Names = ReadonlyMap<string, string>;

/** Names of stages, tasks and outputs by their ids, as criteria mention them. */
export function namesIn(stages: readonly EffectiveStage[]): Names {
  return new Map(
    stages.flatMap((stage) => [
      [stage.id, stage.name] as const,
      ...stage.tasks.map((task) => [task.id, task.name] as const),
      ...stage.outputs.map((output) => [output.id, output.name] as const),
    ]),
  );
}

function named(ids: readonly string[], names: Names): string {
  return listed(ids.map((id) => names.get(id) ?? plainWord(id)));
}

/** What a gate looks at, as a sentence; the playbook's own name for it wins. */
export function criterionSentence(criterion: Criterion, names: Names): string {
  return criterion.name ?? sentenceOfKind(criterion, names);
}

function sentenceOfKind(criterion: Criterion, names: Names): string {
  switch (criterion.kind) {
    case "tasks-done":
      return criterion.except.length === 0
        ? "Every task of the stage is done."
        : `Every task of the stage is done, except ${named(criterion.except, names)}.`;
    case "outputs-attached":
      return criterion.outputs === undefined
        ? "Every mandatory output is attached."
        : `Attached: ${named(criterion.outputs, names)}.`;
    case "signed":
      return signedSentence(criterion.assurance);
    case "risks-within-appetite":
      return criterion.stages === undefined
        ? "No open risk stands above the appetite."
        : `No open risk of ${named(criterion.stages, names)} stands above the appetite.`;
    case "metric":
      return metricSentence(criterion, names);
    case "evidence":
      return `There is a living ${plainWord(criterion.evidenceKind)}${
        criterion.maxAgeDays === undefined ? "" : ` not older than ${criterion.maxAgeDays} days`
      }.`;
    case "attestation":
      return `A ${titleOfProjectRole[criterion.role]} attests: ${criterion.statement}`;
    case "check":
      return `A ${titleOfProjectRole[criterion.role]} checks: ${criterion.check}`;
    case "all":
      return joined("All of these hold", criterion.criteria, names);
    case "any":
      return joined("At least one of these holds", criterion.criteria, names);
    default:
      return `This does not hold: ${criterionSentence(criterion.criterion, names)}`;
  }
}

function metricSentence(criterion: Extract<Criterion, { kind: "metric" }>, names: Names): string {
  const { metric, slice, operator, threshold, dataSet } = criterion;
  const of = slice === undefined ? "" : ` on ${slice}`;
  return `${metric}${of} is ${operatorWords[operator]} ${threshold}${measuredOn(dataSet, names)}.`;
}

function measuredOn(
  dataSet: Extract<Criterion, { kind: "metric" }>["dataSet"],
  names: Names,
): string {
  if (dataSet === undefined) {
    return "";
  }
  return "hash" in dataSet
    ? `, measured on the data set ${dataSet.hash.slice(0, 8)}`
    : `, measured on the very file attached as ${named([dataSet.output], names)}`;
}

function joined(lead: string, criteria: readonly Criterion[], names: Names): string {
  return `${lead}: ${criteria.map((each) => criterionSentence(each, names)).join(" ")}`;
}

function signedSentence(demanded: string | undefined): string {
  const proof =
    demanded === undefined
      ? ""
      : `, each signature with ${assuranceWords[demanded] ?? demanded} or stronger`;
  return `The business case is signed in its present version${proof}.`;
}

const assuranceWords: Readonly<Record<string, string>> = {
  "link-code": "a code sent by link",
  password: "a password",
  sso: "single sign-on",
  passkey: "a passkey",
  reauthenticated: "proving their identity again",
};

export function approvalSentence(approval: Approval, names: Names): string {
  const { quorum, veto, covers, assurance } = approval;
  const titles = listed(
    rolesOfApproval(approval).map((role) => titleOfProjectRole[role]),
    "or",
  );
  const several = quorum === "all" ? `Everybody who is ${titles}` : `${quorum} people as ${titles}`;
  const parts = [
    quorum === 1 ? `One ${titles}` : several,
    covers === undefined ? "" : ` signs ${named(covers, names)}`,
    assurance === undefined ? "" : `, with ${assuranceWords[assurance] ?? assurance}`,
    veto === true ? "; a reject of this role ends the round" : "",
  ];
  return `${parts.join("")}.`;
}

const unitWords: Readonly<Record<string, string>> = {
  D: "day",
  W: "week",
  M: "month",
  Y: "year",
};

/** "P180D" as people say it; null means for good. */
export function expirySentence(expires: string | null, renewal?: string): string {
  const held = periodWords(expires);
  if (held === null) {
    return "A pass holds for good.";
  }
  const lead = periodWords(renewal ?? null);
  return lead === null
    ? `A pass holds for ${held}, then the gate asks again.`
    : `A pass holds for ${held}; ${lead} before its end the gate asks again by itself.`;
}

function periodWords(period: string | null): string | null {
  const [, count, letter] = /^P(\d+)([DWMY])$/.exec(period ?? "") ?? [];
  return count === undefined || letter === undefined
    ? null
    : `${count} ${unitWords[letter] ?? "day"}${count === "1" ? "" : "s"}`;
}

/** How much one form asks for, to be read beside the others. */
export function weightOf(stages: readonly EffectiveStage[]): string {
  const count = (of: (stage: EffectiveStage) => number) =>
    stages.reduce((sum, stage) => sum + of(stage), 0);
  const tasks = count((stage) => stage.tasks.length);
  const outputs = count((stage) => stage.outputs.filter((output) => output.mandatory).length);
  const criteria = count((stage) => stage.gate.criteria.length);
  const approvals = count((stage) =>
    stage.gate.approvals.reduce((sum, { quorum }) => sum + (quorum === "all" ? 1 : quorum), 0),
  );
  return `${tasks} tasks, ${outputs} mandatory outputs, ${criteria} criteria, ${approvals} approvals`;
}
