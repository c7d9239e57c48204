import * as z from "zod";
import { evidenceKinds } from "@/lib/evidence/rules/evidence-kinds";

const id = z.uuid().optional().catch(undefined);
const word = z.string().max(500).optional().catch(undefined);

/** What the address of the list says; a value nobody offered is left out instead of refused. */
const evidenceSearch = z.object({
  stage: id,
  task: id,
  kind: z.enum(evidenceKinds).optional().catch(undefined),
  standing: z.literal("all").optional().catch(undefined),
  cursor: word,
  evidence: id,
  attach: z.literal("1").optional().catch(undefined),
  revise: z.literal("1").optional().catch(undefined),
  file: id,
  fileProblem: word,
});
export type EvidenceSearch = z.infer<typeof evidenceSearch>;

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

export function readEvidenceSearch(params: SearchParams): EvidenceSearch {
  return evidenceSearch.parse(firstOfEach(params));
}

function firstOfEach(params: SearchParams): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}

export type EvidenceList = { base: string; search: EvidenceSearch };

const closed = {
  evidence: undefined,
  attach: undefined,
  revise: undefined,
  file: undefined,
  fileProblem: undefined,
} satisfies Partial<EvidenceSearch>;

/** Another choice of what is listed starts at the first page with nothing open. */
export function listHref({ base, search }: EvidenceList, changes: Partial<EvidenceSearch>): string {
  return addressOf(base, { ...search, ...closed, cursor: undefined, ...changes });
}

/** Something beside the list, which stays where it is. */
export function openHref({ base, search }: EvidenceList, open: Partial<EvidenceSearch>): string {
  return addressOf(base, { ...search, ...closed, ...open });
}

function addressOf(base: string, search: Readonly<Record<string, string | undefined>>) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== "") {
      params.set(name, value);
    }
  }
  const text = params.toString();
  return text === "" ? base : `${base}?${text}`;
}
