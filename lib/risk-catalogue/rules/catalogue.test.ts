import { describe, expect, it } from "vitest";
import { compareImport } from "@/lib/risk-catalogue/rules/compare-import";
import { levelInMatrix } from "@/lib/risk-catalogue/rules/steps";
import { suggestionsFor } from "@/lib/risk-catalogue/rules/suggest";
import {
  factsOf,
  keyOfTitle,
  type OwnEntry,
  seenOf,
  wholeCatalogue,
} from "@/lib/risk-catalogue/rules/whole-catalogue";
import type { CatalogueEntry } from "@/lib/risk-catalogue/schema";

function anEntry(overrides: Partial<CatalogueEntry> = {}): CatalogueEntry {
  return {
    key: "late-labels",
    title: "Labels come late",
    category: "data",
    cause: "",
    event: "",
    consequence: "",
    stages: ["modeling"],
    tasks: [],
    likelihood: 3,
    impact: 3,
    treatment: "mitigate",
    advice: "",
    source: "",
    ...overrides,
  };
}

const saved = { byName: "Olive Owner", at: "2026-11-27T09:00:00.000Z" };
const anOwnEntry = (overrides: Partial<OwnEntry> = {}): OwnEntry => ({
  ...anEntry(overrides),
  isRetired: false,
  saved,
  ...overrides,
});

const steps = [1, 2, 3, 4, 5];
const sides = [3, 4, 5, 6];
const sized = (side: number) => ({ likelihoods: Array(side), impacts: Array(side) });

describe("steps of an entry in the matrix of the workspace", () => {
  it("keep their relative height, rounded up, and never leave the matrix", () => {
    for (const side of sides) {
      for (const likelihood of steps) {
        for (const impact of steps) {
          const level = levelInMatrix({ likelihood, impact }, sized(side));
          expect(level).toEqual({
            likelihood: Math.ceil((likelihood * side) / 5),
            impact: Math.ceil((impact * side) / 5),
          });
          expect(level.likelihood).toBeGreaterThanOrEqual(1);
          expect(level.likelihood).toBeLessThanOrEqual(side);
        }
      }
    }
  });

  it("keep their order, and both ends stay ends", () => {
    for (const side of sides) {
      const mapped = steps.map(
        (step) => levelInMatrix({ likelihood: step, impact: step }, sized(side)).impact,
      );
      expect(mapped).toEqual(mapped.toSorted((a, b) => a - b));
      expect([mapped[0], mapped.at(-1)]).toEqual([Math.ceil(side / 5), side]);
    }
  });
});

describe("the catalogue of a workspace", () => {
  it("has an entry of its own with a shipped key in the place of the shipped one", () => {
    const whole = wholeCatalogue(
      [anEntry(), anEntry({ key: "drift" })],
      [anOwnEntry({ title: "Labels come in March" }), anOwnEntry({ key: "ours" })],
    );
    expect(whole.map(({ key, origin, title }) => [key, origin, title])).toEqual([
      ["late-labels", "replaced", "Labels come in March"],
      ["drift", "shipped", "Labels come late"],
      ["ours", "own", "Labels come late"],
    ]);
  });

  it("marks what was seen anew whenever an entry changes, is retired or replaced", () => {
    const marks = [
      wholeCatalogue([anEntry()], []),
      wholeCatalogue([anEntry({ impact: 4 })], []),
      wholeCatalogue([anEntry()], [anOwnEntry()]),
      wholeCatalogue([anEntry()], [anOwnEntry({ isRetired: true })]),
      wholeCatalogue([], [anOwnEntry()]),
    ].flatMap((entries) => entries.map(seenOf));
    expect(new Set(marks).size).toBe(marks.length);
  });

  it("makes a key of a title", () => {
    expect(keyOfTitle("  Étiquettes: too late! ")).toBe("etiquettes-too-late");
    expect(keyOfTitle("???")).toBe("");
    expect(keyOfTitle("x".repeat(200))).toHaveLength(60);
  });
});

describe("an import", () => {
  const read = (entry: CatalogueEntry) => [{ entry, line: 2 }];

  it("says what is new, what changes in which field, and what is as it was", () => {
    const whole = wholeCatalogue([anEntry()], []);
    expect(compareImport(read(anEntry({ key: "ours" })), whole)[0]?.outcome).toBe("new");
    expect(compareImport(read(anEntry()), whole)[0]?.outcome).toBe("same");
    const [row] = compareImport(read(anEntry({ impact: 5, stages: [] })), whole);
    expect(row).toMatchObject({
      outcome: "changed",
      changed: ["stages", "impact"],
      replacesShipped: true,
    });
  });

  it("brings a retired entry back", () => {
    const whole = wholeCatalogue([], [anOwnEntry({ isRetired: true })]);
    const [row] = compareImport(read(anEntry()), whole);
    expect(row).toMatchObject({ outcome: "changed", changed: ["suggested again"] });
  });

  it("of what was exported changes nothing", () => {
    const whole = wholeCatalogue([anEntry()], [anOwnEntry({ key: "ours", impact: 5 })]);
    const rows = compareImport(
      whole.map((entry) => ({ entry: factsOf(entry), line: 1 })),
      whole,
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(["same", "same"]);
  });
});

describe("suggestions", () => {
  const stages = [
    { id: "s1", number: 1, name: "Understanding", key: "understanding", tasks: ["look"] },
    { id: "s2", number: 2, name: "Modeling", key: "modeling", tasks: ["build-model"] },
    { id: "s3", number: 3, name: "Deployment", key: "deployment", tasks: [] },
  ];
  const project = { stages, currentStage: 2, taken: [], dismissed: [] };
  const suggested = (entries: CatalogueEntry[], overrides = {}) =>
    suggestionsFor(wholeCatalogue(entries, []), { ...project, ...overrides });

  it("arise by stage, by task, or everywhere where an entry names neither", () => {
    const byTask = anEntry({ key: "by-task", stages: [], tasks: ["look"] });
    const everywhere = anEntry({ key: "everywhere", stages: [] });
    const elsewhere = anEntry({ key: "elsewhere", stages: ["testing"] });
    const rows = suggested([anEntry(), byTask, everywhere, elsewhere]);
    expect(
      rows.map(({ entry, stages: found }) => [entry.key, ...found.map(({ id }) => id)]),
    ).toEqual([
      ["late-labels", "s2"],
      ["everywhere", "s1", "s2", "s3"],
      ["by-task", "s1"],
    ]);
  });

  it("leave out what was taken over, set aside or retired", () => {
    const entries = [anEntry(), anEntry({ key: "other" })];
    expect(suggested(entries, { taken: ["other"] }).map(({ entry }) => entry.key)).toEqual([
      "late-labels",
    ]);
    expect(suggested(entries, { dismissed: ["late-labels", "other"] })).toEqual([]);
    const retired = wholeCatalogue([anEntry()], [anOwnEntry({ isRetired: true })]);
    expect(suggestionsFor(retired, project)).toEqual([]);
  });

  it("stand in the order of now, earlier and later, in each the heaviest first", () => {
    const later = anEntry({ key: "later", stages: ["deployment"], impact: 5 });
    const earlier = anEntry({ key: "earlier", stages: ["understanding"], impact: 5 });
    const heavier = anEntry({ key: "heavier", stages: ["understanding", "modeling"], impact: 5 });
    const rows = suggested([later, earlier, anEntry(), heavier]);
    expect(rows.map(({ entry, when }) => [entry.key, when])).toEqual([
      ["heavier", "now"],
      ["late-labels", "now"],
      ["earlier", "earlier"],
      ["later", "later"],
    ]);
  });

  it("belong to the stage nearest to now, and to none where they arise everywhere", () => {
    const both = anEntry({ stages: ["understanding", "deployment"] });
    const past = anEntry({ key: "past", stages: ["understanding"] });
    const everywhere = anEntry({ key: "everywhere", stages: [] });
    const rows = suggested([both, past, everywhere]);
    expect(rows.map(({ entry, stageId }) => [entry.key, stageId])).toEqual([
      ["everywhere", null],
      ["late-labels", "s3"],
      ["past", "s1"],
    ]);
  });
});
