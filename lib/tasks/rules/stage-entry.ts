export type StageEntry = {
  /** How strict the project's form of the playbook is about the order of stages. */
  entryRule: "free" | "warned" | "refused";
  /** The gate before this stage when it has not passed, else null. */
  openGate: { code: string; name: string } | null;
};

/** Whether work on a stage may begin before the gate before it has passed. */
export function stageEntry(entry: StageEntry): { whyNot: string | null; warning: string | null } {
  const { entryRule, openGate } = entry;
  if (openGate === null || entryRule === "free") {
    return { whyNot: null, warning: null };
  }
  const gate = `${openGate.code} ${openGate.name}`;
  return entryRule === "refused"
    ? { whyNot: `${gate} has to pass before work on this stage begins.`, warning: null }
    : {
        whyNot: null,
        warning: `${gate} has not passed yet. Work begun now may have to be redone.`,
      };
}
