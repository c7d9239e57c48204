import { bringBackSuggestion } from "@/lib/risk-catalogue/commands/bring-back-suggestion";
import { dismissSuggestion } from "@/lib/risk-catalogue/commands/dismiss-suggestion";
import { importRiskCatalogue } from "@/lib/risk-catalogue/commands/import-catalogue";
import { reinstateCatalogueEntry } from "@/lib/risk-catalogue/commands/reinstate-entry";
import { restoreShippedEntry } from "@/lib/risk-catalogue/commands/restore-shipped";
import { retireCatalogueEntry } from "@/lib/risk-catalogue/commands/retire-entry";
import { saveCatalogueEntry } from "@/lib/risk-catalogue/commands/save-entry";
import { takeSuggestion } from "@/lib/risk-catalogue/commands/take-suggestion";
import { assignParts } from "@/lib/risk-parts/commands/assign-parts";

/** The part of the list that belongs to the catalogue of risks, and to who does what about them. */
export const catalogueCommands = [
  assignParts,
  bringBackSuggestion,
  dismissSuggestion,
  importRiskCatalogue,
  reinstateCatalogueEntry,
  restoreShippedEntry,
  retireCatalogueEntry,
  saveCatalogueEntry,
  takeSuggestion,
] as const;
