import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldTitles, type ImportField } from "@/lib/risk-imports/rules/import-fields";
import type { ImportReferences } from "@/lib/risk-imports/rules/import-row";
import { readRows } from "@/lib/risk-imports/rules/read-rows";
import { type ImportSettings, importSettings } from "@/lib/risk-imports/schema/import-draft";

const references: ImportReferences = {
  today: "2026-11-27",
  likelihoods: ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"],
  impacts: ["Negligible", "Minor", "Moderate", "Major"],
  projects: [
    {
      id: "churn",
      key: "CHURN",
      name: "Churn early warning",
      whyNotRaise: null,
      people: [
        { id: "anna", name: "Anna Marsh", email: "anna@example.com" },
        { id: "ben", name: "Ben Ode", email: "ben@example.com" },
        { id: "ben2", name: "Ben Ode", email: "ben.ode@example.com" },
      ],
      stages: [
        { id: "s1", number: 1, name: "Business understanding" },
        { id: "s2", number: 2, name: "Data understanding" },
      ],
    },
    {
      id: "fraud",
      key: "FRAUD",
      name: "Fraud triage",
      whyNotRaise: "Your role reads.",
      people: [],
      stages: [],
    },
  ],
  risks: [
    {
      id: "r4",
      projectId: "churn",
      number: 4,
      title: "Target leakage",
      event: "The model sees the future.",
      status: "open",
      version: 1,
      whyNotUpdate: null,
    },
    {
      id: "r5",
      projectId: "churn",
      number: 5,
      title: "Vendor change",
      event: "",
      status: "closed",
      version: 1,
      whyNotUpdate: "R-05 is closed. Reopen it first, or skip the row.",
    },
  ],
};

const good = {
  project: "CHURN",
  title: "Labels arrive late",
  category: "Data",
  owner: "anna@example.com",
  likelihood: "3",
  impact: "Major",
  treatment: "Mitigate",
};
type Given = Partial<Record<ImportField, string>>;

function readGiven(given: readonly Given[], settings: Partial<ImportSettings> = {}) {
  const fields = [...new Set(given.flatMap((row) => Object.keys(row)))] as ImportField[];
  const rows = [
    fields.map((field) => fieldTitles[field]),
    ...given.map((row) => fields.map((field) => row[field] ?? "")),
  ];
  const columns = Object.fromEntries(fields.map((field, column) => [field, column]));
  const full = importSettings.parse({ headerRow: 0, columns, ...settings });
  return readRows({ rows, notes: [] }, full, references);
}

function readOne(changes: Given, settings: Partial<ImportSettings> = {}) {
  const [row] = readGiven([{ ...good, ...changes }], settings);
  if (row === undefined) {
    throw new Error("The row was dropped.");
  }
  return row;
}

const problemsOf = (changes: Given, settings: Partial<ImportSettings> = {}) =>
  readOne(changes, settings).problems.map(({ message }) => message);

describe("a row", () => {
  it("becomes a risk: words, labels and addresses are looked up, and what is empty has its usual value", () => {
    expect(readOne({})).toMatchObject({
      row: 1,
      fate: "add",
      problems: [],
      risk: {
        projectId: "churn",
        title: "Labels arrive late",
        category: "data",
        ownerId: "anna",
        current: { likelihood: 3, impact: 4 },
        inherent: { likelihood: 3, impact: 4 },
        residual: null,
        treatment: "mitigate",
        knowledge: "moderate",
        source: "import",
        identifiedOn: "2026-11-27",
        dueOn: null,
        stageId: null,
      },
    });
  });

  it.each([
    ["3", 3],
    ["3,0", 3],
    ["3.00", 3],
    ["3 Possible", 3],
    ["3 - Possible", 3],
    [" possible ", 3],
    ["ALMOST CERTAIN", 5],
  ])("takes the likelihood %s", (likelihood, expected) => {
    expect(readOne({ likelihood }).risk?.current.likelihood).toBe(expected);
  });

  it.each([
    [
      "6",
      /“6” lies outside the matrix of this workspace. Enter a step from 1 to 5, or one of: Rare/,
    ],
    ["0", /lies outside the matrix/],
    ["2.5", /lies outside the matrix|is not known/],
    ["2,5", /lies outside the matrix|is not known/],
    ["-1", /is not known/],
    ["high", /“high” is not known. Enter a step from 1 to 5/],
  ])("refuses the likelihood %s and says what to enter", (likelihood, message) => {
    expect(problemsOf({ likelihood })).toEqual([expect.stringMatching(message)]);
  });

  it("measures both sides of a matrix that is not square", () => {
    expect(readOne({ likelihood: "5", impact: "4" }).fate).toBe("add");
    expect(problemsOf({ impact: "5" })).toEqual([expect.stringMatching(/from 1 to 4/)]);
  });
});

describe("the cells of a row", () => {
  it("finds an owner by address or whole name, and asks where two have the name", () => {
    for (const owner of [
      "ANNA@example.com",
      "anna marsh",
      "Marsh, Anna",
      "Anna <anna@example.com>",
    ]) {
      expect(readOne({ owner }).risk?.ownerId).toBe("anna");
    }
    expect(problemsOf({ owner: "Ben Ode" })).toEqual([
      expect.stringMatching(/2 people in CHURN are called “Ben Ode”. Enter the e-mail address/),
    ]);
    expect(problemsOf({ owner: "Zed" })).toEqual([expect.stringMatching(/Nobody in CHURN/)]);
    expect(problemsOf({ owner: "" })).toEqual([expect.stringMatching(/Owner is empty/)]);
  });

  it("speaks of a project that may not be seen as of one that is not there", () => {
    const [hidden] = problemsOf({ project: "SECRET" });
    const [absent] = problemsOf({ project: "NOWHERE" });
    expect(hidden?.replace("SECRET", "")).toBe(absent?.replace("NOWHERE", ""));
    expect(problemsOf({ project: "FRAUD" })).toEqual(["FRAUD: Your role reads."]);
    expect(readOne({ project: "churn early warning" }).risk?.projectId).toBe("churn");
  });

  it("finds its stage by number or name", () => {
    expect(readOne({ stage: "2" }).risk?.stageId).toBe("s2");
    expect(readOne({ stage: "Data understanding" }).risk?.stageId).toBe("s2");
    expect(readOne({ stage: "2 Data understanding" }).risk?.stageId).toBe("s2");
    expect(problemsOf({ stage: "9" })).toEqual([expect.stringMatching(/no stage “9”/)]);
  });

  it("takes neither a future day of finding nor a status that takes more than a file", () => {
    expect(problemsOf({ identifiedOn: "2027-01-01" })).toEqual([expect.stringMatching(/future/)]);
    expect(problemsOf({ status: "Accepted" })).toEqual([expect.stringMatching(/only open risks/)]);
    expect(problemsOf({ status: "Open" })).toEqual([]);
  });
});

describe("the title of a row", () => {
  it("is borrowed from the event where it is empty, and that is said", () => {
    const { risk, remarks } = readOne({ title: "", event: "Labels are late.\nAlways." });
    expect(risk?.title).toBe("Labels are late.");
    expect(remarks).toEqual([expect.stringMatching(/beginning of the event/)]);
    expect(problemsOf({ title: "" })).toEqual([expect.stringMatching(/Title is empty/)]);
    expect(problemsOf({ title: "x".repeat(161) })).toEqual([expect.stringMatching(/at most 160/)]);
  });

  it("is without the apostrophe our export put before what a spreadsheet would run, and keeps any other", () => {
    expect(readOne({ title: "'=1+1" }).risk?.title).toBe("=1+1");
    expect(readOne({ title: "'tis late" }).risk?.title).toBe("'tis late");
  });

  it("does not hide what else is wrong: every cell is named at once", () => {
    const { problems, risk, fate } = readOne({ category: "Weather", owner: "", likelihood: "9" });
    expect(new Set(problems.map(({ field }) => field))).toEqual(
      new Set(["category", "likelihood", "owner"]),
    );
    expect({ risk, fate }).toEqual({ risk: null, fate: "broken" });
  });
});

describe("what a person says", () => {
  it("once of a word mends every row that has it, the empty word too", () => {
    const words = { category: { weather: "Operations", "": "Data" }, owner: { "": "Anna Marsh" } };
    const given = [
      { ...good, title: "A", category: "Weather" },
      { ...good, title: "B", category: "", owner: "" },
    ];
    const rows = readGiven(given, { words });
    expect(rows.map(({ risk }) => risk?.category)).toEqual(["operations", "data"]);
    expect(rows[1]?.risk?.ownerId).toBe("anna");
  });

  it("of one cell stands before the file", () => {
    const rows = {
      "1": { values: { owner: "anna@example.com" }, isLeftOut: false, onDuplicate: null },
    };
    expect(readOne({ owner: "Zed" }, { rows }).risk?.ownerId).toBe("anna");
  });

  it("leaves a broken row out of it", () => {
    const rows = { "1": { values: {}, isLeftOut: true, onDuplicate: null } };
    expect(readOne({ owner: "Zed" }, { rows }).fate).toBe("left_out");
  });

  it("decides how days are read where the file does not tell", () => {
    expect(problemsOf({ dueOn: "3/4/2026" })).toEqual([
      expect.stringMatching(/day or with the month/),
    ]);
    expect(readOne({ dueOn: "3/4/2026" }, { dayOrder: "day_first" }).risk?.dueOn).toBe(
      "2026-04-03",
    );
    const other = { ...good, title: "Other", dueOn: "25/4/2026" };
    expect(readGiven([{ ...good, dueOn: "3/4/2026" }, other])[0]?.risk?.dueOn).toBe("2026-04-03");
  });
});

describe("formulas", () => {
  const grid = {
    rows: [
      Object.keys(good).map((field) => fieldTitles[field as ImportField]),
      Object.values(good),
    ],
  };
  const columns = Object.fromEntries(Object.keys(good).map((field, column) => [field, column]));
  const settings = importSettings.parse({ headerRow: 0, columns });
  const readNoted = (kind: "formula" | "error" | "formula_without_value") =>
    readRows({ ...grid, notes: [{ row: 1, column: 3, kind }] }, settings, references)[0];

  it("give their value, and that is said with the cell", () => {
    expect(readNoted("formula")).toMatchObject({
      fate: "add",
      remarks: ["Owner was computed by a formula in D2; its value was taken."],
    });
  });

  it("without a value, and errors, have to be entered", () => {
    expect(readNoted("error")?.problems[0]?.message).toMatch(/Owner in D2 shows an error/);
    expect(readNoted("formula_without_value")?.problems[0]?.message).toMatch(
      /Owner in D2 is a formula/,
    );
  });
});

describe("duplicates", () => {
  it("of the register are skipped, updated or added as the person says", () => {
    const again = { ...good, title: "  target LEAKAGE" };
    expect(readGiven([again])[0]).toMatchObject({
      fate: "skip",
      duplicate: { of: { kind: "risk", number: 4 }, choice: "skip" },
    });
    expect(readGiven([again], { onDuplicate: "update" })[0]?.fate).toBe("update");
    expect(readGiven([again], { onDuplicate: "add" })[0]?.fate).toBe("add");
  });

  it("are found by our own key and by the event, and only in their project", () => {
    expect(readOne({ key: "R-04" }).duplicate).toMatchObject({ of: { number: 4 } });
    expect(readOne({ key: "4" }).duplicate).toBeNull();
    expect(readOne({ event: "the model sees the future" }).duplicate).toMatchObject({
      of: { number: 4 },
    });
  });

  it("are not updated where the person may not, nor twice", () => {
    const onDuplicate = "update" as const;
    expect(readGiven([{ ...good, title: "Vendor change" }], { onDuplicate })[0]).toMatchObject({
      fate: "broken",
      problems: [{ message: expect.stringMatching(/R-05 is closed/) }],
    });
    const twice = [
      { ...good, title: "Target leakage" },
      { ...good, title: "Other", event: "The model sees the future." },
    ];
    const [first, second] = readGiven(twice, { onDuplicate });
    expect(first?.fate).toBe("update");
    expect(second?.problems[0]?.message).toMatch(/Row 2 of this file updates the same risk/);
  });

  it("inside the file keep the first and skip the rest", () => {
    const rows = readGiven([good, { ...good, title: "Labels  arrive LATE!" }, good]);
    expect(rows.map(({ fate }) => fate)).toEqual(["add", "skip", "skip"]);
    expect(rows[2]?.duplicate).toMatchObject({ of: { kind: "row", row: 1 } });
    expect(readGiven([good, good], { onDuplicate: "add" })[1]?.fate).toBe("add");
  });

  it("that are skipped need no mending", () => {
    expect(readOne({ title: "Target leakage", status: "Closed" }).fate).toBe("skip");
  });
});

describe("whatever a file holds", () => {
  it("a row that is to be written is whole and inside the matrix", () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom("", "1", "5", "6", "Data", "CHURN", "Rare"));
    const row = fc.record(
      Object.fromEntries(Object.keys(fieldTitles).map((field) => [field, cell])),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (given) => {
        for (const { fate, risk, problems } of readGiven(given as Given[])) {
          if (fate === "add" || fate === "update") {
            expect(problems).toEqual([]);
            expect(risk?.projectId).toBe("churn");
            expect(risk?.current.likelihood).toBeLessThanOrEqual(5);
            expect(risk?.current.impact).toBeLessThanOrEqual(4);
          } else {
            expect(["skip", "broken", "left_out"]).toContain(fate);
          }
        }
      }),
    );
  });
});
