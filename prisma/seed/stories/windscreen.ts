import { changeStatus } from "@/lib/projects/commands/change-status";
import { crew } from "../engine/crew";
import { act } from "../engine/demo";
import { leadOf, versionOfProject } from "../engine/project-run";
import { through, work } from "../engine/steps";
import type { ProjectRun, Story } from "../engine/story";

type Move = { to: "paused" | "closed"; reason: string };

function moved({ to, reason }: Move): (run: ProjectRun) => Promise<void> {
  return async (run) => {
    const { projectId } = run;
    const version = await versionOfProject(run);
    await act(changeStatus, leadOf(run), { projectId, version, to, reason });
  };
}

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
