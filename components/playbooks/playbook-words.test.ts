import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  approvalSentence,
  criterionSentence,
  expirySentence,
  namesIn,
} from "@/components/playbooks/playbook-words";
import { effectivePlaybook } from "@/lib/playbooks/rules/effective-gate";
import { parsePlaybook } from "@/lib/playbooks/rules/parse-playbook";

const files = readdirSync("playbooks").filter((name) => name.endsWith(".yaml"));

describe("a playbook in words", () => {
  it.each(files)("says every criterion and approval of %s without an id or a gap", (file) => {
    const parsed = parsePlaybook(readFileSync(`playbooks/${file}`, "utf8"), file);
    if (!parsed.ok) {
      throw new Error(`${file} is broken`);
    }
    const { stages } = effectivePlaybook(parsed.playbook, "regulated");
    const names = namesIn(stages);
    const sentences = stages.flatMap(({ gate }) => [
      ...gate.criteria.map((criterion) => criterionSentence(criterion, names)),
      ...gate.approvals.map((approval) => approvalSentence(approval, names)),
    ]);
    expect(sentences.length).toBeGreaterThan(0);
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[A-Z0-9].{8,}/);
      expect(sentence).not.toMatch(/undefined|null|NaN/);
    }
  });

  it("joins what must hold together and names what it is about", () => {
    const names = new Map([["aims", "Aims"]]);
    expect(
      criterionSentence(
        {
          id: "either",
          kind: "any",
          criteria: [
            { id: "a", kind: "outputs-attached", outputs: ["aims"] },
            { id: "b", kind: "metric", metric: "AUC", operator: "at-least", threshold: 0.8 },
          ],
        },
        names,
      ),
    ).toBe("At least one of these holds: Attached: Aims. AUC is at least 0.8.");
  });

  it("reads periods", () => {
    expect(expirySentence("P180D")).toContain("180 days");
    expect(expirySentence("P1Y")).toContain("1 year,");
    expect(expirySentence(null)).toBe("A pass holds for good.");
  });
});
