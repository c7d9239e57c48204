import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const ROOT = process.cwd();
/** Schemas and servers: 30 kB and more of script that no page needs in a browser. */
const TOO_HEAVY = ["zod", "prisma", "pg", "server-only"];

const text = (file: string) => readFileSync(file, "utf8");

function sourcesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /[.]tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function directiveOf(file: string): string {
  return /^"use (?:client|server)"/.exec(text(file))?.[0] ?? "";
}

function fileOf(specifier: string, from: string): string | null {
  const base = specifier.startsWith("@/")
    ? join(ROOT, specifier.slice(2))
    : join(dirname(from), specifier);
  const isOurs = /^(?:@\/|[.])/.test(specifier);
  const candidates = isOurs ? [base, `${base}.ts`, `${base}.tsx`] : [];
  return candidates.find((each) => existsSync(each) && statSync(each).isFile()) ?? null;
}

function isErased({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) {
    return false;
  }
  const { name, namedBindings, phaseModifier } = importClause;
  const isList = namedBindings !== undefined && ts.isNamedImports(namedBindings);
  return (
    phaseModifier === ts.SyntaxKind.TypeKeyword ||
    (name === undefined && isList && namedBindings.elements.every((each) => each.isTypeOnly))
  );
}

/** What stays of the imports of a file once its types are gone. */
function loadedBy(file: string): string[] {
  const source = ts.createSourceFile(file, text(file), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) =>
    ts.isImportDeclaration(statement) &&
    ts.isStringLiteral(statement.moduleSpecifier) &&
    !isErased(statement)
      ? [statement.moduleSpecifier.text]
      : [],
  );
}

const isHeavy = (specifier: string) =>
  TOO_HEAVY.some((name) => specifier === name || specifier.startsWith(`${name}/`));

/** The first way from a file to something heavy, or nothing. */
function wayToWeight(file: string, seen: Set<string>): string[] | null {
  if (seen.has(file) || directiveOf(file) === '"use server"') {
    return null;
  }
  seen.add(file);
  for (const specifier of loadedBy(file)) {
    const next = fileOf(specifier, file);
    const rest = next === null ? null : wayToWeight(next, seen);
    if (isHeavy(specifier) || rest !== null) {
      return [relative(ROOT, file), ...(rest ?? [specifier])];
    }
  }
  return null;
}

describe("what a browser loads", () => {
  it("holds no schema, database or server", () => {
    const roots = ["app", "components"]
      .flatMap(sourcesBelow)
      .filter((file) => directiveOf(file) === '"use client"');
    const ways = roots
      .map((file) => wayToWeight(file, new Set()))
      .filter((way) => way !== null)
      .map((way) => way.join(" > "));
    expect(ways).toEqual([]);
    expect(roots.length).toBeGreaterThan(50);
  });
});
