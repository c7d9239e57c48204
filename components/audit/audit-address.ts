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

/** The same search as the trail's query takes it. */
export function auditFilterOf({ person, project, kind, from, to, cursor }: AuditSearch) {
  return { actorId: person, projectId: project, type: kind, from, to, cursor };
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

export function isFiltered({ cursor: _, find: __, verify: ___, ...filters }: AuditSearch): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}
