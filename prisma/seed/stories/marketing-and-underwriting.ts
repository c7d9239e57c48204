import { changeStatus } from "@/lib/projects/commands/change-status";
import { crew } from "../engine/crew";
import { act } from "../engine/demo";
import { leadOf, type ProjectRun, versionOfProject } from "../engine/project-run";
import { through, work } from "../engine/steps";
import type { Story } from "../engine/story";

type Move = { to: "paused" | "closed"; reason: string };

function moved({ to, reason }: Move): (run: ProjectRun) => Promise<void> {
  return async (run) => {
    const { projectId } = run;
    const version = await versionOfProject(run);
    await act(changeStatus, leadOf(run), { projectId, version, to, reason });
  };
}

export const nextBestAction: Story = {
  key: "NBA",
  name: "Next best action",
  unit: "Marketing",
  summary: "Chooses which of seven offers an agent shows at the end of a call, or none.",
  playbook: "crisp-dm-mlops",
  strictness: "standard",
  lead: "tomas",
  secondLead: "maren",
  owner: "owen",
  cast: crew({ sponsor: ["owen"], data_scientist: ["beatriz"], domain_expert: ["adaeze"] }),
  slip: 0,
  dueIn: 57,
  facts: {
    data: "Offers shown and taken, 2024 to 2026",
    rows: "870,000 offers",
    sources: "agent desktop, policy register",
    target: "offer taken within 30 days",
    model: "nba 1.3",
    technique: "uplift model per offer",
    metric: "Uplift in the top third",
    result: "2.1 points",
    slice: "customers over 70",
    service: "call from the agent desktop, 200 ms",
    users: "service agents",
  },
  business: {
    background:
      "Every caller hears the offer of the month. Two of a hundred take it and nine are annoyed.",
    objective: "Twice as many offers taken with half as many shown.",
    ml: "Difference an offer makes for this customer, for seven offers and none.",
    criteria: [
      [
        "business",
        "Offers taken",
        2.1,
        3.4,
        4.2,
        "%",
        "at-least",
        "Policies sold within 30 days of an offer",
        120,
        "Owen Pritchard",
      ],
      [
        "model",
        "Uplift in the top third",
        0,
        1.5,
        2,
        "points",
        "at-least",
        "Random fifth of calls",
        -40,
        "Tomás Rivera",
      ],
    ],
    similar: [
      [
        "Propensity model, 2024",
        "Found people who would have bought anyway.",
        "used",
        "The reason uplift is measured.",
      ],
    ],
    scopeIn: ["Service calls of private customers"],
    scopeOut: ["Calls about a claim"],
    assumptions: [["A fifth of calls stays random for a year", "Adaeze Okafor", 100]],
    constraints: ["No offer after a complaint"],
    costs: [
      ["Build", 90, 120, 150, "once"],
      ["Run", 35, 44, 60, "yearly"],
    ],
    benefits: [["Margin of policies sold", 190, 270, 360, "yearly"]],
    stakeholders: [
      ["Owen Pritchard", "Sponsor", "accountable"],
      ["Agents", "Decide in the call", "responsible"],
    ],
  },
  risks: [
    {
      id: "fatigue",
      title: "Offer fatigue not measured",
      cause: "Nobody asks a customer how often they were asked.",
      consequence: "Good customers stop calling.",
      category: "model",
      stage: 9,
      owner: "beatriz",
      inherent: [3, 3],
      treatment: "mitigate",
      note: "Count per customer and quarter, limit of two.",
      dueIn: 41,
    },
    {
      id: "old",
      title: "Customers over 70 shown complex products",
      cause: "Uplift is high where explanation is short.",
      consequence: "Sales that do not last.",
      category: "fairness",
      stage: 4,
      owner: "tomas",
      inherent: [3, 4],
      treatment: "avoid",
      note: "Two offers are taken out for them.",
      dueIn: 70,
      ratings: [{ stage: 7, pass: 2, level: [1, 4], reason: "Offers taken out and tested." }],
    },
  ],
  log: [
    {
      stage: 4,
      by: "beatriz",
      kind: "hypothesis",
      text: "Uplift is negative for one customer in six. If that holds, showing nothing is the best offer for them.",
    },
    {
      stage: 7,
      by: "tomas",
      text: "Risk review asks what the model does for customers over 70. We did not look. Back to modeling.",
    },
    {
      stage: 9,
      by: "tomas",
      text: "First four weeks in production: 3.6 % taken, 48 % fewer shown.",
    },
  ],
  steps: [
    ...through(1, 6),
    work(7, { leave: { qa: "todo" } }),
    {
      do: "back",
      from: 7,
      to: 4,
      reason: "review_finding",
      text: "Nobody looked at customers over 70",
      trigger: "Model risk assessment",
      hypothesis: "Two of seven offers cause all of the difference and can be left out.",
      costDays: 8,
    },
    ...through(4, 8),
    work(9, {
      leave: {
        "input-drift-tracking": "doing",
        "performance-drift": "todo",
        "online-evaluation": "todo",
      },
    }),
  ],
};

export const underwritingNotes: Story = {
  key: "UWN",
  name: "Underwriting notes",
  unit: "Property",
  summary: "Reads twenty years of underwriters' notes for conditions nobody keyed in.",
  playbook: "crisp-dm-mlops",
  strictness: "standard",
  lead: "maren",
  secondLead: "priya",
  cast: crew({ sponsor: [], domain_expert: ["owen"] }),
  slip: 45,
  dueIn: null,
  facts: {
    data: "Notes of underwriters, 2005 to 2026",
    rows: "310,000 notes",
    sources: "underwriting file",
    target: "condition found by a second reader",
    model: "uwn 0.1",
    technique: "not chosen yet",
    metric: "Conditions found",
    result: "not measured yet",
    slice: "hand-written notes",
    service: "one pass over the archive",
    users: "property underwriting",
  },
  business: {
    background: "Conditions such as 'alarm to be fitted' stand in notes and nowhere else.",
    objective: "Know every open condition of the 4,000 largest risks.",
    ml: "Mark sentences that state a condition.",
    criteria: [],
    similar: [],
    scopeIn: ["Commercial property above 2 million"],
    scopeOut: [],
    assumptions: [],
    constraints: [],
    costs: [],
    benefits: [],
    stakeholders: [],
  },
  risks: [
    {
      id: "sponsor",
      title: "Sponsor role vacant",
      cause: "The head of underwriting left in the autumn.",
      consequence: "Nobody answers for cost and use.",
      category: "people_adoption",
      stage: 1,
      owner: "maren",
      inherent: [3, 3],
      treatment: "avoid",
      note: "Paused until the role is filled.",
      dueIn: 39,
    },
  ],
  log: [
    {
      stage: 1,
      by: "maren",
      text: "Read forty notes with Owen. Conditions are in every sixth; a third of them were never followed up.",
    },
  ],
  steps: [
    work(1, {
      leave: {
        "determine-objectives-and-goals": "doing",
        "assess-situation": "todo",
        "produce-project-plan": "todo",
      },
    }),
    {
      do: "act",
      daysAgo: 40,
      run: moved({
        to: "paused",
        reason:
          "The sponsor has left. We go on when the new head of underwriting has read the draft.",
      }),
    },
  ],
};

export const windscreen: Story = {
  key: "WRR",
  name: "Windscreen repair or replace",
  unit: "Claims",
  summary: "Tells a garage from one photo whether a windscreen can be repaired.",
  playbook: "tdsp",
  strictness: "lite",
  lead: "tomas",
  secondLead: "maren",
  cast: crew({ sponsor: ["claire"], data_scientist: ["beatriz"] }),
  slip: 160,
  dueIn: null,
  facts: {
    data: "Photos of windscreens with the invoice that followed",
    rows: "12,800 photos",
    sources: "garage portal",
    target: "replaced although repairable",
    model: "wrr 0.3",
    technique: "small vision model",
    metric: "Agreement with the inspector",
    result: "71 %",
    slice: "photos in rain",
    service: "not built",
    users: "partner garages",
  },
  business: {
    background: "Partner garages replace where a repair would do, and nobody looks.",
    objective: "A tenth fewer replacements at partner garages.",
    ml: "Repair or replace, from one photo.",
    criteria: [
      [
        "business",
        "Replacements",
        68,
        63,
        61,
        "%",
        "at-most",
        "Invoices of partner garages",
        -60,
        "Claire Dubois",
      ],
      [
        "model",
        "Agreement with the inspector",
        55,
        80,
        85,
        "%",
        "at-least",
        "400 photos judged by the inspector",
        -110,
        "Tomás Rivera",
      ],
    ],
    similar: [
      ["Photo damage at property claims", "Same camera, other surface.", "used", "Masking reused."],
    ],
    scopeIn: ["Partner garages"],
    scopeOut: ["Camera and sensor screens"],
    assumptions: [["Garages photograph before they cut", "Adaeze Okafor", -150]],
    constraints: ["The garage decides"],
    costs: [
      ["Build", 30, 45, 60, "once"],
      ["Run", 10, 14, 20, "yearly"],
    ],
    benefits: [["Replacements avoided", 60, 110, 160, "yearly"]],
    stakeholders: [
      ["Claire Dubois", "Sponsor", "accountable"],
      ["Partner garages", "Take the photo", "responsible"],
    ],
  },
  risks: [
    {
      id: "rain",
      title: "Photos in rain",
      cause: "Drops look like chips.",
      consequence: "Every wet screen is replaced.",
      category: "data",
      stage: 2,
      owner: "tomas",
      inherent: [4, 3],
      treatment: "accept",
      note: "Ask for a dry photo.",
      dueIn: null,
      closed: { stage: 3, reason: "The project ends; nothing was released." },
    },
  ],
  log: [
    {
      stage: 2,
      by: "beatriz",
      text: "A third of the photos show rain. The inspector shrugs at them, too.",
    },
    {
      stage: 3,
      by: "tomas",
      kind: "decision",
      text: "71 % agreement where 80 is the least that helps. We stop and say so; the masking code stays useful.",
    },
  ],
  steps: [
    ...through(1, 2),
    work(3),
    {
      do: "act",
      daysAgo: 122,
      run: moved({
        to: "closed",
        reason:
          "71 % agreement with the inspector where 80 was the least that helps. Stopped at modeling, as the case allowed.",
      }),
    },
  ],
};
