import * as z from "zod";

const id = z.uuid().optional().catch(undefined);
const isOn = z.literal("1").optional().catch(undefined);

/** What the address of a stage says; a value nobody offered is left out instead of refused. */
const stageSearch = z.object({
  task: id,
  /** Drawers of their own: a new task, the plan of the stage, evidence for the stage. */
  new: isOn,
  plan: isOn,
  /** Evidence for an output of the open task, or for the whole task or stage. */
  attach: z
    .union([z.literal("1"), z.uuid()])
    .optional()
    .catch(undefined),
  file: id,
  fileProblem: z.string().max(20).optional().catch(undefined),
  log: z.literal("decision").optional().catch(undefined),
});
export type StageSearch = z.infer<typeof stageSearch>;

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

export function readStageSearch(params: SearchParams): StageSearch {
  const single = Object.entries(params).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return stageSearch.parse(Object.fromEntries(single));
}

export type StagePlace = { projectId: string; stageId: string; search: StageSearch };

/** The page with another drawer open, or with none; which entries are shown stays as it is. */
export function stageHref({ projectId, stageId, search }: StagePlace, open: StageSearch): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ log: search.log, ...open })) {
    if (value !== undefined) {
      params.set(name, value);
    }
  }
  const text = params.toString();
  const base = `/projects/${projectId}/stages/${stageId}`;
  return text === "" ? base : `${base}?${text}`;
}
