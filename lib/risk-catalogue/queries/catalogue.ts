import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { yamlText } from "@/lib/kernel/yaml-text";
import { whyNotChangeCatalogue } from "@/lib/risk-catalogue/policy";
import { countEntries, filterEntries } from "@/lib/risk-catalogue/rules/filter-entries";
import { factsOf, type KeptEntry, seenOf } from "@/lib/risk-catalogue/rules/whole-catalogue";
import {
  catalogueView,
  type EntryView,
  exportCatalogueInput,
  exportCatalogueView,
  listCatalogueInput,
} from "@/lib/risk-catalogue/schema";
import { loadCatalogue } from "@/lib/risk-catalogue/store/entries";
import { listPlaces } from "@/lib/risk-catalogue/store/known-places";
import { loadShipped } from "@/lib/risk-catalogue/store/shipped";

export const listRiskCatalogue = defineQuery({
  name: "risk-catalogue.list",
  permission: "workspace:read",
  input: listCatalogueInput,
  output: catalogueView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/risk-catalogue",
    summary: "Risks that often arise: what Waymark ships, and what the workspace wrote itself",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async fetch({ db, access, input }) {
    const { workspaceId, member } = access;
    const [entries, places, { broken }] = await Promise.all([
      loadCatalogue(db, workspaceId),
      listPlaces(db, workspaceId),
      loadShipped(),
    ]);
    const opened = entries.find(({ key }) => key === input.key);
    return {
      rows: filterEntries(entries, input).map(viewOf),
      opened: opened === undefined ? null : viewOf(opened),
      counts: countEntries(entries),
      ...places,
      broken,
      whyNotChange: whyNotChangeCatalogue(member),
    };
  },
});

function viewOf(entry: KeptEntry): EntryView {
  return { ...entry, seen: seenOf(entry) };
}

export const exportRiskCatalogue = defineQuery({
  name: "risk-catalogue.export",
  permission: "workspace:read",
  input: exportCatalogueInput,
  output: exportCatalogueView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/risk-catalogue/yaml",
    summary: "The catalogue as YAML, in the form it is imported in",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async fetch({ db, access, input }) {
    const entries = await loadCatalogue(db, access.workspaceId);
    const risks = entries
      .filter(({ isRetired, origin }) => {
        return !isRetired && (input.extent === "whole" || origin !== "shipped");
      })
      .map(factsOf);
    return { fileName: "risk-catalogue.yaml", source: yamlText({ risks }) };
  },
});
