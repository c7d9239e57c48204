import type * as z from "zod";
import type { SourcePath, SourceProblem, YamlSource } from "@/lib/kernel/yaml-source";

type Issue = z.core.$ZodIssue;
type Complaint = { path: SourcePath; message: string; atKey?: true };

/** Nobody reads further, and a hostile file must not make us look up a hundred thousand places. */
const issuesMax = 200;

/** Turns what the schema refuses into sentences that stand at the line of the value. */
export function complaintsOf(issues: readonly Issue[], source: YamlSource): SourceProblem[] {
  return issues
    .slice(0, issuesMax)
    .flatMap((issue) => complaintsOfIssue(issue, source.value))
    .map(({ path, message, atKey }) => ({
      ...(atKey ? source.positionOfKey(path) : source.positionOf(path)),
      message,
    }));
}

function complaintsOfIssue(issue: Issue, root: unknown): Complaint[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.slice(0, issuesMax).map((key) => ({
      path: [...issue.path, key],
      message: `${placeOf(issue.path, root)} does not know the field "${key}"`,
      atKey: true,
    }));
  }
  if (issue.code === "invalid_union" && optionsOf(issue).length === 0) {
    const meant = meantBranch(issue);
    if (meant) {
      return meant.flatMap((inner) =>
        complaintsOfIssue({ ...inner, path: [...issue.path, ...inner.path] }, root),
      );
    }
  }
  if (valueAt(root, issue.path) === undefined) {
    const parent = issue.path.slice(0, -1);
    return [
      {
        path: parent,
        message: `${placeOf(parent, root)} lacks the field "${String(issue.path.at(-1) ?? "")}"`,
      },
    ];
  }
  return [{ path: issue.path, message: `${placeOf(issue.path, root)} ${verdictOf(issue, root)}` }];
}

type UnionIssue = Extract<Issue, { code: "invalid_union" }>;

function optionsOf(issue: UnionIssue): readonly unknown[] {
  return "options" in issue ? (issue.options ?? []) : [];
}

/** The form of a union that fails on the inside, else the one whose outer shape fits. */
function meantBranch(issue: UnionIssue): readonly Issue[] | undefined {
  const fitting = issue.errors.filter((branch) =>
    branch.every((inner) => inner.code !== "invalid_type" || inner.path.length > 0),
  );
  return fitting.find((branch) => branch.some((inner) => inner.path.length > 0)) ?? fitting[0];
}

function verdictOf(issue: Issue, root: unknown): string {
  const given = quoted(valueAt(root, issue.path));
  switch (issue.code) {
    case "invalid_type":
      return `must be ${nounOf(issue.expected)}`;
    case "invalid_value":
      return `is ${given}, but must be ${oneOf(issue.values)}`;
    case "invalid_union":
      return `is ${given}, but must be ${oneOf(optionsOf(issue))}`;
    case "too_small":
      return `must ${boundPhrase(issue.origin)} at least ${issue.minimum}${unitOf(issue.origin)}`;
    case "too_big":
      return `must ${boundPhrase(issue.origin)} at most ${issue.maximum}${unitOf(issue.origin)}`;
    default:
      return issue.message;
  }
}

const nouns: Record<string, string> = {
  object: "a block of fields",
  record: "a block of fields",
  array: "a list",
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
};

function nounOf(expected: string): string {
  return nouns[expected] ?? expected;
}

function boundPhrase(origin: string): string {
  return origin === "array" || origin === "string" ? "have" : "be";
}

function unitOf(origin: string): string {
  if (origin === "array") {
    return " entries";
  }
  return origin === "string" ? " characters" : "";
}

function oneOf(values: readonly unknown[]): string {
  const words = values.map(quoted);
  const last = words.pop() ?? "";
  return words.length > 0 ? `${words.join(", ")} or ${last}` : last;
}

function quoted(value: unknown): string {
  if (typeof value === "string") {
    return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
  }
  return typeof value === "object" && value !== null ? "a list or block" : String(value);
}

const partNames: Record<string, string> = {
  stages: "stage",
  tasks: "task",
  outputs: "output",
  criteria: "criterion",
  approvals: "approval",
  separation: "separation rule",
  loops: "loop",
};

/** Names the part of the playbook a path leads to, as the author would: stage "a", task "b", field. */
function placeOf(path: SourcePath, root: unknown): string {
  const words = path.map((_, depth) => wordAt(path, depth, root)).filter((word) => word !== "");
  return words.length > 0 ? words.join(", ") : "the playbook";
}

/** A list says its name only through its entries, unless the path ends at the list itself. */
function wordAt(path: SourcePath, depth: number, root: unknown): string {
  const step = path[depth];
  if (typeof step === "number") {
    return entryWord(path.slice(0, depth + 1), root);
  }
  if (depth === path.length - 1) {
    return `"${String(step)}"`;
  }
  return step === "gate"
    ? `gate ${nameOf(valueAt(root, path.slice(0, depth + 1))) ?? ""}`.trim()
    : fieldWord(step);
}

function fieldWord(step: PropertyKey | undefined): string {
  return String(step) in partNames ? "" : `"${String(step)}"`;
}

function entryWord(path: SourcePath, root: unknown): string {
  const noun = partNames[String(path.at(-2))] ?? "entry";
  return `${noun} ${nameOf(valueAt(root, path)) ?? Number(path.at(-1)) + 1}`;
}

function nameOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) {
    return undefined;
  }
  const name: unknown = Reflect.get(value, "id") ?? Reflect.get(value, "role");
  return typeof name === "string" ? `"${name}"` : undefined;
}

function valueAt(root: unknown, path: SourcePath): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, step)
        ? Reflect.get(value, step)
        : undefined,
    root,
  );
}
