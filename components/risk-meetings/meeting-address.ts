import * as z from "zod";
import { addressOf, filterAcross } from "@/components/risks/register-address";
import {
  type RegisterSearch,
  readRegisterSearch,
  type SearchParams,
} from "@/components/risks/register-search";

const instant = z.iso.datetime().optional().catch(undefined);
const id = z.uuid().optional().catch(undefined);

const ownSearch = z.object({
  /** When the meeting began; what is recorded later counts as its work. */
  since: instant,
  until: instant,
  /** The risk on the table. */
  at: id,
  /** The risk whose review was just recorded. */
  saved: id,
  extent: z.enum(["due", "all"]).catch("due"),
});

/** The filters of the register it was opened from, and where the meeting stands. */
export type MeetingSearch = z.infer<typeof ownSearch> & { register: RegisterSearch };

/** What a register knows and a meeting has no use for. */
const unused = {
  cursor: undefined,
  risk: undefined,
  new: false,
  review: false,
  sort: "score",
} as const satisfies Partial<RegisterSearch>;

export function readMeetingSearch(params: SearchParams): MeetingSearch {
  const single = Object.entries(params).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  const register = readRegisterSearch(params);
  const { status } = register;
  return {
    ...ownSearch.parse(Object.fromEntries(single)),
    // A closed risk is not reviewed, and an accepted one is reviewed like an open one.
    register: { ...register, ...unused, status: status === "accepted" ? status : "open" },
  };
}

/** The same as the queries of a meeting take it. */
export function meetingFilterOf({ register, extent }: MeetingSearch) {
  const { cursor: _, sort: __, reviewOverdue: ___, ...filter } = filterAcross(register);
  const status = register.status === "accepted" ? register.status : undefined;
  return { ...filter, status, extent };
}

/** Where and about whom: what narrows the reviews that were recorded. */
export function reviewsFilterOf({ register }: MeetingSearch) {
  const { projectId, category, treatment, source, gateId, ownerId, stageId, stageNumber } =
    filterAcross(register);
  return { projectId, category, treatment, source, gateId, ownerId, stageId, stageNumber };
}

export function meetingHref(
  base: string,
  search: MeetingSearch,
  changes: Partial<Omit<MeetingSearch, "register">> = {},
): string {
  const { register, extent, ...own } = { ...search, saved: undefined, ...changes };
  const [path = base, filters = ""] = addressOf(base, { ...register, ...unused }).split("?");
  const params = new URLSearchParams(filters);
  for (const [name, value] of Object.entries(own)) {
    if (value !== undefined) {
      params.set(name, value);
    }
  }
  if (extent === "all") {
    params.set("extent", extent);
  }
  const text = params.toString();
  return text === "" ? path : `${path}?${text}`;
}

const LONGEST_MS = 24 * 60 * 60 * 1000;

/** When the meeting of an address began; null for one that has to begin now. */
export function beginningOf({ since }: MeetingSearch, now: Date): string | null {
  const age = since === undefined ? -1 : now.getTime() - Date.parse(since);
  return since !== undefined && age >= 0 && age < LONGEST_MS ? since : null;
}
