import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePlaybook, playbookProblemSentence } from "@/lib/playbooks/rules/parse-playbook";
import { alteredSample, samplePlaybookText } from "@/lib/testing/sample-playbook";

/** Replaces a passage, and expects one problem at the line that holds the given text. */
type Broken = { passage: string; by: string; at: string; reason: string };

function problemsOf(text: string) {
  const parsed = parsePlaybook(text, "broken.yaml");
  return parsed.ok ? [] : parsed.problems;
}

function lineOf(text: string, part: string): number {
  return text.split("\n").findLastIndex((line) => line.includes(part)) + 1;
}

const brokenInForm: Broken[] = [
  {
    passage: "version: 1",
    by: "version: one",
    at: "version: one",
    reason: '"version" must be a number',
  },
  {
    passage: "version: 1",
    by: "version: 1.5",
    at: "version: 1.5",
    reason: '"version" must be a whole number',
  },
  {
    passage: "name: Sample\n",
    by: "",
    at: "id: sample",
    reason: 'the playbook lacks the field "name"',
  },
  {
    passage: "entry: warned",
    by: "entry: sometimes",
    at: "entry: sometimes",
    reason:
      '"strictness", "standard", "entry" is "sometimes", but must be "free", "warned" or "refused"',
  },
  {
    passage: "    durationDays: 5",
    by: "    duration: 5\n    durationDays: 5",
    at: "duration: 5",
    reason: 'stage "frame" does not know the field "duration"',
  },
  {
    passage: "durationDays: 5",
    by: "durationDays: 0",
    at: "durationDays: 0",
    reason: 'stage "frame", "durationDays" must be at least 1',
  },
  {
    passage: "role: data_scientist",
    by: "role: wizard",
    at: "role: wizard",
    reason: 'task "make-it", "role" is "wizard", but must be "sponsor", "lead"',
  },
  {
    passage: "kind: signed",
    by: "kind: sealed",
    at: "kind: sealed",
    reason:
      'gate "G1", criterion "case", "kind" is "sealed", but must be "tasks-done", "outputs-attached"',
  },
  {
    passage: "threshold: 0.8",
    by: "threshold: high",
    at: "threshold: high",
    reason: 'criterion "recall", "threshold" must be a number',
  },
  {
    passage: "guidance: Start simple.",
    by: "guidance: [Start simple.]",
    at: "guidance: [Start",
    reason: 'task "make-it", "guidance" must be text',
  },
  {
    passage: "id: define-aims\n",
    by: "id: Define Aims\n",
    at: "id: Define Aims",
    reason: "must be lower-case words joined by hyphens",
  },
  {
    passage: "expires: P180D",
    by: "expires: half a year",
    at: "expires: half a year",
    reason: "must be a period like P180D",
  },
  {
    passage: "quorum: 1, veto",
    by: "quorum: 0, veto",
    at: "quorum: 0",
    reason: 'approval "sponsor", "quorum" must be at least 1',
  },
  {
    passage: "- requester-not-approver",
    by: "- nobody-approves",
    at: "- nobody-approves",
    reason: 'separation rule 1 is "nobody-approves", but must be "requester-not-approver"',
  },
  {
    passage: "{ rule: author-not-approver, from: regulated }",
    by: "{ rule: author-not-approver, from: lite }",
    at: "from: lite",
    reason: 'separation rule 2, "from" is "lite", but must be "standard" or "regulated"',
  },
  {
    passage: "separation: [requester-not-approver]",
    by: "separation: [7]",
    at: "separation: [7]",
    reason: "separation rule 1 is 7",
  },
  {
    passage: "evidenceKind: model-artifact",
    by: "evidenceKind: rumour",
    at: "evidenceKind: rumour",
    reason: 'output "thing", "evidenceKind" is "rumour"',
  },
];

const brokenInMeaning: Broken[] = [
  {
    passage: "outputs: [thing]",
    by: "outputs: [thing, wonder]",
    at: "[thing, wonder]",
    reason: 'task "make-it" names the output "wonder", which this stage does not declare',
  },
  {
    passage: "needs: [define-aims, list-risks]",
    by: "needs: [define-aims, ghost]",
    at: "ghost",
    reason: 'task "make-it" needs the task "ghost", which this playbook does not have',
  },
  {
    passage: "needs: [define-aims, list-risks]",
    by: "needs: [make-it]",
    at: "needs: [make-it]",
    reason: 'task "make-it" cannot need itself',
  },
  {
    passage: "{ low: 2, likely: 4, high: 8 }",
    by: "{ low: 5, likely: 4, high: 8 }",
    at: "low: 5",
    reason: "low ≤ likely ≤ high, not 5, 4, 8",
  },
  {
    passage: "outputs: [aims]",
    by: "outputs: []",
    at: "{ id: aims",
    reason: 'no task of stage "frame" produces the output "aims" in the lite form',
  },
  {
    passage: "kind: document, from: standard",
    by: "kind: document",
    at: "{ id: risk-list",
    reason: 'produces the output "risk-list" in the lite form',
  },
  {
    passage: "id: G2",
    by: "id: G1",
    at: "id: G1",
    reason: 'the gate id "G1" is used a second time',
  },
  {
    passage: "{ id: recall,",
    by: "{ id: judged,",
    at: "id: judged",
    reason: 'the criterion id "judged" is used a second time',
  },
  {
    passage: "except: [define-aims]",
    by: "except: [make-it]",
    at: "except: [make-it]",
    reason: 'criterion "tasks" names the task "make-it", which this stage does not have',
  },
  {
    passage: "outputs: [risk-list], from: standard",
    by: "outputs: [risk-list]",
    at: "id: listed",
    reason: 'the output "risk-list", which this stage does not declare in the lite form',
  },
  {
    passage: "stages: [frame, build]",
    by: "stages: [frame, sea]",
    at: "[frame, sea]",
    reason: 'criterion "risks" names the stage "sea", which does not exist',
  },
  {
    passage: "kind: tasks-done, except: [define-aims]",
    by: "kind: tasks-done, from: standard",
    at: "id: tasks,",
    reason: 'gate "G1" has no criterion in the lite form',
  },
  {
    passage: "{ role: lead, quorum: 1, covers: [thing, aims] }",
    by: "{ role: lead, quorum: 1, from: regulated }",
    at: "role: lead, quorum: 1, from: regulated",
    reason: 'gate "G2" asks nobody to approve in the standard form',
  },
  {
    passage: "{ role: lead, quorum: 1, covers: [thing, aims] }",
    by: "{ role: viewer, quorum: 1 }",
    at: "role: viewer",
    reason: 'gate "G2" cannot be approved by a viewer',
  },
  {
    passage: "assurance: passkey, from: regulated",
    by: "assurance: passkey, from: standard",
    at: "quorum: 2",
    reason: 'gate "G1" asks the role "sponsor" twice from the same strictness',
  },
  {
    passage: "covers: [thing, aims]",
    by: "covers: [thing, moon]",
    at: "covers: [thing, moon]",
    reason: 'covers "moon", which is neither the business case nor an output up to this stage',
  },
  {
    passage: "covers: [business-case]",
    by: "covers: [thing]",
    at: "covers: [thing]",
    reason: 'covers "thing", which is neither',
  },
  {
    passage: "statement: It is good enough. }",
    by: "statement: It is good enough., from: standard }",
    at: "id: judged",
    reason: 'criterion "judged" stands inside another; "from" belongs on the outermost one',
  },
  {
    passage: "{ from: build, to: frame,",
    by: "{ from: frame, to: build,",
    at: "from: frame, to: build",
    reason: '"build" does not come before "frame"',
  },
  {
    passage: "{ from: build, to: frame,",
    by: "{ from: build, to: build,",
    at: "from: build, to: build",
    reason: '"build" does not come before "build"',
  },
  {
    passage: "{ from: build, to: frame,",
    by: "{ from: build, to: attic,",
    at: "to: attic",
    reason: 'the loop names the stage "attic", which does not exist',
  },
];

describe.each([
  ["a form", brokenInForm],
  ["a meaning", brokenInMeaning],
])("names file, line and reason for %s that is wrong", (_, broken) => {
  test.each(broken)("$by: $reason", ({ passage, by, at, reason }) => {
    const text = alteredSample({ [passage]: by });
    const problems = problemsOf(text);
    const problem = problems.find(({ message }) => message.includes(reason));
    expect(problem, JSON.stringify(problems)).toBeDefined();
    expect(problem?.line).toBe(lineOf(text, at));
    expect(problem?.file).toBe("broken.yaml");
    expect(problems).toHaveLength(1);
  });
});

test.each([
  ["stage", { "id: build\n": "id: frame\n" }],
  ["task", { "id: make-it": "id: list-risks", "needs: [define-aims, list-risks]": "needs: []" }],
  [
    "output",
    { "id: thing": "id: aims", "outputs: [thing]": "outputs: [aims]", "[thing, aims]": "[aims]" },
  ],
])("an id used by a second %s is reported at the second", (noun, replacements) => {
  const [by = ""] = Object.values(replacements);
  const text = alteredSample(replacements);
  const [problem] = problemsOf(text).filter(({ message }) => message.includes("a second time"));
  expect(problem?.message).toContain(`the ${noun} id`);
  expect(problem?.line).toBe(lineOf(text, by.trim()));
});

describe("text that is no playbook", () => {
  test.each([
    ["", "the playbook must be a block of fields"],
    ["[1, 2]", "the playbook must be a block of fields"],
    ["id: a\n  name: b", "this is not valid YAML"],
    ["id: a\nid: b", "this key is written twice in the same block"],
    ["id: a\n---\nid: b", "the file holds more than one document"],
    ["id: !!js/function 'x'", "this is not valid YAML"],
    ["strictness:\n\tlite: 1", "lines are indented with spaces, not with tabs"],
  ])("%j is refused with a sentence", (text, sentence) => {
    expect(
      problemsOf(text)
        .map(({ message }) => message)
        .join("; "),
    ).toContain(sentence);
  });

  test("a key written twice is reported where it is repeated", () => {
    const text = alteredSample({ "    durationDays: 5": "    name: Again\n    durationDays: 5" });
    expect(problemsOf(text).map(({ line }) => line)).toEqual([lineOf(text, "name: Again")]);
  });

  test("aliases cannot multiply a small file into a large one", () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
    for (let i = 1; i < 9; i++) {
      lines.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(", ")}]`,
      );
    }
    expect(problemsOf(lines.join("\n"))[0]?.message).toContain("repeats its anchors too often");
  });

  test("a file above 512 kB is not read", () => {
    const text = `${samplePlaybookText}# ${"é".repeat(256 * 1024)}\n`;
    expect(problemsOf(text)[0]?.message).toBe("the file is larger than 512 kB");
  });

  test("nesting without end is refused, not crashed on", () => {
    const [problem] = problemsOf("[".repeat(20_000));
    expect(problem?.message).toBe("the document is nested too deeply");
  });

  test("a file of nothing but keys brings a bounded list of problems", () => {
    const keys = Array.from({ length: 20_000 }, (_, i) => `k${i.toString(36)}:`);
    expect(problemsOf(keys.join("\n"))).toHaveLength(200);
  });

  test("a key that names the prototype is an unknown field like any other", () => {
    const [problem] = problemsOf(`${samplePlaybookText}__proto__: { polluted: true }\n`);
    expect(problem?.message).toBe('the playbook does not know the field "__proto__"');
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});

test("every problem of a file comes back at once, in the order of its lines", () => {
  const text = alteredSample({
    "version: 1": "version: zero",
    "entry: free": "entry: open",
    "role: data_scientist": "role: wizard",
  });
  const lines = problemsOf(text).map(({ line }) => line);
  expect(lines).toEqual(["zero", "entry: open", "wizard"].map((part) => lineOf(text, part)));
});

test("a problem reads as one sentence with file and line", () => {
  const [problem] = problemsOf(alteredSample({ "version: 1": "version: one" }));
  expect(problem && playbookProblemSentence(problem)).toBe(
    'broken.yaml, line 2: "version" must be a number',
  );
});

test("an alias is followed to the place its value is written", () => {
  const text = alteredSample({
    "estimate: { low: 1, likely: 2, high: 4 }": "estimate: &e { low: 9, likely: 2, high: 4 }",
    "estimate: { low: 2, likely: 4, high: 8 }": "estimate: *e",
  });
  expect(problemsOf(text).map(({ line }) => line)).toEqual([
    lineOf(text, "&e"),
    lineOf(text, "&e"),
  ]);
});

test("whatever one line is replaced with, the answer is a playbook or problems inside the file", () => {
  const lines = samplePlaybookText.split("\n");
  fc.assert(
    fc.property(fc.nat(lines.length - 1), fc.string({ unit: "binary" }), (at, replacement) => {
      const text = lines.with(at, replacement).join("\n");
      const parsed = parsePlaybook(text, "any.yaml");
      const last = text.split(/\r\n?|\n/).length;
      const problems = parsed.ok ? [] : parsed.problems;
      expect(parsed.ok || problems.length > 0).toBe(true);
      expect(problems.every(({ line }) => line >= 1 && line <= last)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
