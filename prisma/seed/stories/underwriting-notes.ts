import { changeStatus } from "@/lib/projects/commands/change-status";
import { crew } from "../engine/crew";
import { act } from "../engine/demo";
import { leadOf, versionOfProject } from "../engine/project-run";
import { work } from "../engine/steps";
import type { ProjectRun, Story } from "../engine/story";

type Move = { to: "paused" | "closed"; reason: string };

function moved({ to, reason }: Move): (run: ProjectRun) => Promise<void> {
  return async (run) => {
    const { projectId } = run;
    const version = await versionOfProject(run);
    await act(changeStatus, leadOf(run), { projectId, version, to, reason });
  };
}

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
