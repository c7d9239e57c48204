import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = process.cwd();
const UNPROVEN = "not proven by a test yet";
const TEST_FILE = /[.](test|spec)[.](tsx?|mjs)$/;

const part11 = [
  ..."abcdefghijk".split("").map((letter) => `11.10(${letter})`),
  ...["11.30", "11.50(a)", "11.50(b)", "11.70", "11.100(a)", "11.100(b)", "11.100(c)"],
  ...["11.200(a)(1)", "11.200(a)(2)", "11.200(a)(3)", "11.200(b)"],
  ..."abcde".split("").map((letter) => `11.300(${letter})`),
];

type Proof = { file: string; title: string };

function rowsOf(text: string): string[][] {
  return text
    .split("\n")
    .filter((line) => /^[|] /.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );
}

/** Each title in straight quotes belongs to the last file named before it. */
function proofsIn(cell: string): Proof[] {
  const proofs: Proof[] = [];
  let file = "";
  for (const [, path, title] of cell.matchAll(/`([^`]+)`|"([^"]+)"/g)) {
    file = path ?? file;
    if (title !== undefined) {
      proofs.push({ file, title });
    }
  }
  return proofs;
}

function isTitledIn(source: string, title: string): boolean {
  return source
    .split(JSON.stringify(title))
    .slice(0, -1)
    .some((before) => /[(]\s*$/.test(before));
}

function isMissing({ file, title }: Proof): boolean {
  const path = join(ROOT, file);
  return !(
    TEST_FILE.test(file) &&
    existsSync(path) &&
    isTitledIn(readFileSync(path, "utf8"), title)
  );
}

const text = readFileSync(join(ROOT, "docs/compliance.md"), "utf8");
const clauses = rowsOf(text).filter(([first]) => /^11[.]\d+/.test(first ?? ""));
const proofOf = (row: string[]) => row[3] ?? "";

describe("docs/compliance.md", () => {
  it("has every clause of Part 11 once, in its order, with four cells", () => {
    expect(clauses.map(([clause]) => clause)).toEqual(part11);
    expect(clauses.filter((row) => row.length !== 4 || row.includes(""))).toEqual([]);
  });

  it("names only tests that exist, by file and by title", () => {
    const proofs = clauses.flatMap((row) => proofsIn(proofOf(row)));
    expect(proofs.filter(isMissing)).toEqual([]);
    expect(proofs.length).toBeGreaterThan(part11.length);
  });

  it("says of each clause what proves it, or that nothing does yet", () => {
    const silent = clauses
      .filter((row) => proofsIn(proofOf(row)).length === 0)
      .filter((row) => !proofOf(row).includes(UNPROVEN));
    expect(silent).toEqual([]);
  });

  it("points at files that are there", () => {
    const paths = [...text.matchAll(/`([a-z0-9-]+\/[\w./-]+)`|\]\(([\w./-]+[.]md)\)/g)].map(
      ([, code, link]) => code ?? join("docs", link ?? ""),
    );
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(paths.length).toBeGreaterThan(0);
  });

  it("notices a title or a file that is gone", () => {
    const [real] = proofsIn(clauses.map(proofOf).join(" "));
    expect(real).toBeDefined();
    expect(isMissing({ file: real?.file ?? "", title: "a promise nobody keeps" })).toBe(true);
    expect(isMissing({ file: "lib/gone.test.ts", title: real?.title ?? "" })).toBe(true);
    expect(isMissing({ file: "lib/compliance.test.ts", title: "not proven by a test yet" })).toBe(
      true,
    );
  });
});
