import { readYaml, type SourceProblem } from "@/lib/kernel/yaml-source";
import { parsePlaybook } from "@/lib/playbooks/rules/parse-playbook";
import type { Playbook } from "@/lib/playbooks/schema";

export type ReadDraft = { playbook: Playbook | null; problems: SourceProblem[] };

const limits = { bytes: 512 * 1024, aliases: 100 };

/**
 * What keeps a text from being published as the next version of a playbook.
 * The document may be well formed and still name another playbook or a number
 * that is taken.
 */
export function readDraft(text: string, home: { key: string; latestNumber: number }): ReadDraft {
  const parsed = parsePlaybook(text, `${home.key}.yaml`);
  if (!parsed.ok) {
    return {
      playbook: null,
      problems: parsed.problems.map(({ line, column, message }) => ({ line, column, message })),
    };
  }
  const { playbook } = parsed;
  return { playbook, problems: homeProblems(text, { ...home, playbook }) };
}

function homeProblems(
  text: string,
  facts: { key: string; latestNumber: number; playbook: Playbook },
): SourceProblem[] {
  const { key, latestNumber, playbook } = facts;
  const read = readYaml(text, limits);
  const at = (field: "id" | "version") =>
    read.ok ? read.source.positionOf([field]) : { line: 1, column: 1 };
  const problems: SourceProblem[] = [];
  if (playbook.id !== key) {
    problems.push({ ...at("id"), message: `id: must stay ${key}; copy the playbook to rename it` });
  }
  if (playbook.version <= latestNumber) {
    const next = latestNumber + 1;
    problems.push({
      ...at("version"),
      message: `version: must be ${next} or higher, because version ${latestNumber} is published`,
    });
  }
  return problems;
}
