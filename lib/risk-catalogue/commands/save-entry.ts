import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { placesNobodyHas } from "@/lib/risk-catalogue/rules/read-catalogue";
import {
  differingFields,
  type KeptEntry,
  keyOfTitle,
} from "@/lib/risk-catalogue/rules/whole-catalogue";
import { type CatalogueEntry, saveEntryInput } from "@/lib/risk-catalogue/schema";
import { demandSeen, holdCatalogue, saveEntries } from "@/lib/risk-catalogue/store/entries";
import { loadKnownPlaces } from "@/lib/risk-catalogue/store/known-places";

/** A new entry, or another text of one that is there; a shipped one then gets one's own in its place. */
export const saveCatalogueEntry = defineCommand({
  name: "risk-catalogue.save-entry",
  permission: "workspace:manage",
  input: saveEntryInput,
  operation: {
    method: "POST",
    path: "/workspaces/{workspaceId}/risk-catalogue",
    summary: "Add a risk to the catalogue, or change one that is there",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, member } = access;
    const { workspaceId: _, seen, key: given, ...facts } = input;
    const entry = { ...facts, key: given ?? keyOfTitle(facts.title) };
    const { key, title } = entry;
    const catalogue = await holdCatalogue(tx, workspaceId);
    const before =
      seen === undefined ? demandFree(catalogue, entry) : demandSeen(catalogue, { key, seen });
    const known = await loadKnownPlaces(tx, workspaceId);
    demandKnown(entry, { known, before });
    const changed = before === null ? [] : differingFields(before, entry);
    if (before !== null && changed.length === 0) {
      return { value: { key }, unchanged: true };
    }
    const isRetired = before?.isRetired ?? false;
    await saveEntries(tx, [entry], { workspaceId, by: member.userId, now, isRetired });
    const isNew = before === null;
    return {
      value: { key },
      audit: [{ type: "risk-catalogue.entry-saved", key, title, isNew, changed }],
    };
  },
});

function demandFree(catalogue: readonly KeptEntry[], { key }: CatalogueEntry): null {
  if (key === "") {
    throw fieldError("key", "Give it a key: the title has no letters to make one of.");
  }
  if (catalogue.some((entry) => entry.key === key)) {
    throw fieldError("key", `The key ${key} is taken. Change that entry, or choose another key.`);
  }
  return null;
}

type Places = { known: Parameters<typeof placesNobodyHas>[1]; before: KeptEntry | null };

/** What an entry named before it may go on naming: a playbook may be gone for a while. */
function demandKnown(entry: CatalogueEntry, { known, before }: Places): void {
  const issues = placesNobodyHas(entry, known)
    .filter(({ field, place }) => !(before?.[field] ?? []).includes(entry[field][place] ?? ""))
    .map(({ field, message }) => ({ path: field, message: `Here, ${message}` }));
  if (issues.length > 0) {
    throw new AppError("invalid_input", "The entry names places that are not there.", { issues });
  }
}
