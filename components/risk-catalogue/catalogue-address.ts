import * as z from "zod";
import { riskCategories } from "@/lib/risks/schema";

const isOn = z
  .literal("1")
  .optional()
  .catch(undefined)
  .transform((value) => value === "1");

/** What the address of the catalogue says; a value nobody offered is left out instead of refused. */
const catalogueSearch = z.object({
  text: z.string().trim().max(100).optional().catch(undefined),
  category: z.enum(riskCategories).optional().catch(undefined),
  own: isOn,
  retired: isOn,
  entry: z.string().max(60).optional().catch(undefined),
  new: isOn,
});
export type CatalogueSearch = z.infer<typeof catalogueSearch>;

type Params = Readonly<Record<string, string | string[] | undefined>>;

export function readCatalogueSearch(params: Params): CatalogueSearch {
  const single = Object.entries(params).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return catalogueSearch.parse(Object.fromEntries(single));
}

const base = "/risks/catalogue";

/** The list as it stands with some of it changed; what is open closes unless it is named. */
export function catalogueHref(
  search: CatalogueSearch,
  changes: Partial<CatalogueSearch> = {},
): string {
  const params = new URLSearchParams();
  const next = { ...search, entry: undefined, new: false, ...changes };
  for (const [name, value] of Object.entries(next)) {
    if (value === true) {
      params.set(name, "1");
    } else if (typeof value === "string" && value !== "") {
      params.set(name, value);
    }
  }
  const text = params.toString();
  return text === "" ? base : `${base}?${text}`;
}
