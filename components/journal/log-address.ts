import * as z from "zod";
import { entryKinds } from "@/lib/journal/rules/entry-kinds";

const id = z.uuid().optional().catch(undefined);

/** What the address of the log says; a value nobody offered is left out instead of refused. */
const logSearch = z.object({
  stage: id,
  task: id,
  author: id,
  kind: z.enum(entryKinds).optional().catch(undefined),
  q: z.string().trim().max(200).optional().catch(undefined),
  cursor: z.string().max(500).optional().catch(undefined),
  entry: id,
  edit: id,
});
export type LogSearch = z.infer<typeof logSearch>;

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

export function readLogSearch(params: SearchParams): LogSearch {
  const single = Object.entries(params).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return logSearch.parse(Object.fromEntries(single));
}

export type Log = { base: string; search: LogSearch };

/** Another choice of what is listed starts at the first page with nothing open. */
export function listHref({ base, search }: Log, changes: Partial<LogSearch>): string {
  const closed = { cursor: undefined, entry: undefined, edit: undefined };
  return addressOf(base, { ...search, ...closed, ...changes });
}

/** Something beside the list, which stays where it is. */
export function openHref({ base, search }: Log, open: Partial<LogSearch>): string {
  return addressOf(base, { ...search, entry: undefined, edit: undefined, ...open });
}

export function isNarrowed({ stage, task, author, kind, q }: LogSearch): boolean {
  return [stage, task, author, kind].some((facet) => facet !== undefined) || (q ?? "") !== "";
}

function addressOf(base: string, search: LogSearch): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== "") {
      params.set(name, value);
    }
  }
  const text = params.toString();
  return text === "" ? base : `${base}?${text}`;
}
