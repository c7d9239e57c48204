import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DraftCopy,
  DraftSaver,
  type SaverStatus,
} from "@/components/business-cases/draft-saver";
import {
  type DraftSections,
  sectionsApart,
  sectionsOfDraft,
  sectionsOfForm,
  shownDraft,
} from "@/components/business-cases/draft-sections";
import type { CaseSection } from "@/lib/business-cases/schema";
import { emptyCase } from "@/lib/business-cases/schema";
import { aFullCase } from "@/lib/testing/inputs/business-cases";

type Server = {
  version: number;
  sections: DraftSections;
  isUp: boolean;
  /** Every text it ever said it has. */
  log: Set<unknown>;
};

/** One tab in front of a server that keeps one version number, as the command does. */
function aTab(server: Server, form: DraftSections = { ...server.sections }) {
  const kept: { copy: DraftCopy | null } = { copy: null };
  const told: { last: SaverStatus | null } = { last: null };
  const saver = new DraftSaver(
    {
      read: () => ({ ...form }),
      async send({ version, sections }) {
        const sent = Object.fromEntries(sections.map((name) => [name, form[name] ?? ""]));
        await Promise.resolve();
        if (!server.isUp) {
          throw new Error("offline");
        }
        if (version !== server.version) {
          return { status: "failed", code: "conflict", message: "", fields: {}, values: {} };
        }
        server.sections = { ...server.sections, ...sent };
        server.version += 1;
        for (const text of Object.values(sent)) {
          server.log.add(text);
        }
        return { status: "saved", message: "", savedAt: "", version: server.version };
      },
      reread: async () => (server.isUp ? { ...server, savedBy: "Ada" } : null),
      keep: (copy) => {
        kept.copy = structuredClone(copy);
      },
      show: (sections) => Object.assign(form, sections),
      tell: (status) => {
        told.last = status;
      },
    },
    { base: { ...server.sections }, version: server.version },
  );
  const type = (section: CaseSection, text: string) => {
    form[section] = text;
    saver.touch();
  };
  return { saver, form, kept, told, type };
}

type Tab = ReturnType<typeof aTab>;
type Step = { act: "type" | "save" | "line down" | "line up"; tab: number; section: CaseSection };

const aServer = (): Server => ({
  version: 1,
  sections: { background: "b", sponsor: "s", title: "t" },
  isUp: true,
  log: new Set(),
});

describe("a draft in two tabs", () => {
  it("lets two tabs write into different sections without disturbing each other", async () => {
    const server = aServer();
    const [one, two] = [aTab(server), aTab(server)];
    one.type("background", "from one");
    two.type("sponsor", "from two");
    await one.saver.save();
    await two.saver.save();
    expect(server.sections).toMatchObject({ background: "from one", sponsor: "from two" });
    expect(two.form.background).toBe("from one");
    expect(two.told.last).toMatchObject({ progress: "clean", conflicts: [] });
    expect(two.kept.copy).toBeNull();
  });

  it("shows both texts where two tabs wrote into one section, and sends neither unasked", async () => {
    const server = aServer();
    const [one, two] = [aTab(server), aTab(server)];
    one.type("background", "from one");
    two.type("background", "from two");
    two.type("title", "title of two");
    await one.saver.save();
    await two.saver.save();
    expect(two.told.last?.conflicts).toEqual([
      { section: "background", theirs: "from one", by: "Ada" },
    ]);
    expect(server.sections).toMatchObject({ background: "from one", title: "title of two" });
    expect(two.form.background).toBe("from two");
    expect(two.kept.copy?.mine.background).toBe("from two");
    two.saver.resolve("background", "mine");
    await two.saver.save();
    expect(server.sections.background).toBe("from two");
  });
});

describe("a draft and a line that breaks", () => {
  it("keeps what was typed while nobody answers, also through a reload", async () => {
    const server = aServer();
    const tab = aTab(server);
    server.isUp = false;
    tab.type("background", "typed offline");
    await tab.saver.save();
    expect(tab.told.last?.state).toMatchObject({ status: "failed", code: "unreachable" });
    const copy = tab.kept.copy;
    server.isUp = true;
    const reloaded = aTab(server);
    expect(copy).not.toBeNull();
    reloaded.saver.adopt(copy ?? { base: {}, mine: {} });
    expect(reloaded.form.background).toBe("typed offline");
    await reloaded.saver.save();
    expect(server.sections.background).toBe("typed offline");
  });

  it("asks after a reload when somebody else wrote there meanwhile", async () => {
    const server = aServer();
    const tab = aTab(server);
    server.isUp = false;
    tab.type("background", "mine");
    await tab.saver.save();
    server.isUp = true;
    const other = aTab(server);
    other.type("background", "other");
    await other.saver.save();
    const reloaded = aTab(server);
    reloaded.saver.adopt(tab.kept.copy ?? { base: {}, mine: {} });
    await reloaded.saver.save();
    expect(server.sections.background).toBe("other");
    expect(reloaded.form.background).toBe("mine");
    expect(reloaded.told.last?.conflicts).toMatchObject([{ theirs: "other" }]);
    reloaded.saver.resolve("background", "theirs");
    expect(reloaded.form.background).toBe("other");
    expect(reloaded.saver.isDirty()).toBe(false);
  });

  it("saves what was typed while a save was on its way", async () => {
    const server = aServer();
    const tab = aTab(server);
    tab.type("background", "first");
    const saving = tab.saver.save();
    tab.type("background", "first and second");
    await saving;
    expect(server.sections.background).toBe("first and second");
    expect(tab.kept.copy).toBeNull();
  });
});

const section = fc.constantFrom<CaseSection>("background", "sponsor", "title");
const acts = ["type", "save", "line down", "line up"] as const;
const step = fc.record({ act: fc.constantFrom(...acts), tab: fc.constantFrom(0, 1), section });

type Said = { tab: Tab; section: CaseSection; text: string };

/** Plays the steps in two tabs; answers what each tab typed last in each section. */
async function play(server: Server, steps: readonly Step[]) {
  const tabs = [aTab(server), aTab(server)];
  const last = new Map<string, Said>();
  for (const [index, each] of steps.entries()) {
    const tab = tabs[each.tab];
    if (tab !== undefined && each.act === "type") {
      const text = `text ${index}`;
      last.set(`${each.tab} ${each.section}`, { tab, section: each.section, text });
      tab.type(each.section, text);
    }
    if (each.act === "save") {
      await tab?.saver.save();
    }
    server.isUp = each.act === "line up" || (server.isUp && each.act !== "line down");
  }
  return { tabs, last: [...last.values()] };
}

function isSafe(server: Server, { tab, section: name, text }: Said): boolean {
  const isKept = tab.form[name] === text && tab.kept.copy?.mine[name] === text;
  return server.log.has(text) || isKept;
}

/** Everything is saved but what an open conflict holds back. */
function isSettled({ told, kept, saver }: Tab): boolean {
  const open = told.last?.conflicts.map((conflict) => conflict.section) ?? [];
  const { base = {}, mine = {} } = kept.copy ?? {};
  const unsent = sectionsApart(base, mine);
  return (
    saver.isDirty() === open.length > 0 &&
    unsent.length === open.length &&
    unsent.every((name) => open.includes(name))
  );
}

describe("whatever two tabs and the line do", () => {
  it("a text last typed is on the server's record or still in its form and its copy", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const server = aServer();
        const { last } = await play(server, steps);
        expect(last.filter((said) => !isSafe(server, said))).toEqual([]);
      }),
    );
  });

  it("ends with everything saved once the line is up, but for open conflicts", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const server = aServer();
        const { tabs } = await play(server, steps);
        server.isUp = true;
        for (const { saver } of [...tabs, ...tabs]) {
          await saver.save();
        }
        expect(tabs.every(isSettled)).toBe(true);
      }),
    );
  });
});

describe("the sections of a form", () => {
  it("read as the stored draft does, whatever rows the form offers empty", () => {
    const draft = aFullCase();
    const entries: [string, string][] = [
      ["sections.title", draft.title],
      ["sections.scopeIn", "Private members"],
      ["sections.scopeIn", ""],
      ["sections.assumptions.0.text", "Call notes arrive daily"],
      ["sections.assumptions.0.owner", "Operations"],
      ["sections.assumptions.0.verifyBy", draft.assumptions[0]?.verifyBy ?? ""],
      ["sections.assumptions.1.text", ""],
      ["sections.assumptions.1.owner", ""],
      ["sections.economics.unit", "EUR"],
      ["sections.economics.costs.0.rhythm", "yearly"],
    ];
    const stored = sectionsOfDraft(draft);
    const form = sectionsOfForm(entries);
    expect(form.title).toEqual(stored.title);
    expect(form.scopeIn).toEqual(stored.scopeIn);
    expect(form.assumptions).toEqual(stored.assumptions);
    expect(form.economics).toEqual({ unit: "EUR" });
  });

  it("go back under the fields of a draft without losing a word", () => {
    const words = sectionsOfDraft(aFullCase());
    expect(sectionsOfDraft(shownDraft(emptyCase, words))).toEqual(words);
    const cleared = shownDraft(aFullCase(), { economics: { unit: "EUR" } });
    expect(cleared.economics).toMatchObject({ unit: "EUR", ratePercent: "", costs: [] });
  });
});
