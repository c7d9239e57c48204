import { parsePlaybook, playbookProblemSentence } from "@/lib/playbooks/rules/parse-playbook";
import type { Playbook } from "@/lib/playbooks/schema";

/** A small playbook that uses every part of the format. */
export const samplePlaybookText = `id: sample
version: 1
name: Sample
summary: Two stages, enough to try every part of the format.
strictness:
  lite:
    summary: Gates pass by themselves.
    entry: free
  standard:
    summary: People decide.
    entry: warned
  regulated:
    summary: More people decide.
    entry: refused
    waivedBy: [sponsor, risk_reviewer]
stages:
  - id: frame
    group: Method
    name: Frame
    purpose: Agree what is wanted.
    durationDays: 5
    tasks:
      - id: define-aims
        name: Define the aims
        purpose: Say what should change.
        role: lead
        guidance: Give every aim a number.
        checklist: [The sponsor agrees]
        outputs: [aims]
        estimate: { low: 1, likely: 2, high: 4 }
      - id: list-risks
        name: List the risks
        purpose: Know what could go wrong.
        role: risk_reviewer
        from: standard
        guidance: Start from the catalogue.
        outputs: [risk-list]
        estimate: { low: 0.5, likely: 1, high: 2 }
        needs: [define-aims]
    outputs:
      - { id: aims, name: Aims, kind: case-field, field: objectives }
      - { id: risk-list, name: Risk list, kind: document, from: standard }
    gate:
      id: G1
      name: Framed
      question: Do we know what is wanted?
      criteria:
        - { id: tasks, kind: tasks-done, except: [define-aims] }
        - { id: listed, kind: outputs-attached, outputs: [risk-list], from: standard }
        - { id: case, kind: signed, subject: business-case, from: standard }
      approvals:
        - { role: sponsor, quorum: 1, veto: true, covers: [business-case], from: standard }
        - { role: sponsor, quorum: 2, assurance: passkey, from: regulated }
        - { role: risk_reviewer, quorum: 1, from: regulated }
      separation:
        - requester-not-approver
        - { rule: author-not-approver, from: regulated }
      expires: null
  - id: build
    group: Method
    name: Build
    purpose: Make it and measure it.
    durationDays: 10
    tasks:
      - id: make-it
        name: Make it
        purpose: Build the thing.
        role: data_scientist
        guidance: Start simple.
        outputs: [thing]
        estimate: { low: 2, likely: 4, high: 8 }
        needs: [define-aims, list-risks]
    outputs:
      - { id: thing, name: Thing, kind: evidence, evidenceKind: model-artifact }
    gate:
      id: G2
      name: Built
      question: Is it good enough?
      criteria:
        - id: good
          kind: any
          criteria:
            - { id: recall, kind: metric, metric: recall, operator: at-least, threshold: 0.8 }
            - { id: judged, kind: attestation, role: lead, statement: It is good enough. }
            - id: not-stale
              kind: not
              criterion: { id: old, kind: evidence, evidenceKind: eda-profile, maxAgeDays: 90 }
        - { id: risks, kind: risks-within-appetite, stages: [frame, build], from: standard }
      approvals:
        - { role: lead, quorum: 1, covers: [thing, aims] }
      separation: [requester-not-approver]
      expires: P180D
loops:
  - { from: build, to: frame, reasons: [metric-short] }
`;

/** The sample with passages replaced; each passage must be there once or more. */
export function alteredSample(replacements: Record<string, string>): string {
  return Object.entries(replacements).reduce((text, [passage, substitute]) => {
    if (!text.includes(passage)) {
      throw new Error(`the sample playbook does not contain: ${passage}`);
    }
    return text.replace(passage, () => substitute);
  }, samplePlaybookText);
}

export function samplePlaybook(replacements: Record<string, string> = {}): Playbook {
  const parsed = parsePlaybook(alteredSample(replacements), "sample.yaml");
  if (!parsed.ok) {
    throw new Error(parsed.problems.map(playbookProblemSentence).join("\n"));
  }
  return parsed.playbook;
}
