import { describe, expect, it } from "vitest";
import { importBytesMax } from "@/lib/risk-catalogue/rules/limits";
import { readCatalogue } from "@/lib/risk-catalogue/rules/read-catalogue";

const known = { stages: new Set(["modeling"]), tasks: new Set(["build-model"]) };

const sound = `risks:
  - key: late-labels
    title: Labels come late
    category: data
    stages: [modeling]
    tasks: [build-model]
    likelihood: 3
    impact: 4
    treatment: mitigate
`;

function problemsOf(text: string): string[] {
  const read = readCatalogue(text, known);
  return read.ok ? [] : read.problems.map(({ line, message }) => `${line}: ${message}`);
}

const broken: [string, string, RegExp][] = [
  [
    "an unknown category",
    sound.replace("category: data", "category: datum"),
    /^4: late-labels: The category is one of data, model, .* or ml_technical_debt\.$/,
  ],
  [
    "an unknown stage",
    sound.replace("[modeling]", "[modelling]"),
    /^5: late-labels: no playbook of this workspace has a stage “modelling”\.$/,
  ],
  [
    "an unknown task",
    sound.replace("[build-model]", "[make-model]"),
    /^6: late-labels: no playbook of this workspace has a task “make-model”\.$/,
  ],
  [
    "a level below the scale",
    sound.replace("likelihood: 3", "likelihood: 0"),
    /^7: late-labels: Likelihood is a whole number from 1 to 5\.$/,
  ],
  [
    "a level above the scale",
    sound.replace("impact: 4", "impact: 6"),
    /^8: late-labels: Impact is a whole number from 1 to 5\.$/,
  ],
  [
    "a level between two steps",
    sound.replace("impact: 4", "impact: 2.5"),
    /^8: late-labels: Impact is a whole number from 1 to 5\.$/,
  ],
  [
    "a field that does not exist",
    `${sound}    owner: Maren\n`,
    /^10: late-labels: there is no field “owner” here\. Leave it out\.$/,
  ],
  [
    "a missing title",
    sound.replace("    title: Labels come late\n", ""),
    /^2: late-labels: The title is needed\.$/,
  ],
  [
    "a key with capitals",
    sound.replace("late-labels", "Late Labels"),
    /^2: Late Labels: The key has small letters, digits and single hyphens/,
  ],
  [
    "tabs",
    sound.replace("    title", "\ttitle"),
    /^3: lines are indented with spaces, not with tabs\.$/,
  ],
  [
    "a field written twice",
    `${sound}    impact: 4\n`,
    /^10: this key is written twice in the same block\.$/,
  ],
  ["a list of something else", "risks:\n  - late\n", /^2: Risk 1: Each risk is a block of fields/],
  ["another document", "stages: []\n", /^1: /],
  ["an empty list", "risks: []\n", /^1: The list of risks is empty\.$/],
];

describe("a file of risks", () => {
  it("is read with the line each risk stands on", () => {
    const read = readCatalogue(sound, known);
    expect(read.ok && read.entries.map(({ entry, line }) => [entry.key, line])).toEqual([
      ["late-labels", 2],
    ]);
  });

  it.each(broken)("with %s is refused in a sentence at its line", (_, text, sentence) => {
    expect(problemsOf(text)[0]).toMatch(sentence);
  });
});

describe("a whole file of risks", () => {
  it("that uses a key twice names both lines", () => {
    const twice = `${sound}${sound.replace("risks:\n", "")}`;
    expect(problemsOf(twice)).toEqual([
      "10: late-labels: this key stands in line 2 already. Each risk has its own.",
    ]);
  });

  it("that repeats an anchor like a bomb is refused where it begins to", () => {
    const rungs = ["a: &a [x, x, x, x, x, x, x, x]"];
    for (const [before, name] of ["ab", "bc", "cd", "de", "ef"].map((pair) => [...pair])) {
      rungs.push(`${name}: &${name} [${Array(8).fill(`*${before}`).join(", ")}]`);
    }
    expect(problemsOf(rungs.join("\n"))).toEqual([
      "2: the document repeats its anchors too often; write the values out.",
    ]);
  });

  it("of more than a megabyte is refused before it is read", () => {
    const read = readCatalogue(`${sound}#${"x".repeat(importBytesMax)}`, known);
    expect(read).toMatchObject({
      ok: false,
      problems: [{ line: 1, message: "The text is larger than 1 MB. Split the file." }],
    });
  });

  it("comes back with everything that is wrong, in the order of its lines", () => {
    const text = sound
      .replace("likelihood: 3", "likelihood: 9")
      .replace("[modeling]", "[nowhere]")
      .replace("data", "datum");
    const twice = `${text}${sound.replace("risks:\n", "")}`;
    const lines = problemsOf(twice).map((problem) => problem.split(":")[0]);
    expect(lines).toEqual(["4", "5", "7", "10"]);
  });
});
