import type { SourceProblem, YamlSource } from "@/lib/kernel/yaml-source";
import { readYaml } from "@/lib/kernel/yaml-source";
import { checkPlaybook } from "@/lib/playbooks/rules/check-playbook";
import { complaintsOf } from "@/lib/playbooks/rules/schema-complaints";
import type { Playbook } from "@/lib/playbooks/schema";
import { playbook } from "@/lib/playbooks/schema";

export type PlaybookProblem = SourceProblem & { file: string };

export type ParsedPlaybook =
  | { ok: true; playbook: Playbook }
  | { ok: false; problems: PlaybookProblem[] };

const limits = { bytes: 512 * 1024, aliases: 100 };
const problemsMax = 200;

/** Reads a playbook file. Everything wrong with it comes back at once, at the lines it stands on. */
export function parsePlaybook(text: string, fileName: string): ParsedPlaybook {
  const read = readYaml(text, limits);
  if (!read.ok) {
    return refusal(read.problems, fileName);
  }
  const parsed = playbook.safeParse(read.source.value);
  if (!parsed.success) {
    return refusal(complaintsOf(parsed.error.issues, read.source), fileName);
  }
  const problems = semanticProblems(parsed.data, read.source);
  return problems.length > 0 ? refusal(problems, fileName) : { ok: true, playbook: parsed.data };
}

/** The sentence a person reads: file, line, reason. */
export function playbookProblemSentence(problem: PlaybookProblem): string {
  return `${problem.file}, line ${problem.line}: ${problem.message}`;
}

function semanticProblems(value: Playbook, source: YamlSource): SourceProblem[] {
  return checkPlaybook(value).map(({ path, message }) => ({
    ...source.positionOf(path),
    message,
  }));
}

function refusal(problems: SourceProblem[], file: string): ParsedPlaybook {
  const ordered = problems
    .toSorted((a, b) => a.line - b.line || a.column - b.column)
    .slice(0, problemsMax);
  return { ok: false, problems: ordered.map((problem) => ({ file, ...problem })) };
}
