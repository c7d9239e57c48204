import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { contentSha256 } from "@/lib/ledger/content-hash";
import { importCatalogueInput } from "@/lib/risk-catalogue/schema";
import { holdCatalogue, saveEntries } from "@/lib/risk-catalogue/store/entries";
import { type PlannedImport, planImport } from "@/lib/risk-catalogue/store/planned-import";

export const importRiskCatalogue = defineCommand({
  name: "risk-catalogue.import",
  permission: "workspace:manage",
  input: importCatalogueInput,
  operation: {
    method: "POST",
    path: "/workspaces/{workspaceId}/risk-catalogue/import",
    summary: "Bring risks into the catalogue from YAML: all of them, or none",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, member } = access;
    const catalogue = await holdCatalogue(tx, workspaceId);
    const plan = await planImport(tx, { workspaceId, source: input.source, catalogue });
    demandSound(plan);
    if (input.seen !== undefined && input.seen !== plan.seen) {
      throw new AppError(
        "conflict",
        "The catalogue or the text changed since you looked. Look at the preview again first.",
      );
    }
    const rows = plan.rows.filter(({ outcome }) => outcome !== "same");
    const added = rows.filter(({ outcome }) => outcome === "new").length;
    const changed = rows.length - added;
    if (rows.length === 0) {
      return { value: { added, changed }, unchanged: true };
    }
    const entries = rows.map(({ entry }) => entry);
    const by = member.userId;
    await saveEntries(tx, entries, { workspaceId, by, now, isRetired: false });
    const keys = entries.map(({ key }) => key);
    const sha256 = contentSha256(entries);
    return {
      value: { added, changed },
      audit: [{ type: "risk-catalogue.imported", added, changed, keys, sha256 }],
    };
  },
});

/** One sentence with the first line to mend; the preview lists all of them. */
function demandSound({ problems }: PlannedImport): void {
  const [first] = problems;
  if (first !== undefined) {
    const others = problems.length === 1 ? "" : ` ${problems.length - 1} more lines need a look.`;
    const message = `Line ${first.line}: ${first.message}${others} Nothing was imported.`;
    const issues = problems.map(({ line, message: why }) => ({
      path: "source",
      message: `Line ${line}: ${why}`,
    }));
    throw new AppError("invalid_input", message, { issues: issues.slice(0, 50) });
  }
}
