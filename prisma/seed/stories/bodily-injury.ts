import { crew } from "../engine/crew";
import { gate, through, work } from "../engine/steps";
import type { Story } from "../engine/story";

const repaired = {
  early:
    "R-02 stays above appetite until the repriced model serves. This iteration is its treatment, so waiting would keep it there.",
};

export const bodilyInjury: Story = {
  key: "BIS",
  name: "Bodily injury severity",
  unit: "Claims",
  summary:
    "Estimates the final cost of bodily injury claims thirty days after notice, for reserves.",
  playbook: "crisp-dm-mlops",
  strictness: "standard",
  lead: "maren",
  secondLead: "priya",
  cast: crew({ sponsor: ["leila"], data_scientist: ["beatriz"], domain_expert: ["claire"] }),
  slip: 4,
  dueIn: 33,
  facts: {
    data: "Closed bodily injury claims, 2012 to 2025",
    rows: "41,700 claims",
    sources: "claims register, medical fee tariff",
    target: "final cost in euros of 2026",
    model: "bis 2.1",
    technique: "quantile forest",
    metric: "Coverage of the 80 % interval",
    result: "79.2 %",
    slice: "claims with long rehabilitation, 71 %",
    service: "nightly, for open claims",
    users: "reserving actuaries",
  },
  business: {
    background:
      "Case reserves are set by feel and corrected late; the last correction cost a quarter's result.",
    objective: "Halve the late reserve corrections above 50,000 euros.",
    ml: "Distribution of the final cost of a claim, thirty days after notice.",
    criteria: [
      [
        "business",
        "Late corrections above 50 k EUR",
        64,
        40,
        32,
        "a year",
        "at-most",
        "Reserve movements, yearly",
        200,
        "Leila Haddad",
      ],
      [
        "model",
        "Coverage of the 80 % interval",
        null,
        78,
        80,
        "%",
        "at-least",
        "Closed claims of the last year",
        30,
        "Maren Holt",
      ],
    ],
    similar: [
      [
        "Chain ladder by injury code",
        "Right on average, wrong on each.",
        "used",
        "Stays as second opinion.",
      ],
    ],
    scopeIn: ["Motor bodily injury"],
    scopeOut: ["Fatal accidents"],
    assumptions: [["The medical tariff does not change before July", "Claire Dubois", -40]],
    constraints: ["The estimate is never shown to claimants"],
    costs: [
      ["Build", 150, 190, 240, "once"],
      ["Run", 40, 50, 70, "yearly"],
    ],
    benefits: [["Capital released", 280, 400, 560, "yearly"]],
    stakeholders: [
      ["Leila Haddad", "Sponsor", "accountable"],
      ["Reserving", "Uses it", "responsible"],
    ],
  },
  risks: [
    {
      id: "tariff",
      title: "Drift after tariff change",
      cause: "The medical tariff rose by 9 % in September.",
      event: "Open claims are priced by the old tariff.",
      consequence: "Reserves are too low until the retrained model is released.",
      category: "model",
      stage: 9,
      owner: "maren",
      inherent: [4, 3],
      treatment: "mitigate",
      note: "Retrain on repriced claims; until then a loading of 6 % by hand.",
      dueIn: 14,
      target: [2, 3],
      ratings: [
        {
          stage: 9,

          level: [5, 3],
          reason: "Second month outside the warning line: bias of -7.8 % on new claims.",
        },
      ],
    },
    {
      id: "rehab",
      title: "Long rehabilitation under-covered",
      cause: "Few closed claims of this kind.",
      consequence: "The interval is too narrow where it matters most.",
      category: "model",
      stage: 4,
      owner: "beatriz",
      inherent: [4, 3],
      treatment: "accept",
      note: "Shown as a warning beside the estimate.",
      dueIn: 80,
      ratings: [{ stage: 5, level: [3, 3], reason: "Warning built; actuaries know it." }],
      accepted: {
        stage: 5,
        by: "samuel",
        days: 180,
        reason: "Too few long cases to learn from; the reserve for them is set by hand.",
      },
    },
  ],
  log: [
    {
      stage: 5,
      by: "beatriz",
      text: "Coverage 79.2 % overall, 71 % with long rehabilitation. Reserving can live with it if it is said beside the figure.",
    },
    {
      stage: 9,
      by: "maren",
      text: "Bias of new claims crossed the warning line in October. It is the tariff: +9 % in one step.",
    },
    {
      stage: 4,
      pass: 3,
      by: "beatriz",
      text: "Repriced 41,700 claims to the new tariff and refitted. Bias on September claims from -7.8 % to -1.1 %.",
    },
    {
      stage: 9,
      pass: 2,
      by: "maren",
      kind: "decision",
      text: "Hand loading of 6 % stays until the periodic review has seen one clean month.",
    },
  ],
  steps: [
    ...through(1, 4),
    work(5, { leave: { "determine-next-steps": "todo" } }),
    {
      do: "back",
      from: 5,
      to: 4,
      reason: "metric_short",
      text: "Interval covers 74 % only",
      hypothesis: "A quantile forest reaches 79 %.",
      costDays: 5,
    },
    ...through(4, 4),
    work(5),
    gate(5, {
      decisions: {
        sponsor: {
          verdict: "approve_with_conditions",
          reason: "Good enough for reserves, if the weak spot is said where the figure is read.",
          conditions: [
            {
              text: "Warning beside estimates with long rehabilitation",
              owner: "beatriz",
              blocks: "G8",
              metIn: 6,
              note: "Seen in the reserving screen on three open claims.",
            },
          ],
        },
      },
    }),
    ...through(6, 8),
    work(9, { leave: { "online-evaluation": "todo", "performance-drift": "doing" } }),
    {
      do: "back",
      from: 9,
      to: 4,
      reason: "drift",
      text: "Medical tariff rose by 9 % in one step",
      trigger: "Bias on new claims -7.8 %, warning line 5 %",
      hypothesis: "Repricing the training claims to the new tariff brings the bias under 2 %.",
      costDays: 12,
    },
    ...through(4, 8, { 6: repaired, 7: repaired, 8: repaired }),
    work(9, { leave: { "online-evaluation": "todo", "performance-drift": "doing" } }),
  ],
};
