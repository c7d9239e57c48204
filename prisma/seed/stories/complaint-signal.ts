import { crew } from "../engine/crew";
import { through, work } from "../engine/steps";
import type { Story } from "../engine/story";

export const complaintSignal: Story = {
  key: "CES",
  name: "Complaint early signal",
  unit: "Service",
  summary: "Hears a complaint coming from the tickets of the last two weeks.",
  playbook: "data-analytics-lifecycle",
  strictness: "standard",
  lead: "beatriz",
  secondLead: "maren",
  cast: crew({ sponsor: ["adaeze"], data_scientist: ["tomas"], domain_expert: ["helena"] }),
  slip: -2,
  dueIn: 21,
  facts: {
    data: "Service tickets and written complaints, 2023 to 2026",
    rows: "1.1 million tickets, 14,200 complaints",
    sources: "ticket system, complaint register",
    target: "written complaint within 30 days",
    model: "ces 0.1",
    technique: "not chosen yet",
    metric: "Complaints found in the top 2 %",
    result: "not measured yet",
    slice: "tickets opened by telephone",
    service: "daily list for team leaders",
    users: "service team leaders",
  },
  business: {
    background:
      "A written complaint costs 140 euros and a customer. Most were three annoyed tickets before.",
    objective: "A fifth fewer written complaints.",
    ml: "Chance of a written complaint within 30 days, per open ticket.",
    criteria: [
      [
        "business",
        "Written complaints",
        4700,
        4100,
        3800,
        "a year",
        "at-most",
        "Complaint register",
        300,
        "Adaeze Okafor",
      ],
      [
        "model",
        "Complaints found in the top 2 %",
        9,
        30,
        35,
        "%",
        "at-least",
        "Last quarter held out",
        80,
        "Beatriz Nunes",
      ],
    ],
    similar: [
      [
        "Tone score of the ticket vendor",
        "Angry words in polite tickets, polite words in angry ones.",
        "used",
        "Baseline.",
      ],
    ],
    scopeIn: ["Private customers"],
    scopeOut: ["Complaints about claims decisions"],
    assumptions: [["Ticket texts may be read for service quality", "Ines Carvalho", 12]],
    constraints: ["Agents are not ranked by it"],
    costs: [
      ["Build", 55, 75, 100, "once"],
      ["Run", 14, 18, 25, "yearly"],
    ],
    benefits: [["Complaints avoided", 90, 130, 190, "yearly"]],
    stakeholders: [
      ["Adaeze Okafor", "Sponsor", "accountable"],
      ["Team leaders", "Call back", "responsible"],
    ],
  },
  risks: [
    {
      id: "taxonomy",
      title: "Two ticket taxonomies",
      cause: "Life and property sort tickets differently.",
      consequence: "Half of the categories cannot be compared.",
      category: "data",
      stage: 2,
      owner: "beatriz",
      inherent: [3, 2],
      treatment: "mitigate",
      note: "Mapping table with the two teams.",
      dueIn: 14,
    },
  ],
  log: [
    {
      stage: 1,
      by: "beatriz",
      text: "Interview with Adaeze: she wants names to call back, not a dashboard.",
    },
    {
      stage: 2,
      by: "tomas",
      text: "Sandbox holds 1.1 million tickets. Texts are masked before they arrive; names, numbers and addresses are gone.",
    },
  ],
  steps: [
    ...through(1, 1),
    work(2, {
      leave: {
        "condition-the-data": "doing",
        "survey-and-visualise": "todo",
        "judge-data-quality": "todo",
      },
    }),
  ],
};
