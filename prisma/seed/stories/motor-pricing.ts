import { crew } from "../engine/crew";
import { gate, work } from "../engine/steps";
import type { Story } from "../engine/story";

export const motorPricing: Story = {
  key: "MPR",
  name: "Motor pricing refresh",
  unit: "Pricing",
  summary:
    "Frequency and severity model of private motor, refreshed on three years of claims, with an explanation for each quote.",
  playbook: "crisp-dm-mlops",
  strictness: "standard",
  lead: "tomas",
  secondLead: "maren",
  cast: crew({
    sponsor: ["owen", "claire"],
    domain_expert: ["leila"],
    data_scientist: ["beatriz"],
  }),
  slip: 0,
  dueIn: 4,
  facts: {
    data: "Private motor policies and claims, 2023 to 2026",
    rows: "1.9 million policy years",
    sources: "quote engine, policy register, claims register",
    target: "claim cost per policy year",
    model: "mpr 0.1",
    technique: "gradient boosting with monotone effects",
    metric: "Gini",
    result: "0.331",
    slice: "drivers under 25",
    service: "call from the quote engine, 250 ms",
    users: "Pricing",
  },
  business: {
    background:
      "The tariff of 2023 no longer separates risks as claims inflation moved unevenly. Competitors pick our best risks at renewal.",
    objective:
      "Bring the private motor combined ratio from 98.6 % to 96.8 % within twelve months of full release, without raising the price of renewing customers above that of equivalent new customers.",
    ml: "Predict expected claim cost per policy year from data known at quote time, as a frequency and a severity model, with monotone effects for age and no-claims years and an explanation per quote.",
    criteria: [
      [
        "business",
        "Combined ratio, private motor",
        98.6,
        97.4,
        96.8,
        "%",
        "at-most",
        "Finance close, rolling twelve months",
        380,
        "Leila Haddad",
      ],
      [
        "model",
        "Gini on hold-out premium",
        0.318,
        0.33,
        0.34,
        "Gini",
        "at-least",
        "Hold-out of policy year 2026",
        60,
        "Tomás Rivera",
      ],
      [
        "model",
        "Quote response time, 95th percentile",
        410,
        300,
        250,
        "ms",
        "at-most",
        "Load test at twice the Monday peak",
        120,
        "Jonas Ekberg",
      ],
      [
        "business",
        "Renewal retention, existing customers",
        84.1,
        83.5,
        84,
        "%",
        "at-least",
        "Renewals over offers, six months after release",
        300,
        "Adaeze Okafor",
      ],
    ],
    similar: [
      [
        "GLM re-rate, 2021",
        "+1.1 points combined ratio; manual factors, took nine months.",
        "used",
        "Its factor list is the starting point.",
      ],
      [
        "Gradient boosting pilot, 2023",
        "Stopped at model assessment: no explanation accepted by actuarial.",
        "used",
        "Explanation per quote is now a criterion.",
      ],
      [
        "Telematics discount, 2025",
        "3 % less premium, 11 % uptake.",
        "not_relevant",
        "Consent handling reused, model not.",
      ],
    ],
    scopeIn: ["Private motor, new and renewal", "Direct and broker"],
    scopeOut: ["Fleet", "Motorcycle", "Telematics policies"],
    assumptions: [
      ["The quote engine accepts a 60 MB model", "Jonas Ekberg", 20],
      ["Actuarial keeps the final price corridor of plus or minus 12 %", "Owen Pritchard", 14],
    ],
    constraints: ["No price-walking: renewal never above the equivalent new price"],
    costs: [
      ["Build, one-off", 340, 410, 520, "once"],
      ["Run", 90, 110, 150, "yearly"],
    ],
    benefits: [["Better selection", 970, 1300, 1570, "yearly"]],
    stakeholders: [
      ["Claire Dubois", "Accountable to the board", "accountable"],
      ["Owen Pritchard", "Owns the tariff", "responsible"],
      ["Leila Haddad", "Finance", "consulted"],
      ["Broker council", "Learns of the new tariff first", "informed"],
    ],
  },
  risks: [
    {
      id: "walk",
      title: "Price-walking rules",
      cause: "Renewal prices may drift above new prices through the model's inputs.",
      event: "The regulator asks for proof per policy.",
      consequence: "Refunds and a public notice.",
      category: "privacy_legal",
      stage: 1,
      owner: "tomas",
      inherent: [3, 5],
      treatment: "mitigate",
      note: "Tenure is no input; a check compares both prices for every renewal.",
      dueIn: 30,
      target: [1, 5],
      ratings: [{ stage: 1, level: [2, 5], reason: "Tenure removed from the inputs by design." }],
    },
    {
      id: "explain",
      title: "No explanation accepted by actuarial",
      cause: "The pilot of 2023 failed on this.",
      consequence: "Model assessment fails again after months of work.",
      category: "explainability",
      stage: 1,
      owner: "tomas",
      inherent: [3, 3],
      treatment: "mitigate",
      note: "Actuarial reads ten explained quotes each month from the first fit.",
      dueIn: 60,
    },
  ],
  log: [
    {
      stage: 1,
      by: "tomas",
      text: "Owen wants the retention floor written into the case: not below 83.5 %. It goes in as a criterion, not as a footnote.",
    },
    {
      stage: 1,
      by: "tomas",
      kind: "decision",
      text: "Vehicle age stays, postcode is capped at 40 areas. Agreed with actuarial on the phone, minutes attached to the plan.",
    },
  ],
  steps: [
    work(1),
    {
      do: "amend-case",
      note: "Retention floor added",
      sign: "signed",
      change: ({ constraints }) => ({
        constraints: [...constraints, "Renewal retention does not fall below 83.5 %"],
      }),
    },
    {
      do: "amend-case",
      note: "3 changes after Finance review",
      sign: "unsigned",
      daysAgo: 4,
      change: ({ successCriteria, scopeOut }) => ({
        scopeOut: [...scopeOut, "Policies with more than four named drivers"],
        successCriteria: successCriteria.map((row) => {
          if (row.unit === "Gini") {
            return { ...row, target: 0.345 };
          }
          return row.measure.startsWith("Renewal")
            ? { ...row, howMeasured: "Renewals over offers, nine months after release" }
            : row;
        }),
      }),
    },
    gate(1, {
      statement:
        "Worth doing: 1.8 points of combined ratio for 0.4 million euros. Finance has read version 3.",
      early:
        "Owen Pritchard signs version 3 this week; the review runs meanwhile so that the data request goes out before the year-end freeze.",
      askedDaysAgo: 3,
      decisionDueIn: 4,
      only: [],
    }),
  ],
};
