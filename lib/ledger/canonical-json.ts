/**
 * JSON Canonicalization Scheme, RFC 8785: members sorted by UTF-16 code units,
 * no white space, numbers and strings as ECMAScript prints them.
 * Throws a TypeError for what JSON cannot carry (undefined, functions,
 * non-finite numbers, lone surrogates), because a hash over a silently dropped
 * member would bind less than it says.
 */
export function canonicalize(value: unknown): string {
  if (value === null || typeof value === "boolean") {
    return String(value);
  }
  if (typeof value === "number") {
    return numberOf(value);
  }
  if (typeof value === "string") {
    return stringOf(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonicalize).join(",")}]`;
  }
  if (isPlainObject(value)) {
    return objectOf(value);
  }
  throw new TypeError(`Canonical JSON cannot carry a value of type ${typeof value}.`);
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

function objectOf(value: Record<string, unknown>): string {
  const members = Object.keys(value)
    .sort(byCodeUnits)
    .map((name) => `${stringOf(name)}:${canonicalize(value[name])}`);
  return `{${members.join(",")}}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** RFC 8785 section 3.2.3 sorts by UTF-16 code units, which is how JavaScript compares strings. */
function byCodeUnits(left: string, right: string): number {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
