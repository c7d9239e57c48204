import * as z from "zod";
import { riskCategories, riskSources, riskStatuses, riskTreatments } from "@/lib/risks/schema";
import { mappedLevels, registerSorts } from "@/lib/risks/schema/register-words";

const step = z.coerce.number().int().min(1).max(6).optional().catch(undefined);
const id = z.uuid().optional().catch(undefined);
const isOn = z
  .literal("1")
  .optional()
  .catch(undefined)
  .transform((value) => value === "1");

/** What the address of a register says; a value nobody offered is left out instead of refused. */
const registerSearch = z.object({
  status: z.enum([...riskStatuses, "all"]).catch("open"),
  category: z.enum(riskCategories).optional().catch(undefined),
  treatment: z.enum(riskTreatments).optional().catch(undefined),
  source: z.enum(riskSources).optional().catch(undefined),
  /** Level of the matrix, 1 is the lowest. */
  band: step,
  sort: z.enum(registerSorts).catch("score"),
  gate: id,
  owner: id,
  stage: id,
  /** Both across projects only, where stages are known by their number. */
  project: id,
  stageNumber: z.coerce.number().int().min(1).max(99).optional().catch(undefined),
  likelihood: step,
  impact: step,
  /** The level the heat map and its cells go by. */
  map: z.enum(mappedLevels).catch("current"),
  above: isOn,
  overdue: isOn,
  review: isOn,
  cursor: z.string().max(500).optional().catch(undefined),
  risk: id,
  new: isOn,
});
export type RegisterSearch = z.infer<typeof registerSearch>;

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

export function readRegisterSearch(params: SearchParams): RegisterSearch {
  const single = Object.entries(params).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return registerSearch.parse(Object.fromEntries(single));
}
