import { gate, through, work } from "../engine/steps";
import type { Story } from "../engine/story";
import { attachRealInput, commentOnModeling, pushModelFigures } from "./churn-early-warning-input";
import { churnLog } from "./churn-early-warning-log";
import { churnRisks } from "./churn-early-warning-risks";
import { watchAndShare } from "./churn-early-warning-watch";

const brokerCondition = {
  text: "Show missing values of ghindx by site and age band before anything is imputed",
  owner: "yuki",
  blocks: "G4",
  metIn: 3,
  note: "Table by site and age band attached to the data cleaning report, page 4.",
} as const;

const leakStands =
  "R-04 stays above appetite until a model has been fitted without the notes, which needs this gate first.";

/** The project with real input: members of a health plan, profiled with the real tool. */
export const churnEarlyWarning: Story = {
  key: "CEW",
  name: "Churn early warning",
  unit: "Retention",
  summary:
    "Tells the retention desk in the first study year which members are likely to leave the plan before year three, with a reason they can act on.",
  playbook: "crisp-dm-mlops",
  strictness: "standard",
  lead: "priya",
  secondLead: "maren",
  cast: {
    sponsor: ["helena"],
    data_scientist: ["tomas", "priya"],
    ml_engineer: ["yuki"],
    domain_expert: ["adaeze"],
    risk_reviewer: ["samuel", "ines"],
    operations: ["jonas"],
  },
  slip: 9,
  dueIn: 8,
  facts: {
    data: "Members of the health plan, first study year",
    rows: "5,638 members, 14 columns",
    sources: "enrolment file, visit records, admission records",
    target: "left before year three",
    model: "cew 0.7",
    technique: "gradient boosting",
    metric: "AUC",
    result: "0.842",
    slice: "members enrolled through brokers, recall 0.061 lower",
    service: "monthly list with reasons",
    users: "the retention desk",
  },
  business: {
    background:
      "Members who leave in the first two years never earn back what it costs to enrol them. The desk calls everybody whose premium rose by more than a tenth; four of five of those would have stayed, and two of three leavers are never called.",
    objective:
      "Keep 120 more members a year past their second anniversary, without calling more people than today (2,400 calls a year).",
    ml: "Rank members after twelve months by their chance of leaving before year three, using only what is known on the anniversary, with the three strongest reasons for each.",
    criteria: [
      [
        "business",
        "Members kept past year two",
        5335,
        5410,
        5455,
        "members",
        "at-least",
        "Count of members enrolled in the year, read from the plan register",
        330,
        "Helena Brandt",
      ],
      [
        "business",
        "Calls made",
        2400,
        2400,
        2200,
        "calls a year",
        "at-most",
        "Call log of the desk, outbound retention calls",
        330,
        "Adaeze Okafor",
      ],
      [
        "model",
        "AUC on the hold-out",
        0.71,
        0.8,
        0.82,
        "AUC",
        "at-least",
        "Hold-out of 1,128 members, opened once before G4",
        8,
        "Priya Raman",
      ],
      [
        "model",
        "Recall gap between sales channels",
        null,
        0.05,
        0.03,
        "points of recall",
        "at-most",
        "Recall at 500 calls, broker against direct",
        8,
        "Samuel Whitlock",
      ],
    ],
    similar: [
      [
        "Premium rule of the desk, 2022",
        "Finds price-sensitive members and misses everybody else.",
        "used",
        "It is the baseline the model has to beat.",
      ],
      [
        "Motor churn score, 2024",
        "Worked in test and leaked: the cancellation letter was one of its inputs.",
        "used",
        "Its leakage check is copied into our test design.",
      ],
    ],
    scopeIn: ["Members of the health plan in their first two years", "Direct and broker business"],
    scopeOut: ["Group contracts", "Members who left because they died or moved abroad"],
    assumptions: [
      ["The desk can work a ranked list of 200 names a month", "Adaeze Okafor", 30],
      [
        "The general health index may be used for retention and not for pricing",
        "Ines Carvalho",
        21,
      ],
    ],
    constraints: [
      "No ethnicity and no mental-health fields, whatever they would add",
      "Scores stay inside the retention desk",
    ],
    resources: ["Two data scientists at 60 %", "One data engineer at 40 %"],
    dependencies: ["Monthly enrolment extract from the plan register"],
    costs: [
      ["Build", 110, 140, 190, "once"],
      ["Run and retrain", 35, 45, 60, "yearly"],
    ],
    benefits: [["Premium of members who stay", 130, 210, 310, "yearly"]],
    stakeholders: [
      ["Helena Brandt", "Pays, owns the retention target", "accountable"],
      ["Retention desk", "Works the list", "responsible"],
      ["Ines Carvalho", "Data protection", "consulted"],
      ["Broker council", "Hears about it before the pilot", "informed"],
    ],
  },
  risks: churnRisks,
  log: churnLog,
  steps: [
    ...through(1, 1),
    work(2, { extra: [{ weight: 0.6, run: attachRealInput }] }),
    gate(2, {
      early:
        "R-04 (label leakage) scores above appetite. Nothing is fitted before G3, and G2 is where the domain expert has to see it.",
      statement:
        "5,638 members can answer the question, with one repair: the health index is missing for 21.6 % and not by chance.",
      decisions: {
        domain_expert: {
          verdict: "approve_with_conditions",
          reason:
            "The fields mean what the report says. The health index is not missing at random, so I want to see where before anybody fills it in.",
          conditions: [brokerCondition],
        },
      },
    }),
    work(3),
    gate(3, { early: leakStands }),
    work(4, {
      leave: { "build-model": "doing", "assess-model": "todo" },
    }),
    {
      do: "back",
      from: 4,
      to: 3,
      reason: "data_quality_failure",
      text: "Notes written after churn leaked the label",
      trigger: "Leakage check of run 131: AUC 0.913 falls to 0.79 without the note features",
      hypothesis:
        "Cutting every record at the anniversary keeps at least 0.82 AUC, because visits and admissions carry most of the signal.",
      costDays: 9,
    },
    work(3),
    gate(3, { early: leakStands }),
    work(4, {
      leave: { "build-model": "doing", "assess-model": "todo" },
      extra: [{ weight: 0.4, run: pushModelFigures }],
    }),
    { do: "act", weight: 0.4, run: commentOnModeling },
    { do: "act", weight: 0.2, run: watchAndShare },
  ],
};
