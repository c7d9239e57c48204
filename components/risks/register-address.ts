import type { ProjectId } from "@/lib/kernel/ids";
import type { RegisterSearch } from "./register-search";

/** The same search as the register's query takes it. */
export function filterOf(search: RegisterSearch) {
  const { status, category, treatment, gate, owner, stage, likelihood, impact } = search;
  const { above, overdue, review, cursor, source, band, sort, map } = search;
  return {
    status: status === "all" ? undefined : status,
    category,
    treatment,
    source,
    band,
    sort,
    gateId: gate,
    ownerId: owner,
    stageId: stage,
    likelihood,
    impact,
    map,
    aboveAppetite: above,
    overdue,
    reviewOverdue: review,
    cursor,
  };
}

export type Register = { base: string; search: RegisterSearch };

/** The same across projects. */
export function filterAcross(search: RegisterSearch) {
  const { project, stageNumber } = search;
  return { ...filterOf(search), projectId: project as ProjectId | undefined, stageNumber };
}

/** A change of what is listed starts at the first page and keeps nothing open. */
export function listHref({ base, search }: Register, changes: Partial<RegisterSearch>): string {
  return addressOf(base, {
    ...search,
    cursor: undefined,
    risk: undefined,
    new: false,
    ...changes,
  });
}

/** Opens or closes the drawer over the list as it stands. */
export function drawerHref(
  { base, search }: Register,
  drawer: { risk: string } | "new" | "closed",
): string {
  return addressOf(base, {
    ...search,
    risk: typeof drawer === "object" ? drawer.risk : undefined,
    new: drawer === "new",
  });
}

export function isNarrowed(search: RegisterSearch): boolean {
  const { category, treatment, gate, owner, likelihood, impact, above, overdue, review } = search;
  const { project, stage, stageNumber } = search;
  const places = [project, stage, stageNumber, gate, likelihood, impact];
  const facets = [category, treatment, owner, search.source, search.band, ...places];
  return above || overdue || review || facets.some((facet) => facet !== undefined);
}

/** What needs no word in the address. */
const usual: Readonly<Record<string, unknown>> = {
  status: "open",
  sort: "score",
  map: "current",
};

/** Filters and order alone, as a saved view keeps them; "" is the register as it opens. */
export function searchText(search: RegisterSearch): string {
  return listHref({ base: "", search }, {}).replace(/^[?]/, "");
}

export function addressOf(base: string, search: RegisterSearch): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value === true) {
      params.set(name, "1");
    } else if (value !== undefined && value !== false && usual[name] !== value) {
      params.set(name, String(value));
    }
  }
  const text = params.toString();
  return text === "" ? base : `${base}?${text}`;
}
