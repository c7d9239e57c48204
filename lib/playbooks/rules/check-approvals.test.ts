import { describe, expect, it } from "vitest";
import { parsePlaybook, playbookProblemSentence } from "@/lib/playbooks/rules/parse-playbook";
import { alteredSample } from "@/lib/testing/sample-playbook";

const asked = "{ role: lead, quorum: 1, covers: [thing, aims] }";

function complaintsAbout(replacements: Record<string, string>): string {
  const parsed = parsePlaybook(alteredSample(replacements), "sample.yaml");
  return parsed.ok ? "" : parsed.problems.map(playbookProblemSentence).join(" ");
}

const approvals = (text: string) => complaintsAbout({ [asked]: text });

describe("the approvals of a gate", () => {
  it("may ask all of a role, and any of several roles", () => {
    expect(approvals("{ role: lead, quorum: all }")).toBe("");
    expect(approvals("{ role: sponsor, orRoles: [lead], quorum: 2 }")).toBe("");
    expect(approvals("{ role: lead, quorum: none }")).not.toBe("");
  });

  it("name a role once, since one decision cannot fill two seats", () => {
    const twice =
      "{ role: sponsor, orRoles: [lead], quorum: 1 }\n        - { role: lead, quorum: 1, from: regulated }";
    expect(approvals(twice)).toContain('the role "lead" in two approvals');
  });

  it("do not mix all of a role with a number that may be larger", () => {
    const mixed = (count: number) =>
      `{ role: lead, quorum: ${count} }\n        - { role: lead, quorum: all, from: regulated }`;
    expect(approvals(mixed(2))).toContain("all may be fewer");
    expect(approvals(mixed(1))).toBe("");
  });

  it("are never given by a viewer, not even in the place of another role", () => {
    expect(approvals("{ role: lead, orRoles: [viewer], quorum: 1 }")).toContain("a viewer");
  });
});

describe("a renewal", () => {
  const renewed = (text: string) => complaintsAbout({ "expires: P180D": text });

  it("opens before the end of a pass that ends, and after it began", () => {
    expect(renewed("expires: P180D\n      renewal: P14D")).toBe("");
    expect(renewed("expires: null\n      renewal: P14D")).toContain("holds for good");
    expect(renewed("expires: P2W\n      renewal: P14D")).toContain("P14D before the end");
  });
});

describe("the data set of a metric", () => {
  const metric = "metric: recall, operator: at-least, threshold: 0.8";
  const measuredOn = (dataSet: string) =>
    complaintsAbout({ [metric]: `${metric}, dataSet: ${dataSet}` });

  it("is a hash, or an output of this or an earlier stage to which a file is attached", () => {
    expect(measuredOn("{ output: thing }")).toBe("");
    expect(measuredOn(`{ hash: ${"ab".repeat(32)} }`)).toBe("");
    expect(measuredOn("{ output: nothing }")).toContain('the output "nothing"');
    expect(measuredOn("{ hash: SHOUTED }")).not.toBe("");
  });
});
