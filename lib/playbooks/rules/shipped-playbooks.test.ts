import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { effectivePlaybook } from "@/lib/playbooks/rules/effective-gate";
import { parsePlaybook, playbookProblemSentence } from "@/lib/playbooks/rules/parse-playbook";
import { playbookJsonSchema } from "@/lib/playbooks/rules/playbook-json-schema";
import { strictnessLevels } from "@/lib/playbooks/schema";
import type { Playbook } from "@/lib/playbooks/schema";

const folder = path.resolve(import.meta.dirname, "../../../playbooks");
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

function textOf(file: string): string {
  return readFileSync(path.join(folder, file), "utf8");
}

function load(file: string): Playbook {
  const parsed = parsePlaybook(textOf(file), file);
  if (!parsed.ok) {
    throw new Error(parsed.problems.map(playbookProblemSentence).join("\n"));
  }
  return parsed.playbook;
}

describe.each(files)("%s", (file) => {
  test("is a playbook without a problem", () => {
    const parsed = parsePlaybook(textOf(file), file);
    expect(parsed.ok ? [] : parsed.problems.map(playbookProblemSentence)).toEqual([]);
  });

  test("is named like its file and tells editors where the schema is", () => {
    expect(`${load(file).id}.yaml`).toBe(file);
    expect(textOf(file).split("\n")[0]).toBe(
      "# yaml-language-server: $schema=./playbook.schema.json",
    );
  });

  test("gives every task guidance of at least two lines", () => {
    const terse = load(file)
      .stages.flatMap((stage) => stage.tasks)
      .filter((task) => task.guidance.trim().split("\n").length < 2)
      .map((task) => task.id);
    expect(terse).toEqual([]);
  });

  test("asks more people, never fewer, as it grows stricter", () => {
    const [lite, standard, regulated] = strictnessLevels.map((level) =>
      effectivePlaybook(load(file), level)
        .stages.flatMap((stage) => stage.gate.approvals)
        .reduce((sum, approval) => sum + approval.quorum, 0),
    );
    expect(lite).toBeLessThanOrEqual(standard ?? 0);
    expect(standard).toBeLessThanOrEqual(regulated ?? 0);
  });
});

test("the published JSON Schema is the one the loader keeps", () => {
  const onDisk: unknown = JSON.parse(textOf("playbook.schema.json"));
  expect(onDisk).toEqual(playbookJsonSchema());
});
