import { addDays, dayOf } from "@/lib/kernel/calendar";
import { prismaClient } from "@/lib/platform/db";
import { planStage } from "@/lib/projects/commands/plan-stage";
import { weekdayFrom } from "@/lib/projects/rules/default-plan";
import { crew } from "../engine/crew";
import { act } from "../engine/demo";
import { leadOf, stageIdAt } from "../engine/project-run";
import { through, work } from "../engine/steps";
import type { ProjectRun, Story } from "../engine/story";

const SIGNED_IN_DAYS = 9;

/** The case is signed anew by this day, which is when G1 holds again. */
async function planSigning(run: ProjectRun): Promise<void> {
  const stageId = stageIdAt(run, 1);
  const stage = await prismaClient().stage.findUniqueOrThrow({ where: { id: stageId } });
  const startOn = dayOf(stage.planStartOn);
  const endOn = weekdayFrom(addDays(run.demo.today, SIGNED_IN_DAYS));
  await act(planStage, leadOf(run), { stageId, version: stage.version, startOn, endOn });
}

export const floodTier: Story = {
  key: "HFT",
  name: "Household flood tier",
  unit: "Property",
  summary: "Puts each insured address into one of five flood tiers.",
  playbook: "crisp-dm-mlops",
  strictness: "standard",
  lead: "priya",
  secondLead: "maren",
  owner: "owen",
  cast: crew({ sponsor: ["owen"], data_scientist: ["beatriz"], domain_expert: ["leila"] }),
  slip: 11,
  dueIn: 18,
  facts: {
    data: "Insured addresses with height, distance to water and past claims",
    rows: "690,000 addresses",
    sources: "policy register, national height model, flood map of the provider",
    target: "flood claim within ten years",
    model: "hft 0.1",
    technique: "gradient boosting with spatial folds",
    metric: "Top-tier capture",
    result: "not fitted yet",
    slice: "terraced houses without a cellar record",
    service: "yearly tier per address",
    users: "property underwriting",
  },
  business: {
    background: "The postcode tier puts hill and river bank into one price.",
    objective: "Losses from flood per premium fall by a tenth without leaving whole towns.",
    ml: "Tier of an address from height, water and what is known of the building.",
    criteria: [
      [
        "business",
        "Flood loss per premium",
        0.31,
        0.29,
        0.28,
        "ratio",
        "at-most",
        "Ten-year view of Finance",
        330,
        "Owen Pritchard",
      ],
      [
        "model",
        "Losses captured in the top tier",
        38,
        55,
        60,
        "%",
        "at-least",
        "Spatial hold-out of eight river basins",
        60,
        "Priya Raman",
      ],
    ],
    similar: [["Postcode tier, 2016", "Cheap and unfair.", "used", "Baseline."]],
    scopeIn: ["Detached and terraced houses"],
    scopeOut: ["Flats above the second floor"],
    assumptions: [["The flood map may be used until December", "Owen Pritchard", 30]],
    constraints: ["No tier without a way to appeal"],
    costs: [
      ["Build", 110, 150, 200, "once"],
      ["Map licence", 45, 60, 60, "yearly"],
    ],
    benefits: [["Better selection", 210, 320, 450, "yearly"]],
    stakeholders: [
      ["Owen Pritchard", "Sponsor", "accountable"],
      ["Town councils", "Hear of the appeal route", "informed"],
    ],
  },
  risks: [
    {
      id: "licence",
      title: "Flood map licence ends",
      cause: "The provider leaves the market in December.",
      consequence: "A tenth of the inputs goes away.",
      category: "vendor",
      stage: 2,
      owner: "priya",
      inherent: [4, 3],
      treatment: "transfer",
      note: "Talks with the national agency on its open map.",
      dueIn: 7,
      target: [2, 2],
    },
    {
      id: "cellar",
      title: "Cellar unknown for 40 % of houses",
      cause: "Nobody asked before 2015.",
      consequence: "The tier is guessed where it matters.",
      category: "data",
      stage: 2,
      owner: "beatriz",
      inherent: [3, 3],
      treatment: "mitigate",
      note: "Ask at renewal.",
      dueIn: 70,
    },
  ],
  log: [
    {
      stage: 2,
      by: "beatriz",
      text: "Height model has a step of 1.2 m along the old border. Corrected with the agency's table.",
    },
    {
      stage: 3,
      by: "priya",
      text: "Going back to understanding: the map of the provider and claims disagree in two basins, and we do not know which is right.",
    },
    {
      stage: 3,
      pass: 2,
      by: "priya",
      kind: "decision",
      text: "Scope narrowed to addresses with a building record. That is a material change of the case: Owen has to sign again.",
    },
  ],
  steps: [
    ...through(1, 2),
    work(3, {
      leave: { "construct-data": "doing", "integrate-data": "todo", "format-data": "todo" },
    }),
    {
      do: "back",
      from: 3,
      to: 2,
      reason: "expert_confirmation",
      text: "Flood map and claims disagree in two basins",
      hypothesis: "Claims before the dyke of 2014 explain the difference.",
      costDays: 6,
    },
    ...through(2, 2),
    work(3, {
      leave: { "construct-data": "doing", "integrate-data": "blocked", "format-data": "todo" },
      blocked: "The provider has stopped deliveries while the licence is negotiated.",
    }),
    {
      do: "amend-case",
      note: "Scope narrowed to addresses with a building record",
      sign: "unsigned",
      daysAgo: 3,
      change: ({ scopeIn, scopeOut }) => ({
        scopeIn: scopeIn.map((line) => `${line} with a building record`),
        scopeOut: [...scopeOut, "Addresses without a building record"],
      }),
    },
    { do: "act", weight: 0.2, run: planSigning },
  ],
};
