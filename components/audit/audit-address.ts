import * as z from "zod";

const id = z.uuid().optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);

/** What the address of the trail says; what nobody offered is left out instead of refused. */
const auditSearch = z.object({
  person: id,
  project: id,
  kind: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .optional()
    .catch(undefined),
  from: day,
  to: day,
  /** Narrows what the two lists of choices offer, not the trail. */
  find: z.string().trim().min(1).max(120).optional().catch(undefined),
  cursor: z.string().max(500).optional().catch(undefined),
  /** The entry that is open beside the list, by its place in the ledger. */
  entry: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional()
    .catch(undefined),
  /** Asks for the newest entries to be recomputed with the page. */
  verify: z.literal("1").optional().catch(undefined),
});
export type AuditSearch = z.infer<typeof auditSearch>;

type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

export function readAuditSearch(params: SearchParams): AuditSearch {
  const single = Object.entries(params).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return auditSearch.parse(Object.fromEntries(single));
}

/** What the trail is narrowed to, as its queries take it. */
export function auditFilterOf({ person, project, kind, from, to }: AuditSearch) {
  return { actorId: person, projectId: project, type: kind, from, to };
}

/** What the two lists of choices have to offer: what fits the text, and what is chosen. */
export function choicesOf({ find, person, project }: AuditSearch) {
  return { text: find, actorId: person, projectId: project };
}

export function auditHref(search: AuditSearch, changes: Partial<AuditSearch>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({
    ...search,
    cursor: undefined,
    entry: undefined,
    verify: undefined,
    ...changes,
  })) {
    if (value !== undefined) {
      params.set(name, value);
    }
  }
  const text = params.toString();
  return text === "" ? "/audit" : `/audit?${text}`;
}

/** The whole trail under the same filter, as a table to be saved. */
export function auditCsvHref(search: AuditSearch): string {
  return auditHref(search, {}).replace("/audit", "/audit/export");
}

/** Opens one entry over the list as it stands, or closes it. */
export function entryHref(search: AuditSearch, index: number | null): string {
  const entry = index === null ? undefined : String(index);
  return auditHref(search, { cursor: search.cursor, entry });
}

export function isFiltered(search: AuditSearch): boolean {
  return Object.values(auditFilterOf(search)).some((value) => value !== undefined);
}
