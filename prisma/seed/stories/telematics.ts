import { pushMetric } from "@/lib/evidence/commands/push-metric";
import { crew } from "../engine/crew";
import { act } from "../engine/demo";
import { personIn } from "../engine/project-run";
import { rate } from "../engine/risk-acts";
import { gate, through, work } from "../engine/steps";
import type { ProjectRun, Story } from "../engine/story";

async function pushRecallGap(run: ProjectRun): Promise<void> {
  await act(pushMetric, personIn(run, "tomas"), {
    projectId: run.projectId,
    name: "recall_gap",
    value: 0.041,
    direction: "lower_is_better",
    source: "run 77",
  });
}

export const telematics: Story = {
  key: "TRI",
  name: "Telematics risk index",
  unit: "Pricing",
  summary: "Scores driving behaviour from the box in the car, for a discount at renewal.",
  playbook: "crisp-dm-mlops",
  strictness: "regulated",
  lead: "beatriz",
  secondLead: "maren",
  cast: crew({
    sponsor: ["owen"],
    data_scientist: ["tomas"],
    domain_expert: ["leila"],
    risk_reviewer: ["samuel", "ines"],
  }),
  slip: 38,
  dueIn: 15,
  facts: {
    data: "Trips of policies with a box, 2023 to 2026",
    rows: "61,000 drivers, 44 million trips",
    sources: "box provider, policy register, claims register",
    target: "at-fault claim within twelve months",
    model: "tri 0.6",
    technique: "gradient boosting on trip summaries",
    metric: "Gini",
    result: "0.264",
    slice: "night-shift workers",
    service: "monthly score per driver",
    users: "Pricing",
  },
  business: {
    background:
      "The discount of 2025 is given for distance alone. It rewards people who drive little and badly.",
    objective: "Bring the loss ratio of box policies from 82 % to 76 %.",
    ml: "Index from 0 to 100 per driver and month, from summaries of trips.",
    criteria: [
      [
        "business",
        "Loss ratio, box policies",
        82,
        78,
        76,
        "%",
        "at-most",
        "Finance close",
        300,
        "Owen Pritchard",
      ],
      [
        "model",
        "Gini",
        0.19,
        0.25,
        0.26,
        "Gini",
        "at-least",
        "Hold-out of drivers",
        20,
        "Beatriz Nunes",
      ],
    ],
    similar: [
      [
        "Distance discount, 2025",
        "11 % uptake, 3 % less premium.",
        "used",
        "Consent handling is the same.",
      ],
    ],
    scopeIn: ["Policies with a box"],
    scopeOut: ["Telephone apps"],
    assumptions: [["Drivers keep their consent for the policy year", "Ines Carvalho", 9]],
    constraints: ["No place and no time of a single trip is stored after scoring"],
    costs: [
      ["Build", 220, 280, 350, "once"],
      ["Run", 80, 95, 120, "yearly"],
    ],
    benefits: [["Better selection", 350, 520, 700, "yearly"]],
    stakeholders: [
      ["Owen Pritchard", "Sponsor", "accountable"],
      ["Ines Carvalho", "Data protection", "consulted"],
    ],
  },
  reviewsUntil: 3,
  risks: [
    {
      id: "consent",
      title: "Consent withdrawn mid-term",
      cause: "Drivers may withdraw at any time, and 6 % did in October.",
      event: "Trips already used for training have to go.",
      consequence: "The index must be refitted each time, or it rests on data we may not hold.",
      category: "privacy_legal",
      stage: 5,
      owner: "ines",
      inherent: [3, 4],
      treatment: "mitigate",
      note: "Train on aggregates that survive a withdrawal.",
      dueIn: 10,
      target: [2, 3],
    },
    {
      id: "night",
      title: "Night-shift workers score badly for driving at night",
      cause: "Night trips raise the index by themselves.",
      consequence: "Nurses pay for their rota.",
      category: "fairness",
      stage: 4,
      owner: "beatriz",
      inherent: [3, 4],
      treatment: "mitigate",
      note: "Compare with drivers of the same hours.",
      dueIn: -2,
      ratings: [
        { stage: 5, level: [3, 4], reason: "Still 4.1 points worse at the same claim rate." },
      ],
    },
  ],
  log: [
    {
      stage: 3,
      by: "tomas",
      text: "Boxes of the second maker report harsh braking twice. Counted once from now on.",
    },
    {
      stage: 5,
      by: "beatriz",
      text: "Owen asked for the index by occupation. Night-shift workers stand out; modeling has to answer that.",
    },
    {
      stage: 5,
      pass: 2,
      by: "beatriz",
      kind: "decision",
      text: "We ask again with the comparison by hours. I expect a hard question on consent.",
    },
  ],
  steps: [
    ...through(1, 3),
    work(4, { leave: { "build-model": "doing", "assess-model": "todo" } }),
    {
      do: "back",
      from: 4,
      to: 3,
      reason: "data_quality_failure",
      text: "Two makers count harsh braking differently",
      hypothesis: "One definition for both makers removes a third of the noise.",
      costDays: 8,
    },
    ...through(3, 3),
    work(4, { extra: [{ weight: 0.3, run: pushRecallGap }] }),
    gate(4),
    work(5),
    gate(5, {
      only: ["sponsor"],
      decisions: {
        sponsor: {
          verdict: "request_changes",
          reason:
            "Show me the index for night-shift workers against drivers of the same hours before I put a price on it.",
        },
      },
    }),
    {
      do: "back",
      from: 5,
      to: 4,
      reason: "review_finding",
      text: "Night driving counts against people who work at night",
      trigger: "Round 1 of G5",
      hypothesis: "Comparing within hours of driving removes most of the difference.",
      costDays: 6,
    },
    work(4),
    gate(4),
    work(5),
    gate(5, {
      statement: "Accept the index for a discount of at most 12 % at renewal.",
      askedDaysAgo: 11,
      decisionDueIn: -4,
      only: ["risk_reviewer"],
      decisions: {
        risk_reviewer: {
          verdict: "reject",
          returnTo: 4,
          reason:
            "6 % of drivers withdrew consent in one month and their trips are inside the model. It cannot be accepted on data we may not hold; refit on aggregates.",
        },
      },
    }),
    {
      do: "act",
      daysAgo: 4,
      run: (run) =>
        rate(
          run,
          { id: "consent" },
          {
            kind: "current",
            level: [5, 4],
            reason: "3,660 drivers withdrew in October; their trips are part of the fit.",
            by: "samuel",
          },
        ),
    },
  ],
};
