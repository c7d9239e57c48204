import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  parseLoosely,
  recogniseProfile,
  suggestionOfProfile,
} from "@/lib/evidence/rules/recognise-profile";

const folder = new URL("../../../prisma/seed/fixtures/churn-early-warning/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
const manifest = JSON.parse(read("manifest.json")) as {
  rows: number;
  columns: number;
  figures: { cellsMissingShare: number; duplicateRows: number; alerts: string[] };
};
const json = read("health-plan-members-profile.json");

describe("a profile written as JSON", () => {
  it("says what the script that made it wrote down", () => {
    expect(recogniseProfile(json)).toEqual({
      generator: "ydata-profiling 4.18.4",
      title: "Health plan members, first study year",
      rows: manifest.rows,
      columns: manifest.columns,
      missingShare: manifest.figures.cellsMissingShare,
      duplicateRows: manifest.figures.duplicateRows,
      alerts: manifest.figures.alerts,
      alertsTotal: manifest.figures.alerts.length,
    });
  });

  it("is read although Python wrote NaN and Infinity into it", () => {
    const raw = json.replace('"None"', "NaN").replace('"p_infinite":0.0', '"p_infinite":-Infinity');
    expect(raw).not.toBe(json);
    expect(() => JSON.parse(raw)).toThrow(SyntaxError);
    expect(recogniseProfile(raw)?.rows).toBe(manifest.rows);
  });
});

describe("a profile written as a page", () => {
  it("gives the same figures as its JSON", () => {
    const page = recogniseProfile(read("health-plan-members-profile.html"));
    const { alerts, ...figures } = recogniseProfile(json) ?? { alerts: [] };
    expect(page).toMatchObject(figures);
    expect(page?.alerts).toHaveLength(alerts.length);
    expect(page?.alerts).toContain("Dataset has 2 (< 0.1%) duplicate rows");
    expect(page?.alerts).toContain("ghindx has 1217 (21.6%) missing values");
  });
});

describe("any other file", () => {
  it.each(["", "{}", "[]", "<html><title>Report</title></html>", "%PDF-1.7", '{"table": 3}'])(
    "is not taken for a profile: %j",
    (content) => {
      expect(recogniseProfile(content)).toBeNull();
    },
  );

  it("is read without harm, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (content) => {
        recogniseProfile(content);
        recogniseProfile(`{${content}`);
        recogniseProfile(`<meta content="YData Profiling v1" name=generator>${content}`);
      }),
    );
  });
});

describe("JSON with Python's numbers", () => {
  it("leaves texts alone and reads the rest as JSON does", () => {
    const value = fc.jsonValue();
    fc.assert(
      fc.property(value, fc.string(), (data, word) => {
        const said = { data, word: `${word} NaN "Infinity"` };
        const raw = `{"missing": NaN, "said": ${JSON.stringify(said)}}`;
        expect(parseLoosely(raw)).toEqual({
          missing: null,
          said: JSON.parse(JSON.stringify(said)),
        });
      }),
    );
  });
});

describe("what the form is filled with", () => {
  it("names the data set and its key figures", () => {
    const figures = recogniseProfile(json);
    const suggestion = figures === null ? null : suggestionOfProfile(figures);
    expect(suggestion).toMatchObject({
      kind: "eda_profile",
      title: "Profile: Health plan members, first study year",
    });
    expect(suggestion?.note).toContain(
      "5\u202f638 rows, 14 columns; 1.5 % of the cells are missing",
    );
    expect(suggestion?.note).toContain("7 alerts:");
  });
});
