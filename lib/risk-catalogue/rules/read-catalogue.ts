import type * as z from "zod";
import { readYaml, type SourceProblem, type YamlSource } from "@/lib/kernel/yaml-source";
import { entriesMax, importBytesMax, placesMax } from "@/lib/risk-catalogue/rules/limits";
import { type CatalogueEntry, catalogueFile } from "@/lib/risk-catalogue/schema";

/** Keys of stages and tasks that some playbook has. */
export type KnownPlaces = { stages: ReadonlySet<string>; tasks: ReadonlySet<string> };

export type ReadEntry = { entry: CatalogueEntry; line: number };
type ReadCatalogue = { ok: true; entries: ReadEntry[] } | { ok: false; problems: SourceProblem[] };

const limits = { bytes: importBytesMax, aliases: 20 };
/** Nobody reads further. */
const problemsMax = 200;

/**
 * Reads a file of risks. Everything wrong with it comes back at once, at the
 * lines it stands on. Without known places it is not asked whether they exist.
 */
export function readCatalogue(text: string, known: KnownPlaces | null): ReadCatalogue {
  if (new TextEncoder().encode(text).length > importBytesMax) {
    return refused([
      { line: 1, column: 1, message: "The text is larger than 1 MB. Split the file." },
    ]);
  }
  const read = readYaml(text, limits);
  if (!read.ok) {
    return refused(read.problems.map(asSentence));
  }
  const { source } = read;
  const parsed = catalogueFile.safeParse(source.value);
  const complaints = parsed.error?.issues.slice(0, problemsMax).map((issue) => at(issue, source));
  const drafts = draftsOf(source.value);
  const problems = [
    ...(complaints ?? []),
    ...repeated(drafts, source),
    ...(known === null ? [] : unknownPlaces(drafts, { source, known })),
  ];
  if (!parsed.success || problems.length > 0) {
    return refused(problems);
  }
  const lineOf = (index: number) => source.positionOf(["risks", index, "key"]).line;
  const entries = parsed.data.risks.map((entry, index) => ({ entry, line: lineOf(index) }));
  return { ok: true, entries };
}

type Draft = { key: string; stages: string[]; tasks: string[] };

/** What can be read of each risk, also where the rest of it is wrong; what is no text stays empty. */
function draftsOf(value: unknown): Draft[] {
  const risks = memberOf(value, "risks");
  return (Array.isArray(risks) ? risks : []).slice(0, entriesMax).map((risk: unknown) => ({
    key: textOf(memberOf(risk, "key")),
    stages: textsOf(memberOf(risk, "stages")),
    tasks: textsOf(memberOf(risk, "tasks")),
  }));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.slice(0, placesMax).map(textOf) : [];
}

/** What the reader of YAML says, with the mark that ends a sentence. */
function asSentence({ message, ...place }: SourceProblem): SourceProblem {
  return { ...place, message: /[.!?]$/.test(message) ? message : `${message}.` };
}

/** In the order of the lines, one sentence for each place. */
function refused(problems: readonly SourceProblem[]): ReadCatalogue {
  const byPlace = new Map<string, SourceProblem>();
  for (const problem of problems) {
    const place = `${problem.line}:${problem.column}`;
    byPlace.set(place, byPlace.get(place) ?? problem);
  }
  const ordered = [...byPlace.values()]
    .toSorted((a, b) => a.line - b.line || a.column - b.column)
    .slice(0, problemsMax);
  return { ok: false, problems: ordered };
}

function at(issue: z.core.$ZodIssue, source: YamlSource): SourceProblem {
  const who = nameOf(issue.path, source.value);
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0] ?? "";
    const place = source.positionOfKey([...issue.path, key]);
    return { ...place, message: `${who}there is no field “${key}” here. Leave it out.` };
  }
  return { ...source.positionOf(issue.path), message: `${who}${issue.message}` };
}

/** "label-quality: ", where the problem lies inside of one risk that says its key. */
function nameOf(path: readonly PropertyKey[], value: unknown): string {
  const [list, index] = path;
  if (list !== "risks" || typeof index !== "number") {
    return "";
  }
  const key = memberOf(memberOf(memberOf(value, "risks"), String(index)), "key");
  return typeof key === "string" && key !== "" ? `${key.slice(0, 60)}: ` : `Risk ${index + 1}: `;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function repeated(drafts: readonly Draft[], source: YamlSource): SourceProblem[] {
  const first = new Map<string, number>();
  return drafts.flatMap(({ key }, index) => {
    const place = source.positionOf(["risks", index, "key"]);
    const before = first.get(key);
    if (key === "" || before === undefined) {
      first.set(key, place.line);
      return [];
    }
    const message = `${key}: this key stands in line ${before} already. Each risk has its own.`;
    return [{ ...place, message }];
  });
}

type Facts = { source: YamlSource; known: KnownPlaces };

function unknownPlaces(drafts: readonly Draft[], facts: Facts): SourceProblem[] {
  return drafts.flatMap((draft, index) =>
    placesNobodyHas(draft, facts.known)
      .filter(({ field, place }) => draft[field][place] !== "")
      .map(({ field, place, message }) => ({
        ...facts.source.positionOf(["risks", index, field, place]),
        message: `${draft.key}: ${message}`,
      })),
  );
}

type Places = Pick<CatalogueEntry, "stages" | "tasks">;
const nouns = { stages: "stage", tasks: "task" } as const;

/** Stages and tasks an entry names although no playbook has them: it would never be suggested there. */
export function placesNobodyHas(entry: Places, known: KnownPlaces) {
  return (["stages", "tasks"] as const).flatMap((field) =>
    entry[field].flatMap((key, place) => {
      const message = `no playbook of this workspace has a ${nouns[field]} “${key}”.`;
      return known[field].has(key) ? [] : [{ field, place, message }];
    }),
  );
}
