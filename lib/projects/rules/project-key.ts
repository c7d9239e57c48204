export const PROJECT_KEY = /^[A-Z][A-Z0-9]{1,7}$/;
export const projectKeySentence =
  "A key is two to eight capitals or digits and begins with a capital, such as CEW.";

const KEY_LENGTH_MAX = 8;
const FILLERS = new Set(["a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with"]);

export function isProjectKey(key: string): boolean {
  return PROJECT_KEY.test(key);
}

/**
 * A short key made of a name: the initials of its words, or the first letters
 * of a single word. A number is added when the workspace has that key already.
 */
export function suggestProjectKey(name: string, taken: ReadonlySet<string> = new Set()): string {
  const base = baseOf(name);
  for (let count = 1; ; count += 1) {
    const suffix = count === 1 ? "" : String(count);
    const candidate = `${base.slice(0, KEY_LENGTH_MAX - suffix.length)}${suffix}`;
    if (!taken.has(candidate)) {
      return candidate;
    }
  }
}

function baseOf(name: string): string {
  const words = plainWords(name);
  const telling = words.filter((word) => !FILLERS.has(word.toLowerCase()));
  const chosen = telling.length > 0 ? telling : words;
  const initials = chosen.map((word) => word[0]).join("");
  const letters = chosen.length === 1 ? (chosen[0] ?? "").slice(0, 3) : initials.slice(0, 5);
  const key = letters.toUpperCase().replace(/^[0-9]+/, "");
  return key.length >= 2 ? key : `${key}PR`.slice(0, 3);
}

/** Accents are taken off their letters; what is left of other scripts is dropped. */
function plainWords(name: string): string[] {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "");
  return plain.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
}
