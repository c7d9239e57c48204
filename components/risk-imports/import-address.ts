import * as z from "zod";

const single = z.union([z.string(), z.array(z.string()).transform(([first]) => first)]);
const id = z.uuid().optional().catch(undefined);

/** What the address of the import says; a value nobody offered is left out instead of refused. */
const importSearch = z.object({
  draft: id,
  done: id,
  step: z.enum(["columns", "rows"]).optional().catch(undefined),
  show: z.enum(["problems", "duplicates", "all"]).optional().catch(undefined),
  from: z.coerce.number().int().min(0).catch(0),
  row: z.coerce.number().int().min(0).optional().catch(undefined),
  problem: z.string().max(6000).optional().catch(undefined),
});
export type ImportSearch = z.infer<typeof importSearch>;

export function readImportSearch(
  params: Readonly<Record<string, string | string[] | undefined>>,
): ImportSearch {
  const known = Object.entries(params).map(([name, value]) => [
    name,
    value === undefined ? undefined : single.parse(value),
  ]);
  return importSearch.parse(Object.fromEntries(known));
}

type RowsPart = { show?: ImportSearch["show"]; from?: number; row?: number };

export function columnsHref(draftId: string): string {
  return `/risks/import?draft=${draftId}&step=columns`;
}

export function rowsHref(draftId: string, { show, from = 0, row }: RowsPart = {}): string {
  const params = new URLSearchParams({ draft: draftId, step: "rows" });
  if (show !== undefined) {
    params.set("show", show);
  }
  if (from > 0) {
    params.set("from", String(from));
  }
  if (row !== undefined) {
    params.set("row", String(row));
  }
  const place = row === undefined ? "" : `#row-${row}`;
  return `/risks/import?${params}${place}`;
}
