import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { effectivePlaybook } from "@/lib/playbooks/rules/effective-gate";
import { parsePlaybook, playbookProblemSentence } from "@/lib/playbooks/rules/parse-playbook";
import { playbookJsonSchema } from "@/lib/playbooks/rules/playbook-json-schema";
import type { Playbook } from "@/lib/playbooks/schema";
import { strictnessLevels } from "@/lib/playbooks/schema";

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
        .reduce((sum, { quorum }) => sum + (quorum === "all" ? 1 : quorum), 0),
    );
    expect(lite).toBeLessThanOrEqual(standard ?? 0);
    expect(standard).toBeLessThanOrEqual(regulated ?? 0);
  });
});

test("the published JSON Schema is the one the loader keeps", () => {
  const onDisk: unknown = JSON.parse(textOf("playbook.schema.json"));
  expect(onDisk).toEqual(playbookJsonSchema());
});

const trailOfDefault = [
  [
    "Business understanding",
    ["Determine business objectives and goals", "Assess situation", "Produce project plan"],
    "G1 Business case",
  ],
  [
    "Data understanding",
    ["Collect initial data", "Describe data", "Explore data", "Verify data quality"],
    "G2 Data fitness",
  ],
  [
    "Data preparation",
    ["Select data", "Clean data", "Construct data", "Integrate data", "Format data"],
    "G3 Data readiness",
  ],
  [
    "Modeling",
    ["Select modeling techniques", "Generate test design", "Build model", "Assess model"],
    "G4 Model assessment",
  ],
  [
    "Evaluation",
    ["Evaluate results", "Review process", "Determine the next steps"],
    "G5 Business acceptance",
  ],
  [
    "Deployment",
    [
      "Plan deployment",
      "Plan monitoring and maintenance",
      "Produce final report",
      "Review project",
    ],
    "G6 Deployment plan",
  ],
  [
    "Prepare for production",
    ["Runtime environment", "Risk evaluation", "QA"],
    "G7 Production readiness",
  ],
  [
    "Development to production",
    ["Elastic scaling", "Containerization", "CI/CD pipelines"],
    "G8 Release",
  ],
  [
    "Monitoring & feedback",
    ["Logging and alerting", "Input drift tracking", "Performance drift", "Online evaluation"],
    "G9 Periodic review",
  ],
];

describe("the default playbook", () => {
  const { stages } = load("crisp-dm-mlops.yaml");

  test("has the nine stages, their tasks and gates in the order of the Trail", () => {
    const trail = stages.map(({ name, tasks, gate }) => [
      name,
      tasks.map((task) => task.name),
      `${gate.id} ${gate.name}`,
    ]);
    expect(trail).toEqual(trailOfDefault);
  });

  test("groups the first six stages as CRISP-DM and the rest as MLOps", () => {
    const groups = stages.map(({ group }) => group);
    expect(groups).toEqual([...Array(6).fill("CRISP-DM"), ...Array(3).fill("MLOps")]);
  });

  test("asks sponsor and risk reviewer at G1 in standard, and the lead as well in regulated", () => {
    const g1 = strictnessLevels.map((level) => {
      const [gate] = effectivePlaybook(load("crisp-dm-mlops.yaml"), level).stages.map(
        (s) => s.gate,
      );
      return {
        criteria: gate?.criteria.map(({ kind }) => kind),
        approvals: gate?.approvals.map(({ role, quorum, veto }) => [role, quorum, veto ?? false]),
      };
    });
    const withRisks = ["signed", "tasks-done", "outputs-attached", "risks-within-appetite"];
    const both = [
      ["sponsor", 1, true],
      ["risk_reviewer", 1, false],
    ];
    expect(g1).toEqual([
      { criteria: withRisks.slice(0, 3), approvals: [["sponsor", 1, true]] },
      { criteria: withRisks, approvals: both },
      { criteria: withRisks, approvals: [...both, ["lead", 1, false]] },
    ]);
  });

  test("repeats only the last gate", () => {
    const expiring = stages.filter(({ gate }) => gate.expires !== null).map(({ gate }) => gate.id);
    expect(expiring).toEqual(["G9"]);
  });
});

const crispOutputs = [
  ["background", "business-objectives", "business-success-criteria"],
  ["inventory-of-resources", "requirements-assumptions-and-constraints"],
  ["risks-and-contingencies", "terminology", "costs-and-benefits"],
  ["data-mining-goals", "data-mining-success-criteria"],
  ["project-plan", "initial-assessment-of-tools-and-techniques"],
  ["initial-data-collection-report", "data-description-report"],
  ["data-exploration-report", "data-quality-report"],
  ["dataset", "dataset-description", "rationale-for-inclusion-exclusion", "data-cleaning-report"],
  ["derived-attributes", "generated-records", "merged-data", "reformatted-data"],
  ["modeling-technique", "modeling-assumptions", "test-design", "parameter-settings", "models"],
  ["model-descriptions", "model-assessment", "revised-parameter-settings"],
  ["assessment-of-results", "approved-models", "review-of-process"],
  ["list-of-possible-actions", "decision", "deployment-plan", "monitoring-and-maintenance-plan"],
  ["final-report", "final-presentation", "experience-documentation"],
].flat();

describe("CRISP-DM", () => {
  test("has 24 tasks in six phases: 4, 4, 5, 4, 3, 4", () => {
    const counts = load("crisp-dm.yaml").stages.map(({ tasks }) => tasks.length);
    expect(counts).toEqual([4, 4, 5, 4, 3, 4]);
  });

  test.each(["crisp-dm.yaml", "crisp-dm-mlops.yaml"])("%s has the 42 official outputs", (file) => {
    const outputs = load(file).stages.flatMap((stage) => stage.outputs.map(({ id }) => id));
    expect(crispOutputs).toHaveLength(42);
    expect(crispOutputs.filter((id) => !outputs.includes(id))).toEqual([]);
  });
});

test("MLOps has three stages with every step from runtime to risk factors", () => {
  const tasks = load("mlops.yaml").stages.map((stage) => stage.tasks.map(({ name }) => name));
  expect(tasks).toEqual([
    ["Runtime environment", "Risk evaluation", "QA"],
    [
      "Elastic scaling",
      "Containerization",
      "CI/CD pipelines",
      "Build the model",
      "Deploy to a test environment",
      "Deploy to production",
    ],
    [
      "Logging and alerting",
      "Input drift tracking",
      "Performance drift",
      "Online evaluation",
      "System upgrades and environment changes",
      "ML-specific risk factors",
    ],
  ]);
});
