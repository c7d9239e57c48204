import { type EntryKind, entryKinds } from "@/lib/journal/rules/entry-kinds";

export const kindWords = {
  note: "Note",
  decision: "Decision",
  hypothesis: "Hypothesis",
  preparation: "Preparation",
} satisfies Record<EntryKind, string>;

export const kindChoices = entryKinds.map((kind) => ({ value: kind, label: kindWords[kind] }));

/** Code is quoted and stays as it is; elsewhere a mention shows the name and not the id behind it. */
const MENTION = /(```[\s\S]*?(?:```|$)|`[^`\n]*`)|@\[([^\]\n]*)\]\([0-9a-fA-F-]{36}\)/g;

export function withNames(body: string): string {
  return body.replaceAll(MENTION, (whole, code: string | undefined, name: string) =>
    code === undefined ? `**@${name}**` : whole,
  );
}

/** What is typed to mention somebody: the name joined by points, or name and id where two share it. */
export function mentionOf(
  person: { id: string; name: string },
  people: readonly { id: string; name: string }[],
): string {
  const handle = handleOf(person.name);
  const isShared = people.some(({ id, name }) => id !== person.id && handleOf(name) === handle);
  return isShared || handle === "" ? `@[${person.name}](${person.id})` : `@${handle}`;
}

function handleOf(name: string): string {
  return (name.match(/[\p{L}\p{N}]+/gu) ?? []).join(".");
}

/** People whose name goes on as the text before the caret does; none without an @. */
export function peopleFor<Person extends { name: string }>(
  before: string,
  people: readonly Person[],
): { typed: string; found: Person[] } | null {
  const typed = /(?<![\p{L}\p{N}._%+@-])@([\p{L}\p{N}.]*)$/u.exec(before)?.[1];
  if (typed === undefined) {
    return null;
  }
  const wanted = typed.toLowerCase();
  const found = people.filter(
    ({ name }) =>
      handleOf(name).toLowerCase().startsWith(wanted) ||
      name
        .toLowerCase()
        .split(/\s+/)
        .some((word) => word.startsWith(wanted)),
  );
  return { typed, found: found.slice(0, 5) };
}
