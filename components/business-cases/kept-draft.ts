import type { DraftCopy } from "./draft-saver";

const PREFIX = "waymark.case-draft";

/** Whose text it is, of which case: on a shared machine nobody is shown what another one typed. */
export type Keeper = { readerId: string; projectId: string };

export type KeptDraft = {
  keep(copy: DraftCopy | null): void;
  /** What a page that is gone could not send; each copy is handed out once. */
  takeBack(): Promise<DraftCopy[]>;
};

/**
 * Copies of unsent text in this browser, one per opened page. A page holds a
 * lock of its own name while it lives, so that the next one, after a reload or
 * a crash, knows which copies nobody looks after any more.
 */
export function keptDraft(keeper: Keeper): KeptDraft {
  const prefix = `${PREFIX}.${keeper.readerId}.${keeper.projectId}.`;
  const own = `${prefix}${Date.now()}-${Math.random()}`;
  const locks = "locks" in navigator ? navigator.locks : null;
  void locks?.request(own, () => new Promise<void>(() => undefined)).catch(() => undefined);
  return {
    keep: (copy) => write(own, copy),
    async takeBack() {
      const living = (await locks?.query())?.held?.map(({ name }) => name ?? "") ?? [];
      const names = Object.keys(localStorage).filter(
        (name) => name.startsWith(prefix) && !living.includes(name),
      );
      const copies = names.flatMap(read);
      for (const name of names) {
        localStorage.removeItem(name);
      }
      return copies;
    },
  };
}

function write(name: string, copy: DraftCopy | null): void {
  try {
    if (copy === null) {
      localStorage.removeItem(name);
    } else {
      localStorage.setItem(name, JSON.stringify(copy));
    }
  } catch {
    // A browser that keeps nothing still has the text in its fields and saves it as usual.
  }
}

function read(name: string): DraftCopy[] {
  try {
    const copy: unknown = JSON.parse(localStorage.getItem(name) ?? "");
    const isCopy = typeof copy === "object" && copy !== null && "base" in copy && "mine" in copy;
    return isCopy ? [copy as DraftCopy] : [];
  } catch {
    return [];
  }
}
