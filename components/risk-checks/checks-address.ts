import * as z from "zod";
import type { SearchParams } from "@/components/risks/register-search";
import { type CheckKind, checkKinds } from "@/lib/risk-checks/rules/check-kinds";

const checksSearch = z.object({
  /** Open, narrowed to one kind or showing all. */
  mend: z
    .enum([...checkKinds, "all"])
    .optional()
    .catch(undefined),
  mendAfter: z.string().max(500).optional().catch(undefined),
});
export type ChecksSearch = z.infer<typeof checksSearch>;

/** The part of a register's address that belongs to the checker. */
export function readChecksSearch(params: SearchParams): ChecksSearch {
  return checksSearch.parse({ mend: params["mend"], mendAfter: params["mendAfter"] });
}

/** Closed it is only counted; open it shows few at a time, since each is something to do. */
export function checksFilter({ mend, mendAfter }: ChecksSearch) {
  const kind = mend === "all" ? undefined : mend;
  return { kind, cursor: mendAfter, limit: mend === undefined ? 0 : 10 };
}

/** The register keeps its filters while one goes through what needs mending. */
export function checksHref(
  base: string,
  params: SearchParams,
  to: { kind: CheckKind | "all" | "closed"; after?: string },
): string {
  const kept = Object.entries(params).flatMap(([name, value]) =>
    typeof value === "string" && !["mend", "mendAfter", "risk", "new"].includes(name)
      ? [[name, value] as [string, string]]
      : [],
  );
  const search = new URLSearchParams(kept);
  if (to.kind !== "closed") {
    search.set("mend", to.kind);
  }
  if (to.after !== undefined) {
    search.set("mendAfter", to.after);
  }
  return search.size === 0 ? base : `${base}?${search}`;
}
