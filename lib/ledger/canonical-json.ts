/**
 * JSON Canonicalization Scheme, RFC 8785: members sorted by UTF-16 code units,
 * no white space, numbers and strings as ECMAScript prints them (-0 is 0).
 * Throws a TypeError for what JSON cannot carry: undefined, functions, symbols
 * (as values and as names), bigint, numbers that are not finite, lone
 * surrogates, holes in arrays, cycles, and objects that are not plain. A hash
 * over a silently dropped or converted member would bind less than it says;
 * for the same reason `toJSON` is never called, on dates neither.
 */
export function canonicalize(value: unknown): string {
  return print(value, []);
}

function print(value: unknown, around: readonly object[]): string {
  if (value === null || typeof value === "boolean") {
    return String(value);
  }
  if (typeof value === "number") {
    return numberOf(value);
  }
  if (typeof value === "string") {
    return stringOf(value);
  }
  if (typeof value !== "object") {
    throw new TypeError(`Canonical JSON cannot carry a value of type ${typeof value}.`);
  }
  if (around.includes(value)) {
    throw new TypeError("Canonical JSON cannot carry a value that contains itself.");
  }
  return Array.isArray(value)
    ? arrayOf(value, [...around, value])
    : objectOf(value, [...around, value]);
}

function numberOf(value: number): string {
  if (!Number.isFinite(value)) {
    throw new TypeError("Canonical JSON cannot carry a number that is not finite.");
  }
  return JSON.stringify(value);
}

function stringOf(value: string): string {
  if (!value.isWellFormed()) {
    throw new TypeError("Canonical JSON cannot carry a lone surrogate.");
  }
  return JSON.stringify(value);
}

function arrayOf(value: readonly unknown[], around: readonly object[]): string {
  // A hole has no name of its own, a named member has one too many.
  if (Object.keys(value).length !== value.length || hasSymbols(value)) {
    throw new TypeError("Canonical JSON cannot carry an array with holes or named members.");
  }
  return `[${value.map((part) => print(part, around)).join(",")}]`;
}

function objectOf(value: object, around: readonly object[]): string {
  if (!isPlainObject(value)) {
    throw new TypeError("Canonical JSON cannot carry an object that is not plain.");
  }
  if (hasSymbols(value)) {
    throw new TypeError("Canonical JSON cannot carry a member named by a symbol.");
  }
  const members = Object.keys(value)
    .sort(byCodeUnits)
    .map((name) => `${stringOf(name)}:${print(value[name], around)}`);
  return `{${members.join(",")}}`;
}

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function hasSymbols(value: object): boolean {
  return Object.getOwnPropertySymbols(value).length > 0;
}

/** RFC 8785 section 3.2.3 sorts by UTF-16 code units, which is how JavaScript compares strings. */
function byCodeUnits(left: string, right: string): number {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
