import { crew } from "../engine/crew";
import { gate, through, work } from "../engine/steps";
import type { Story } from "../engine/story";

const ageGap = {
  text: "Reweigh the age bands; gap in opportunity at or below 0.05 on the next run",
  owner: "beatriz",
  dueIn: 8,
  blocks: "G6",
} as const;

export const lapsePropensity: Story = {
  key: "LPS",
  name: "Lapse propensity",
  unit: "Life",
  summary:
    "Ranks 412,000 life policies by their chance of lapsing within 90 days, for the autumn campaign.",
  playbook: "crisp-dm-mlops",
  strictness: "standard",
  lead: "beatriz",
  secondLead: "maren",
  cast: crew({
    sponsor: ["adaeze"],
    domain_expert: ["helena"],
    data_scientist: ["tomas", "beatriz"],
  }),
  slip: 6,
  dueIn: -3,
  facts: {
    data: "Life policies in force, 2019 to 2026",
    rows: "412,000 policies, 9.1 million policy months",
    sources: "policy administration, payment ledger, broker portal",
    target: "lapse within 90 days",
    model: "lps 0.9",
    technique: "gradient boosting with monotone effects",
    metric: "AUC",
    result: "0.781, lift 3.4 in the top decile",
    slice: "age 65 and over, opportunity gap 0.058",
    service: "weekly batch of 24,000 policies",
    users: "the retention team",
  },
  business: {
    background:
      "Since 2022 a tenure rule picks whom the autumn campaign calls. It calls long-standing policyholders first, who lapse least.",
    objective:
      "Bring the yearly lapse rate of private life from 6.4 % to 5.9 % with the same number of calls.",
    ml: "Rank policies on the first of each month by the chance of lapse within 90 days, from what is known that day.",
    criteria: [
      [
        "business",
        "Yearly lapse rate, private life",
        6.4,
        6.1,
        5.9,
        "%",
        "at-most",
        "Policies lapsed over policies in force, twelve months",
        300,
        "Adaeze Okafor",
      ],
      [
        "model",
        "Lift in the top decile",
        1.6,
        2.8,
        3,
        "times",
        "at-least",
        "Hold-out of 41,200 policies",
        10,
        "Beatriz Nunes",
      ],
      [
        "model",
        "Equal opportunity difference, age bands",
        null,
        0.05,
        0.03,
        "points",
        "at-most",
        "Largest difference in recall between age bands",
        10,
        "Samuel Whitlock",
      ],
    ],
    similar: [
      [
        "Tenure rule of 2022",
        "Easy to explain and calls the wrong people.",
        "used",
        "Baseline of every run.",
      ],
    ],
    scopeIn: ["Private life, monthly premium"],
    scopeOut: ["Single-premium contracts", "Policies under dispute"],
    assumptions: [
      ["Broker-sourced contact data may be used once ticket 4471 is closed", "Ines Carvalho", 24],
    ],
    constraints: ["No field may be scored that came from a broker before consent is confirmed"],
    costs: [
      ["Build", 160, 200, 260, "once"],
      ["Run", 40, 55, 75, "yearly"],
    ],
    benefits: [["Premium kept", 240, 380, 520, "yearly"]],
    stakeholders: [
      ["Adaeze Okafor", "Owns the campaign", "accountable"],
      ["Retention team", "Calls", "responsible"],
      ["Ines Carvalho", "Data protection", "consulted"],
    ],
  },
  risks: [
    {
      id: "consent",
      title: "Broker data: consent basis unclear",
      cause: "Brokers collected contact data under their own terms.",
      event: "A policyholder complains about a call.",
      consequence: "The campaign stops and a third of the list is lost.",
      category: "privacy_legal",
      stage: 2,
      owner: "beatriz",
      inherent: [4, 4],
      treatment: "mitigate",
      note: "Ticket 4471 with Legal; no broker field is scored until it is closed.",
      dueIn: 18,
      target: [1, 4],
      ratings: [
        { stage: 2, level: [3, 4], reason: "Legal confirms the basis for 70 % of brokers." },
      ],
    },
    {
      id: "age",
      title: "Older policyholders found less often",
      cause: "Payment histories of pensioners are thinner.",
      consequence: "Fewer of those over 65 who would lapse are called.",
      category: "fairness",
      stage: 4,
      owner: "beatriz",
      inherent: [3, 4],
      treatment: "mitigate",
      note: "Reweighing, checked by bootstrap.",
      dueIn: 8,
      ratings: [
        { stage: 5, level: [3, 3], reason: "Gap 0.058, interval 0.031 to 0.084.", pass: 2 },
      ],
    },
    {
      id: "season",
      title: "Campaign effect inside the training data",
      cause: "Called policyholders lapse less because they were called.",
      consequence: "The model learns the campaign.",
      category: "model",
      stage: 4,
      owner: "tomas",
      inherent: [3, 3],
      treatment: "mitigate",
      note: "Months after a campaign are left out.",
      dueIn: 40,
      ratings: [{ stage: 5, level: [2, 3], reason: "Months left out; lift falls by 0.1 only." }],
    },
  ],
  log: [
    {
      stage: 1,
      by: "beatriz",
      text: "The campaign team asks for reasons in words, not for numbers. Four reasons agreed: payment, life event, broker change, premium rise.",
    },
    {
      stage: 2,
      by: "tomas",
      text: "Payment ledger before March 2019 has no failed-debit code. The window starts there: 9.1 million policy months.",
    },
    {
      stage: 4,
      by: "beatriz",
      kind: "hypothesis",
      text: "Failed debits in the last two months say more than anything in the twelve before. Trying a short window.",
    },
    {
      stage: 5,
      by: "beatriz",
      text: "Round 1 came back with changes: broker slice missing, calibration on 2024 data only. Fair on both counts.",
    },
    {
      stage: 4,
      pass: 2,
      by: "tomas",
      text: "Run 212: AUC 0.781, calibration error 0.024 over ten bins, recall for broker-sold policies 0.63.",
    },
    {
      stage: 5,
      pass: 2,
      by: "beatriz",
      kind: "decision",
      text: "Explanations agreed with Retention in a workshop: twelve cases, nobody wanted a thirteenth.",
    },
  ],
  steps: [
    ...through(1, 4),
    work(5),
    gate(5, {
      only: ["sponsor"],
      decisions: {
        sponsor: {
          verdict: "request_changes",
          reason:
            "The slice of broker-sold policies is missing, and calibration is shown on 2024 data only. I cannot tell the campaign what it may trust.",
        },
      },
    }),
    {
      do: "back",
      from: 5,
      to: 4,
      reason: "review_finding",
      text: "Broker slice missing, calibration on old data",
      trigger: "Round 1 of G5",
      hypothesis:
        "Refitting on 2025 data keeps the lift above 3 and brings calibration under 0.03.",
      costDays: 7,
    },
    work(4),
    gate(4, {
      decisions: {
        lead: {
          verdict: "approve_with_conditions",
          reason:
            "Lift is solid and calibration holds. The age gap is within its interval but above policy 4.2, so I bind it to a condition.",
          conditions: [ageGap],
        },
      },
    }),
    work(5),
    gate(5, {
      statement:
        "Accept model lps 0.9 as fit for the autumn lapse campaign and let Deployment start.",
      askedDaysAgo: 7,
      decisionDueIn: -3,
      only: ["sponsor"],
      decisions: {
        sponsor: {
          verdict: "approve",
          reason: "Retention accepts the lower AUC if the gap closes before the first campaign.",
        },
      },
    }),
  ],
};
