import * as z from "zod";
import { gateFilters, healthStates, portfolioSorts } from "@/lib/portfolio/schema";
import { projectStatuses } from "@/lib/projects/schema";

const maybe = <Shape extends z.ZodType>(shape: Shape) => shape.optional().catch(undefined);

/** What the address of the portfolio says; anything it should not say is passed over. */
const address = z.object({
  status: maybe(z.enum([...projectStatuses, "all"])),
  health: maybe(z.enum(healthStates)),
  stage: maybe(z.coerce.number().int().min(1).max(99)),
  gate: maybe(z.enum(gateFilters)),
  owner: maybe(z.uuid()),
  unit: maybe(z.string().min(1).max(120)),
  search: maybe(z.string().trim().min(1).max(120)),
  view: maybe(z.enum(["waiting", "off-plan"])),
  sort: maybe(z.enum(portfolioSorts)),
  cursor: maybe(z.string().max(500)),
});
export type PortfolioAddress = z.output<typeof address>;

export type SearchParams = Record<string, string | string[] | undefined>;

export function readPortfolioAddress(params: SearchParams): PortfolioAddress {
  return address.parse(params);
}

/** The query's input, but for the workspace. */
export function filterOfAddress({ owner, view, status, sort, ...rest }: PortfolioAddress) {
  const given = Object.entries({ ...rest, ownerId: owner, status, sort });
  return {
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    waitingOnMe: view === "waiting",
    offPlan: view === "off-plan",
  };
}

/** Another view of the same list: what changes is set, `undefined` clears, and paging starts anew. */
export function portfolioHref(
  from: PortfolioAddress,
  change: { [Name in keyof PortfolioAddress]?: PortfolioAddress[Name] | undefined } = {},
): string {
  const next = { ...from, cursor: undefined, ...change };
  const params = new URLSearchParams(
    Object.entries(next).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
  const query = params.toString();
  return query === "" ? "/portfolio" : `/portfolio?${query}`;
}

/** The same list as a file: every page of it, filtered and sorted alike. */
export function portfolioExportHref(from: PortfolioAddress): string {
  return portfolioHref(from).replace("/portfolio", "/portfolio/export");
}

/** Whether anything narrows the list, so that an empty one can offer to clear it. */
export function isNarrowed({ sort: _, cursor: __, ...rest }: PortfolioAddress): boolean {
  return Object.values(rest).some((value) => value !== undefined);
}
