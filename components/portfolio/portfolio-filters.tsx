import { Chip } from "@/components/ui/chip";
import { ChipBar } from "@/components/ui/chip-bar";
import { FacetMenu } from "@/components/ui/facet-menu";
import { Icon } from "@/components/ui/icon";
import { type PortfolioAddress, portfolioHref } from "@/lib/portfolio/rules/portfolio-address";
import type { PortfolioSummaryView } from "@/lib/portfolio/schema";

type FiltersProps = { address: PortfolioAddress; summary: PortfolioSummaryView };

const healthWords = {
  on_track: "On track",
  at_risk: "At risk",
  off_track: "Off track",
  paused: "Paused",
} as const;

const gateWords = {
  open: "Waiting",
  ready: "Ready for review",
  in_review: "In review",
  overdue: "Overdue",
} as const;

const statusWords = {
  active: "Active",
  paused: "Paused",
  closed: "Closed",
  all: "Any status",
} as const;

type FacetProps = {
  address: PortfolioAddress;
  label: string;
  name: "health" | "gate" | "status" | "unit" | "owner" | "stage";
  words: ReadonlyMap<string, string>;
};

function Facet({ address, label, name, words }: FacetProps) {
  const value = address[name];
  if (words.size === 0 && value === undefined) {
    return null;
  }
  const clearHref = portfolioHref(address, { [name]: undefined });
  return (
    <FacetMenu
      label={label}
      options={[...words].map(([option, word]) => ({
        href: portfolioHref(address, { [name]: option }),
        label: word,
      }))}
      chosen={
        value === undefined
          ? undefined
          : { label: words.get(String(value)) ?? String(value), clearHref }
      }
    />
  );
}

function NameFilter({ address }: { address: PortfolioAddress }) {
  const { search, cursor: _, ...kept } = address;
  const hidden = Object.entries(kept).filter(([, value]) => value !== undefined);
  return (
    <search className="wm-name-filter">
      <form action="/portfolio">
        <Icon name="filter" size={13} />
        <input
          name="search"
          type="search"
          aria-label="Filter projects by name or key"
          placeholder="Filter projects"
          defaultValue={search}
          data-command="filter"
        />
        {hidden.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={String(value)} />
        ))}
      </form>
    </search>
  );
}

function Views({ address, summary }: FiltersProps) {
  const { view, status } = address;
  const { projects } = summary;
  const isAll = view === undefined && (status === undefined || status === "active");
  return (
    <>
      <Chip
        href={portfolioHref(address, { view: undefined, status: undefined })}
        label="All"
        count={projects.active}
        current={isAll}
      />
      <Chip
        href={portfolioHref(address, { view: "waiting", status: undefined })}
        label="Waiting on me"
        count={projects.waitingOnMe}
        current={view === "waiting"}
      />
      <Chip
        href={portfolioHref(address, { view: "off-plan", status: undefined })}
        label="Off plan"
        count={projects.offPlan}
        current={view === "off-plan"}
      />
    </>
  );
}

/** One bar of filters; the address holds every choice, so a view can be sent to somebody. */
export function PortfolioFilters({ address, summary }: FiltersProps) {
  const stages = summary.stages.map(({ number }) => [String(number), `Stage ${number}`] as const);
  return (
    <div className="wm-filter-bar no-print">
      <NameFilter address={address} />
      <ChipBar>
        <Views address={address} summary={summary} />
        <i className="wm-filter-rule" aria-hidden="true" />
        {summary.units.length > 0 && (
          <Facet
            address={address}
            label="Unit"
            name="unit"
            words={new Map(summary.units.map((unit) => [unit, unit]))}
          />
        )}
        <Facet address={address} label="Stage" name="stage" words={new Map(stages)} />
        <Facet
          address={address}
          label="Health"
          name="health"
          words={new Map(Object.entries(healthWords))}
        />
        <Facet
          address={address}
          label="Next gate"
          name="gate"
          words={new Map(Object.entries(gateWords))}
        />
        <Facet
          address={address}
          label="Owner"
          name="owner"
          words={new Map(summary.owners.map(({ id, name }) => [id, name]))}
        />
        <Facet
          address={address}
          label="Status"
          name="status"
          words={new Map(Object.entries(statusWords))}
        />
      </ChipBar>
    </div>
  );
}
