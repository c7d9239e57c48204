import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/pager";
import { Panel } from "@/components/ui/panel";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { RiskRegisterView } from "@/lib/risks/schema";
import { isNarrowed, listHref, type Register } from "./register-address";
import { RegisterSummary } from "./register-summary";
import { type RegisterPeople, RiskFilters } from "./risk-filters";
import { RiskMatrix } from "./risk-matrix";
import { RiskTable } from "./risk-table";

type RiskRegisterProps = {
  view: RiskRegisterView;
  register: Register;
  options: RegisterPeople;
  extent: "project" | "workspace";
  /** First action of an empty register. */
  raise?: ReactNode;
  /** Saved views, before the filters. */
  views?: ReactNode;
  /** Ways to choose rows and to act on the chosen ones. */
  picking?: { form: string; bar: ReactNode } | undefined;
  /** Right column: one risk, or the form of a new one. */
  drawer?: ReactNode;
};

function NoRows({ view, register, raise }: Pick<RiskRegisterProps, "view" | "register" | "raise">) {
  const { open, accepted, closed } = view.counts;
  if (open + accepted + closed === 0 && !isNarrowed(register.search)) {
    return (
      <EmptyState title="No risk has been raised yet" action={raise}>
        A risk says what could go wrong, how likely and how bad that is, who watches it and what is
        done about it.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No risks match"
      action={<ButtonLink href={register.base}>Clear filters</ButtonLink>}
    >
      Nothing in the register fits the view and the filters chosen above.
    </EmptyState>
  );
}

function Rows(props: RiskRegisterProps) {
  const { view, register, extent } = props;
  const { nextCursor } = view;
  if (view.rows.length === 0) {
    return <NoRows {...props} />;
  }
  return (
    <>
      <RiskTable
        rows={view.rows}
        register={register}
        extent={extent}
        pickInto={props.picking?.form}
        now={new Date()}
      />
      {register.search.cursor !== undefined && (
        <p className="no-print px-3.5 pt-2">
          <ButtonLink size="sm" href={listHref(register, { cursor: undefined })}>
            First page
          </ButtonLink>
        </p>
      )}
      <Pager
        nextHref={nextCursor === null ? undefined : listHref(register, { cursor: nextCursor })}
        summary={`${view.rows.length} risks on this page`}
      />
    </>
  );
}

const captions = {
  current: "Living risks by likelihood and impact.",
  residual: "Living risks by likelihood and impact, as they stand once treated.",
};

/** Risks where they stand, or where their treatment leads. */
function HeatMap({ view, register }: Pick<RiskRegisterProps, "view" | "register">) {
  const { heatMap, moves, matrix } = view;
  const { map } = register.search;
  const cell = { likelihood: undefined, impact: undefined };
  const segment = (to: typeof map, label: string) => ({
    href: listHref(register, { ...cell, map: to }),
    label,
    current: map === to,
  });
  return (
    <div className="grid min-w-0 content-start gap-2">
      <SegmentedControl
        label="Level on the heat map"
        segments={[segment("current", "As it is"), segment("residual", "Once treated")]}
      />
      <RiskMatrix view={{ heatMap, moves, matrix }} register={register} caption={captions[map]}>
        <span>The heavy line is the appetite: what stands above it is treated or accepted.</span>
        {map === "residual" && <span>A risk without a residual level stands where it is.</span>}
      </RiskMatrix>
    </div>
  );
}

/** Picture, filters and list; the drawer stays open while the list moves. */
export function RiskRegister(props: RiskRegisterProps) {
  const { view, register, options, extent, drawer, views, picking } = props;
  return (
    <div
      className="wm-columns"
      data-aside={drawer === undefined ? "none" : "regular"}
      data-extent="full"
    >
      <div className="wm-column">
        <Panel>
          <div className="flex flex-wrap gap-x-8 gap-y-4">
            <HeatMap view={view} register={register} />
            <RegisterSummary view={view} register={register} extent={extent} />
          </div>
        </Panel>
        <div className="grid gap-2 max-sm:px-4">
          {views}
          <RiskFilters
            register={register}
            counts={view.counts}
            matrix={view.matrix}
            options={options}
          />
        </div>
        {view.rows.length > 0 && picking?.bar}
        <Panel padding="none">
          <Rows {...props} />
        </Panel>
      </div>
      {drawer}
    </div>
  );
}
