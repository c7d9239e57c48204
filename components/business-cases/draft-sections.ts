import type { CaseContent, CaseSection } from "@/lib/business-cases/schema";

/** A draft as its form says it: every leaf a text, and nothing where nothing was written. */
export type DraftValue = string | DraftValue[] | { [name: string]: DraftValue };
export type DraftSections = { [Section in CaseSection]?: DraftValue };

/** Choices are always filled in; a row that says nothing else was never begun. */
const CHOICES: readonly string[] = ["level", "direction", "use", "raci", "rhythm"];
const BULLETS: readonly string[] = [
  "scopeIn",
  "scopeOut",
  "constraints",
  "resources",
  "dependencies",
];
const PREFIX = "sections.";

/** Reads the fields of the form, named by their path in the document. */
export function sectionsOfForm(entries: Iterable<[string, unknown]>): DraftSections {
  const tree: Record<string, unknown> = {};
  for (const [name, value] of entries) {
    if (name.startsWith(PREFIX) && typeof value === "string") {
      put(tree, name.slice(PREFIX.length).split("."), value);
    }
  }
  return sectionsOf(tree);
}

/** The stored draft in the words of the form, so that the two can be compared. */
export function sectionsOfDraft(draft: CaseContent): DraftSections {
  return sectionsOf(draft);
}

function sectionsOf(tree: object): DraftSections {
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, plain(value)]));
}

function put(tree: Record<string, unknown>, path: readonly string[], value: string): void {
  const [head = "", ...rest] = path;
  if (rest.length === 0) {
    const earlier = Array.isArray(tree[head]) ? tree[head] : [];
    tree[head] = BULLETS.includes(head) ? [...earlier, value] : value;
    return;
  }
  tree[head] ??= /^\d+$/.test(rest[0] ?? "") ? [] : {};
  put(tree[head] as Record<string, unknown>, rest, value);
}

function plain(value: unknown): DraftValue {
  if (Array.isArray(value)) {
    return value.map(plain).filter(isBegun);
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([name, part]) => [name, plain(part)] as const);
    return Object.fromEntries(
      members
        .filter(([, part]) => part !== "" && !(Array.isArray(part) && part.length === 0))
        .toSorted(([a], [b]) => a.localeCompare(b)),
    );
  }
  return value === null || value === undefined ? "" : `${value}`.replaceAll("\r\n", "\n").trim();
}

function isBegun(row: DraftValue): boolean {
  return typeof row === "object" && !Array.isArray(row)
    ? Object.keys(row).some((name) => !CHOICES.includes(name))
    : row !== "";
}

export function isSame(a: DraftValue | undefined, b: DraftValue | undefined): boolean {
  return JSON.stringify(orNothing(a)) === JSON.stringify(orNothing(b));
}

/** A list without rows is what a form says by naming none. */
function orNothing(value: DraftValue | undefined): DraftValue {
  const isEmpty = typeof value === "object" && Object.keys(value).length === 0;
  return value === undefined || isEmpty ? "" : value;
}

/** Sections that two states of one draft say differently. */
export function sectionsApart(a: DraftSections, b: DraftSections): CaseSection[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<CaseSection>;
  return [...names].filter((name) => !isSame(a[name], b[name]));
}

export type Merge = {
  /** Only I changed these, or we agree. */
  mine: CaseSection[];
  /** Only they changed these. */
  theirs: CaseSection[];
  /** We both changed these, and differently. */
  both: CaseSection[];
};

/** Who changed what since we both read the same text. */
export function mergeOf(at: {
  base: DraftSections;
  mine: DraftSections;
  theirs: DraftSections;
}): Merge {
  const mine = new Set(sectionsApart(at.base, at.mine));
  const theirs = new Set(sectionsApart(at.base, at.theirs));
  const both = [...mine].filter(
    (name) => theirs.has(name) && !isSame(at.mine[name], at.theirs[name]),
  );
  return {
    mine: [...mine].filter((name) => !theirs.has(name)),
    theirs: [...theirs].filter((name) => !mine.has(name)),
    both,
  };
}

/** A section as lines to be read beside another; names of members are left out. */
export function linesOf(value: DraftValue | undefined): string[] {
  if (value === undefined || value === "") {
    return [];
  }
  if (typeof value === "string") {
    return value.split("\n");
  }
  if (Array.isArray(value)) {
    return value.map((row) => linesOf(row).join("; "));
  }
  return Object.values(value).flatMap(linesOf);
}

/** Puts texts of a form back under the fields of a draft. Fields take a text where a number is stored. */
export function shownDraft(draft: CaseContent, sections: DraftSections): CaseContent {
  const given = Object.entries(sections).map(([name, value]) => [
    name,
    filled(draft[name as CaseSection], value),
  ]);
  return { ...draft, ...Object.fromEntries(given) } as CaseContent;
}

/** Members that were empty are absent in the form's own words; here every field needs its value. */
function filled(stored: unknown, value: DraftValue): unknown {
  if (typeof stored === "object" && stored !== null && !Array.isArray(stored)) {
    const empty = Object.fromEntries(
      Object.entries(stored).map(([name, part]) => [name, Array.isArray(part) ? [] : ""]),
    );
    return { ...empty, ...(value as object) };
  }
  return value;
}
