import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readSpreadsheet } from "@/lib/platform/spreadsheets/read-spreadsheet";
import { guessColumns, guessHeaderRow, isReadable } from "@/lib/risk-imports/rules/guess-columns";
import type { ImportReferences } from "@/lib/risk-imports/rules/import-row";
import { readRows } from "@/lib/risk-imports/rules/read-rows";
import { importSettings } from "@/lib/risk-imports/schema/import-draft";

const people = ["Priya Raman", "Tomás Rivera", "Helena Brandt", "Samuel Whitlock"];
const references: ImportReferences = {
  today: "2026-11-27",
  likelihoods: ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"],
  impacts: ["Negligible", "Minor", "Moderate", "Major", "Severe"],
  projects: [
    {
      id: "cew",
      key: "CEW",
      name: "Churn early warning",
      whyNotRaise: null,
      people: people.map((name) => ({ id: name, name, email: `${name}@example.com` })),
      stages: Array.from({ length: 7 }, (_, at) => ({
        id: `${at}`,
        number: at + 1,
        name: `S${at}`,
      })),
    },
  ],
  risks: [],
};

// The journey in the browser mends these three rows by hand.
it.each(["csv", "xlsx"])(
  "the register in e2e/fixtures has 40 risks as %s, of which three want mending",
  async (kind) => {
    const bytes = readFileSync(join(process.cwd(), `e2e/fixtures/risk-register.${kind}`));
    const found = { sheet: null, encoding: null, separator: null };
    const { grid, how } = await readSpreadsheet(bytes, found);
    expect(how).toMatchObject(
      kind === "csv" ? { encoding: "windows-1252", separator: ";" } : { sheet: "Register" },
    );
    const headerRow = guessHeaderRow(grid.rows);
    const columns = guessColumns(grid.rows[headerRow] ?? []);
    expect(isReadable(columns)).toBe(true);
    const rows = readRows(grid, importSettings.parse({ headerRow, columns }), references);
    expect(rows).toHaveLength(40);
    const broken = rows.filter(({ fate }) => fate === "broken");
    expect(
      broken.map(({ row, problems }) => [row + 1, problems.map(({ field }) => field)]),
    ).toEqual([
      [10, ["likelihood"]],
      [21, ["owner"]],
      [34, ["dueOn"]],
    ]);
    expect(rows.filter(({ fate }) => fate === "add")).toHaveLength(37);
    const [first] = rows;
    expect(first?.risk).toMatchObject({
      title: "Target leakage through call notes",
      ownerId: "Tomás Rivera",
      identifiedOn: "2025-02-03",
      dueOn: "2027-01-29",
      current: { likelihood: 3, impact: 5 },
    });
  },
);
