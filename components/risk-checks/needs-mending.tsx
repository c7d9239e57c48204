import type { SearchParams } from "@/components/risks/register-search";
import { Chip } from "@/components/ui/chip";
import { ChipBar } from "@/components/ui/chip-bar";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Pager } from "@/components/ui/pager";
import { titleOfCheck } from "@/lib/risk-checks/rules/check-kinds";
import type { CheckedRiskView, RiskChecksView } from "@/lib/risk-checks/schema/checks";
import { checksHref, readChecksSearch } from "./checks-address";

type NeedsMendingProps = {
  view: RiskChecksView;
  base: string;
  params: SearchParams;
  extent: "project" | "workspace";
};

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A whole load of the page on purpose: the browser then opens the form the address names. */
function MendLink({ mend, of }: { mend: CheckedRiskView["findings"][number]["mend"]; of: string }) {
  return (
    <a className="wm-link whitespace-nowrap" href={mend.href}>
      {mend.label}
      <span className="sr-only"> of {of}</span>
    </a>
  );
}

function Line({ risk, extent }: { risk: CheckedRiskView; extent: NeedsMendingProps["extent"] }) {
  const name = extent === "workspace" ? `${risk.projectKey} ${risk.key}` : risk.key;
  return (
    <li className="grid gap-x-4 gap-y-1 px-3.5 py-2 sm:grid-cols-[minmax(0,15rem)_1fr]">
      <p className="min-w-0">
        <span className="wm-mono mr-2 text-ink-2">{name}</span>
        <span className="font-medium">{risk.title}</span>
      </p>
      <ul className="grid gap-1">
        {risk.findings.map(({ kind, sentence, mend }) => (
          <li key={kind} className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="min-w-0">{sentence}</span>
            <MendLink mend={mend} of={name} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Kinds({ view, base, params }: NeedsMendingProps) {
  const { mend } = readChecksSearch(params);
  const all = view.counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="px-3.5 pb-2">
      <ChipBar label="Kinds of what needs mending">
        <Chip
          href={checksHref(base, params, { kind: "all" })}
          label="All"
          count={all}
          current={mend === undefined || mend === "all"}
        />
        {view.counts.map(({ kind, count }) => (
          <Chip
            key={kind}
            href={checksHref(base, params, { kind })}
            label={titleOfCheck[kind]}
            count={count}
            current={mend === kind}
          />
        ))}
      </ChipBar>
    </div>
  );
}

function Summary({ view, base, params }: NeedsMendingProps) {
  const isOpen = readChecksSearch(params).mend !== undefined;
  const findings = view.counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <h2>
      <Link
        href={checksHref(base, params, { kind: isOpen ? "closed" : "all" })}
        scroll={false}
        aria-expanded={isOpen}
        className="group flex flex-wrap items-center gap-x-2 px-3.5 py-2"
      >
        <span className="group-aria-expanded:rotate-90">
          <Icon name="chevron-right" size={12} />
        </span>
        <span className="font-semibold group-hover:underline">Needs mending</span>
        <span className="text-ink-2">
          {counted(findings, "finding")} on {counted(view.risks, "risk")}
        </span>
      </Link>
    </h2>
  );
}

/** What contradicts itself in the register: counted in one line until it is wanted, then each with its mend. */
export function NeedsMending(props: NeedsMendingProps) {
  const { view, base, params, extent } = props;
  const { mend } = readChecksSearch(params);
  if (view.risks === 0) {
    return (
      <p className="flex items-center gap-2 text-ink-2">
        <span className="wm-tone-ok">
          <Icon name="check" size={14} />
        </span>
        Nothing in this register needs mending.
      </p>
    );
  }
  if (mend === undefined) {
    return (
      <section className="wm-panel" id="needs-mending">
        <Summary {...props} />
      </section>
    );
  }
  const { nextCursor } = view;
  return (
    <section className="wm-panel" id="needs-mending">
      <Summary {...props} />
      <Kinds {...props} />
      <ul className="divide-y divide-line border-line border-t">
        {view.rows.map((risk) => (
          <Line key={risk.riskId} risk={risk} extent={extent} />
        ))}
      </ul>
      <Pager
        label="Pages of what needs mending"
        previousHref={
          params["mendAfter"] === undefined ? undefined : checksHref(base, params, { kind: mend })
        }
        nextHref={
          nextCursor === null
            ? undefined
            : checksHref(base, params, { kind: mend, after: nextCursor })
        }
        summary={`${counted(view.rows.length, "risk")} on this page`}
      />
    </section>
  );
}
