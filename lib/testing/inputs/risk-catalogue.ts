import { runCommand } from "@/lib/execution/command";
import { dismissSuggestion } from "@/lib/risk-catalogue/commands/dismiss-suggestion";
import { retireCatalogueEntry } from "@/lib/risk-catalogue/commands/retire-entry";
import { saveCatalogueEntry } from "@/lib/risk-catalogue/commands/save-entry";
import { seenOf } from "@/lib/risk-catalogue/rules/whole-catalogue";
import { loadCatalogue } from "@/lib/risk-catalogue/store/entries";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { World } from "@/lib/testing/world";

export const anEntry = {
  title: "Seasonal staff label differently",
  category: "data",
  cause: "Helpers of the summer get no training.",
  event: "Their labels follow other rules.",
  consequence: "The model learns both.",
  stages: ["data-understanding"],
  tasks: ["verify-data-quality"],
  likelihood: 3,
  impact: 4,
  treatment: "mitigate",
  advice: "Train them, and compare a sample.",
  source: "",
};

export const anotherEntryFile = `risks:
  - key: late-labels
    title: Labels arrive after the retraining
    category: data
    stages: [data-preparation]
    likelihood: 3
    impact: 3
    treatment: mitigate
`;

/** What somebody sees of an entry before they change it. */
export async function seenEntry(world: World, key: string) {
  const { workspaceId } = world;
  const entry = (await loadCatalogue(world.db, workspaceId)).find((each) => each.key === key);
  return { workspaceId, key, seen: entry === undefined ? "" : seenOf(entry) };
}

async function accepted(run: Promise<{ ok: boolean; error?: unknown }>): Promise<void> {
  const result = await run;
  if (!result.ok) {
    throw result.error;
  }
}

const shippedKey = "label-quality";

export const validInputs: ValidInputs = {
  "risk-catalogue.list": ({ workspaceId }) => Promise.resolve({ workspaceId }),
  "risk-catalogue.export": ({ workspaceId }) => Promise.resolve({ workspaceId, extent: "whole" }),
  "risk-catalogue.preview-import": ({ workspaceId }) =>
    Promise.resolve({ workspaceId, source: anotherEntryFile }),
  "risk-catalogue.import": ({ workspaceId }) =>
    Promise.resolve({ workspaceId, source: anotherEntryFile }),
  "risk-catalogue.save-entry": ({ workspaceId }) => Promise.resolve({ workspaceId, ...anEntry }),
  "risk-catalogue.retire-entry": (world) => seenEntry(world, shippedKey),
  async "risk-catalogue.reinstate-entry"(world) {
    const seen = await seenEntry(world, "concept-drift");
    await accepted(runCommand(retireCatalogueEntry, world.owner.actor, seen));
    return seenEntry(world, "concept-drift");
  },
  async "risk-catalogue.restore-shipped"(world) {
    const seen = await seenEntry(world, "data-drift");
    const own = { ...anEntry, ...seen };
    await accepted(runCommand(saveCatalogueEntry, world.owner.actor, own));
    return seenEntry(world, "data-drift");
  },
  "risk-suggestion.list": (_world, project) => Promise.resolve({ projectId: project.id }),
  "risk.take-suggestion": (_world, project) =>
    Promise.resolve({ projectId: project.id, key: shippedKey }),
  "risk-suggestion.dismiss": (_world, project) =>
    Promise.resolve({
      projectId: project.id,
      key: "prompt-injection",
      reason: "No language model takes part.",
    }),
  async "risk-suggestion.bring-back"(_world, project) {
    const input = { projectId: project.id, key: "model-theft" };
    const reason = "Nobody outside can ask it.";
    await accepted(runCommand(dismissSuggestion, project.lead.actor, { ...input, reason }));
    return input;
  },
};
