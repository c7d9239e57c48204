import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { cataloguePreviewView, previewCatalogueInput } from "@/lib/risk-catalogue/schema";
import { loadCatalogue } from "@/lib/risk-catalogue/store/entries";
import { planImport } from "@/lib/risk-catalogue/store/planned-import";

/** Nothing is stored: a text is looked at, and what it would do is said. */
export const previewCatalogueImport = defineQuery({
  name: "risk-catalogue.preview-import",
  permission: "workspace:manage",
  input: previewCatalogueInput,
  output: cataloguePreviewView,
  operation: {
    method: "POST",
    path: "/workspaces/{workspaceId}/risk-catalogue/import-preview",
    summary: "What importing a YAML text would add and change, or what is wrong with it by line",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async fetch({ db, access, input }) {
    const { workspaceId } = access;
    const catalogue = await loadCatalogue(db, workspaceId);
    const plan = await planImport(db, { workspaceId, source: input.source, catalogue });
    return {
      ...plan,
      rows: plan.rows.map(({ entry: { key, title }, ...row }) => ({ key, title, ...row })),
    };
  },
});
