import * as z from "zod";
import { type Period, periods } from "@/lib/risk-pictures/rules/periods";
import { riskCategories } from "@/lib/risks/schema";

/** What the address of the pictures says; a value nobody offered is left out instead of refused. */
const pictureSearch = z.object({
  period: z.enum(periods).catch("half"),
  category: z.enum(riskCategories).optional().catch(undefined),
  /** Across projects only. */
  project: z.uuid().optional().catch(undefined),
  /** The day of the earlier map. */
  on: z.iso.date().optional().catch(undefined),
});
export type PictureSearch = z.infer<typeof pictureSearch>;

export type Pictures = { base: string; search: PictureSearch };

export const periodWords = {
  quarter: "13 weeks",
  half: "26 weeks",
  year: "52 weeks",
  all: "All time",
} satisfies Record<Period, string>;

export function readPictureSearch(
  params: Readonly<Record<string, string | string[] | undefined>>,
): PictureSearch {
  const single = Object.entries(params).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return pictureSearch.parse(Object.fromEntries(single));
}

export function pictureHref({ base, search }: Pictures, changes: Partial<PictureSearch>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...search, ...changes })) {
    if (value !== undefined && !(name === "period" && value === "half")) {
      params.set(name, value);
    }
  }
  const text = params.toString();
  return text === "" ? base : `${base}?${text}`;
}
