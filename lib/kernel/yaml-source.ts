import type { Document, Node, YAMLError } from "yaml";
import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
} from "yaml";

type SourcePosition = { line: number; column: number };
export type SourceProblem = SourcePosition & { message: string };
export type SourcePath = readonly PropertyKey[];

export type YamlSource = {
  value: unknown;
  /** Where the value at a path is written; the nearest ancestor when the path leads nowhere. */
  positionOf: (path: SourcePath) => SourcePosition;
  /** Where the key that ends a path is written. */
  positionOfKey: (path: SourcePath) => SourcePosition;
};

type ReadYaml = { ok: true; source: YamlSource } | { ok: false; problems: SourceProblem[] };

const tooDeep = "the document is nested too deeply";
const start: SourcePosition = { line: 1, column: 1 };

/** Reads one YAML document together with the places its values stand at. Text from strangers is fine. */
export function readYaml(text: string, limits: { bytes: number; aliases: number }): ReadYaml {
  if (new TextEncoder().encode(text).length > limits.bytes) {
    return refused(`the file is larger than ${Math.floor(limits.bytes / 1024)} kB`);
  }
  const counter = new LineCounter();
  const read: { document?: Document } = {};
  try {
    const document = parseDocument(text, {
      lineCounter: counter,
      prettyErrors: false,
      stringKeys: true,
      merge: false,
      // The reader compares every key with every other one; repeatedKeys does it in one pass.
      uniqueKeys: false,
    });
    read.document = document;
    const problems = [
      ...[...document.errors, ...document.warnings].map((error) => problemOf(error, counter)),
      ...repeatedKeys(document, counter),
    ];
    if (problems.length > 0) {
      return { ok: false, problems };
    }
    const value: unknown = document.toJS({ maxAliasCount: limits.aliases });
    return { ok: true, source: sourceOf({ document, counter, value }) };
  } catch (error) {
    const at = error instanceof ReferenceError ? firstAlias(read.document, counter) : start;
    return refused(reasonOf(error), at);
  }
}

function refused(message: string, at = start): ReadYaml {
  return { ok: false, problems: [{ ...at, message }] };
}

/** Where a document begins to repeat itself. */
function firstAlias(document: Document | undefined, counter: LineCounter): SourcePosition {
  let offset = 0;
  if (document !== undefined) {
    visit(document, {
      Alias(_, alias) {
        offset = alias.range?.[0] ?? 0;
        return visit.BREAK;
      },
    });
  }
  const { line, col } = counter.linePos(offset);
  return { line, column: col };
}

/** The reader throws only for alias bombs (ReferenceError) and for nesting deeper than the stack. */
function reasonOf(error: unknown): string {
  if (error instanceof RangeError) {
    return tooDeep;
  }
  if (error instanceof ReferenceError) {
    return "the document repeats its anchors too often; write the values out";
  }
  throw error;
}

function problemOf(error: YAMLError, counter: LineCounter): SourceProblem {
  const { line, col } = counter.linePos(error.pos[0]);
  return { line, column: col, message: sentenceOf(error) };
}

function repeatedKeys(document: Document, counter: LineCounter): SourceProblem[] {
  const problems: SourceProblem[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (isScalar(key) && seen.has(key.value)) {
          const { line, col } = counter.linePos(key.range?.[0] ?? 0);
          const message = "this key is written twice in the same block";
          problems.push({ line, column: col, message });
        }
        seen.add(isScalar(key) ? key.value : key);
      }
    },
  });
  return problems;
}

const sentences: Partial<Record<YAMLError["code"], string>> = {
  MULTIPLE_DOCS: "the file holds more than one document",
  TAB_AS_INDENT: "lines are indented with spaces, not with tabs",
};

function sentenceOf(error: YAMLError): string {
  if (error.message.includes("call stack")) {
    return tooDeep;
  }
  return sentences[error.code] ?? `this is not valid YAML: ${error.message}`;
}

type Parsed = { document: Document; counter: LineCounter; value: unknown };

function sourceOf({ document, counter, value }: Parsed): YamlSource {
  const at = (node: Node | null | undefined): SourcePosition => {
    const offset = node?.range?.[0];
    if (offset === undefined) {
      return start;
    }
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  };
  return {
    value,
    positionOf: (path) => at(nodeAt(document, path)),
    positionOfKey: (path) => {
      const parent = nodeAt(document, path.slice(0, -1));
      const key = isMap(parent)
        ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))?.key
        : undefined;
      return at(isNode(key) ? key : parent);
    },
  };
}

function nodeAt(document: Document, path: SourcePath): Node | null {
  let node = resolved(document, document.contents);
  for (const step of path) {
    const next: unknown = isCollection(node) ? node.get(step, true) : undefined;
    if (!isNode(next)) {
      return node;
    }
    node = resolved(document, next);
  }
  return node;
}

function resolved(document: Document, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? node) : node;
}
