import { expect, test } from "vitest";
import { readDraft } from "@/lib/playbooks/rules/draft-problems";
import { outlineOf } from "@/lib/playbooks/rules/outline-playbook";
import { alteredSample, samplePlaybook, samplePlaybookText } from "@/lib/testing/sample-playbook";

test("a text with the right key and a higher number has no problem", () => {
  const read = readDraft(samplePlaybookText, { key: "sample", latestNumber: 0 });
  expect(read.problems).toEqual([]);
  expect(read.playbook?.id).toBe("sample");
});

test("says at its line that the number is taken and that the key must stay", () => {
  const text = `# a remark\n${alteredSample({ "id: sample": "id: other" })}`;
  const read = readDraft(text, { key: "sample", latestNumber: 3 });
  expect(read.problems).toMatchObject([
    { line: 2, message: expect.stringContaining("sample") },
    { line: 3, message: expect.stringContaining("4 or higher") },
  ]);
});

test("a text that is no playbook comes back with its problems only", () => {
  const read = readDraft("id: [", { key: "sample", latestNumber: 0 });
  expect(read.playbook).toBeNull();
  expect(read.problems.length).toBeGreaterThan(0);
});

test("the outline names every stage with its tasks and who approves its gate", () => {
  const outline = outlineOf(samplePlaybook());
  expect(outline.stages.map(({ key, gate }) => [key, gate.code])).toEqual([
    ["frame", "G1"],
    ["build", "G2"],
  ]);
  expect(outline.stages[0]?.tasks.map(({ name, from }) => [name, from])).toEqual([
    ["Define the aims", null],
    ["List the risks", "standard"],
  ]);
});
