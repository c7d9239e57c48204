import { crew } from "../engine/crew";
import { gate, through, work } from "../engine/steps";
import type { Story } from "../engine/story";

export const paymentDefault: Story = {
  key: "PDF",
  name: "Payment default",
  unit: "Finance",
  summary:
    "Says which instalments will fail next month, so that the reminder comes before the debit.",
  playbook: "crisp-dm-mlops",
  strictness: "standard",
  lead: "jonas",
  secondLead: "maren",
  cast: crew({ sponsor: ["leila"], data_scientist: ["tomas"], ml_engineer: ["yuki", "jonas"] }),
  slip: 19,
  dueIn: 13,
  facts: {
    data: "Instalments due and paid, 2020 to 2026",
    rows: "22 million instalments",
    sources: "payment ledger, dunning system",
    target: "instalment returned unpaid",
    model: "pdf 1.4",
    technique: "gradient boosting",
    metric: "Recall at 5 % of instalments",
    result: "0.71",
    slice: "quarterly payers, 0.62",
    service: "nightly batch before the debit run",
    users: "the collections desk",
  },
  business: {
    background:
      "Each returned debit costs 8 euros and a letter. A reminder three days before would have been enough for most.",
    objective: "A third fewer returned debits within a year.",
    ml: "Chance that an instalment due in seven days comes back unpaid.",
    criteria: [
      [
        "business",
        "Returned debits",
        3.1,
        2.4,
        2.1,
        "%",
        "at-most",
        "Debits returned over debits sent, monthly",
        200,
        "Leila Haddad",
      ],
      [
        "model",
        "Recall at 5 % of instalments",
        0.44,
        0.65,
        0.7,
        "recall",
        "at-least",
        "Last quarter held out",
        20,
        "Tomás Rivera",
      ],
    ],
    similar: [["Dunning rules", "React after the fact.", "used", "Baseline."]],
    scopeIn: ["Monthly and quarterly payers"],
    scopeOut: ["Customers in hardship agreements"],
    assumptions: [["Reminders by text message stay under 4 cents", "Leila Haddad", 45]],
    constraints: ["The score never changes a contract, only the day of a reminder"],
    costs: [
      ["Build", 70, 95, 130, "once"],
      ["Run", 25, 32, 45, "yearly"],
    ],
    benefits: [["Fees and letters saved", 130, 180, 240, "yearly"]],
    stakeholders: [
      ["Leila Haddad", "Sponsor", "accountable"],
      ["Collections desk", "Sends the reminders", "responsible"],
    ],
  },
  risks: [
    {
      id: "rollback",
      title: "No rollback rehearsal yet",
      cause: "The debit run has one window a night.",
      consequence: "A bad score would run once before anybody can stop it.",
      category: "operations",
      stage: 8,
      owner: "jonas",
      inherent: [3, 4],
      treatment: "mitigate",
      note: "Rehearse with the shadow run.",
      dueIn: -5,
    },
    {
      id: "hardship",
      title: "Customers in hardship receive reminders",
      cause: "The hardship flag arrives a day late.",
      consequence: "The wrong people get the wrong letter.",
      category: "people_adoption",
      stage: 6,
      owner: "tomas",
      inherent: [2, 4],
      treatment: "avoid",
      note: "Flag is joined at sending.",
      dueIn: 30,
      closed: {
        stage: 8,
        reason:
          "Join at sending is live in the test environment and was seen to hold back 212 letters.",
      },
    },
  ],
  log: [
    {
      stage: 5,
      by: "tomas",
      text: "Quarterly payers fall behind: 0.62. Evaluation sends us back to modeling for a second calendar feature.",
    },
    {
      stage: 7,
      by: "jonas",
      text: "Two weeks lost to the network change freeze. Plan moved, first plan kept for comparison.",
    },
    { stage: 8, by: "yuki", text: "Image built and scanned, 412 MB, named by digest." },
  ],
  steps: [
    ...through(1, 4),
    work(5, { leave: { "determine-next-steps": "todo" } }),
    {
      do: "back",
      from: 5,
      to: 4,
      reason: "metric_short",
      text: "Quarterly payers at 0.62 recall",
      hypothesis: "A feature for the calendar of quarterly debits closes half of the gap.",
      costDays: 6,
    },
    ...through(4, 6),
    work(7),
    gate(7, {
      decisions: {
        operations: {
          verdict: "approve_with_conditions",
          reason:
            "It runs, and I have not seen it stop. Rehearse the way back before the first real night.",
          conditions: [
            {
              text: "Roll back once in the shadow run and write down how long it took",
              owner: "yuki",
              dueIn: 12,
              blocks: "G9",
            },
          ],
        },
      },
    }),
    work(8, { leave: { "ci-cd-pipelines": "doing" } }),
  ],
};
