import type { EntryOrigin, ImportOutcome } from "@/lib/risk-catalogue/schema";

export const originWords = {
  shipped: "Waymark",
  own: "Your workspace",
  replaced: "Your workspace, in place of a shipped one",
} satisfies Record<EntryOrigin, string>;

export const outcomeWords = {
  new: "New",
  changed: "Changed",
  same: "As it is",
} satisfies Record<ImportOutcome, string>;
