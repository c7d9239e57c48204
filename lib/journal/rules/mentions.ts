export type Mentionable = { userId: string; name: string; email: string };

/** Code is quoted, not said: an @ in it calls nobody. */
const CODE = /```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)|`[^`\n]*`/g;
const LINKED = /@\[[^\]\n]*\]\(([0-9a-fA-F-]{36})\)/g;
/** Not inside a word, so that an e-mail address is no mention. */
const NAMED = /(?<![\p{L}\p{N}._%+@-])@([\p{L}\p{N}]+(?:[._-][\p{L}\p{N}]+)*)/gu;

/**
 * The members a text calls: as `@[Name](id)`, which a chooser writes, or as
 * `@handle`. Whoever is not a member, or is not the only one a handle fits, is
 * not called.
 */
export function mentionsIn(body: string, members: readonly Mentionable[]): string[] {
  const said = body.replaceAll(CODE, " ");
  const byId = new Map(members.map((member) => [member.userId.toLowerCase(), member.userId]));
  const linked = [...said.matchAll(LINKED)].map((match) =>
    byId.get((match[1] ?? "").toLowerCase()),
  );
  const handles = handleTable(members);
  const named = [...said.replaceAll(LINKED, " ").matchAll(NAMED)].map((match) =>
    handles.get((match[1] ?? "").toLowerCase()),
  );
  const called = [...linked, ...named].filter((id) => id !== undefined && id !== null);
  return [...new Set(called)];
}

/** Who each handle means; null where it fits two people. */
function handleTable(members: readonly Mentionable[]): Map<string, string | null> {
  const table = new Map<string, string | null>();
  for (const member of members) {
    for (const handle of handlesOf(member)) {
      const other = table.get(handle);
      table.set(handle, other === undefined || other === member.userId ? member.userId : null);
    }
  }
  return table;
}

/** First name, whole name joined in three ways, and what stands before the @ of the address. */
function handlesOf(member: Mentionable): string[] {
  const words = member.name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const local = member.email.split("@")[0] ?? "";
  const handles = [words[0] ?? "", words.join("."), words.join("-"), words.join(""), local];
  return [...new Set(handles.map((handle) => handle.toLowerCase()))].filter((each) => each !== "");
}
