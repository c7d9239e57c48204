/** Apart from the schema: what the browser chooses from must not bring the validator with it. */
export const entryKinds = ["note", "decision", "hypothesis", "preparation"] as const;
export type EntryKind = (typeof entryKinds)[number];
