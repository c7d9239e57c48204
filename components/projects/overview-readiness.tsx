import { EmptyState } from "@/components/ui/empty-state";
import { GateSymbol } from "@/components/ui/gate-symbol";
import { Panel } from "@/components/ui/panel";
import { ReadinessBar } from "@/components/ui/readiness-bar";
import { StateSymbol } from "@/components/ui/state-symbol";
import { TextLink } from "@/components/ui/text-link";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import type { ReadinessView } from "@/lib/portfolio/schema/overview";

type OverviewReadinessProps = { projectId: string; readiness: ReadinessView | null };

type Criterion = ReadinessView["criteria"][number];

const stateOfStatus = {
  met: "met",
  not_met: "not_met",
  unknown: "open",
  not_applicable: "not_applicable",
} as const satisfies Record<Criterion["status"], string>;

const words = { met: "Met", not_met: "Not met", open: "Open", not_applicable: "Not applicable" };

function CriterionLine({ criterion, gateHref }: { criterion: Criterion; gateHref: string }) {
  const state = stateOfStatus[criterion.status];
  return (
    <li className="flex items-start gap-2.5 py-1">
      <StateSymbol name={`criterion.${state}`} label={words[state]} />
      <span className="min-w-0 flex-1">{criterion.name}</span>
      {state !== "not_applicable" && (
        <TextLink href={criterion.href ?? gateHref}>{criterion.finding ?? "Open"}</TextLink>
      )}
    </li>
  );
}

function needed(approvals: ReadinessView["approvals"]): string {
  if (approvals.length === 0) {
    return "No approval is needed: the gate passes by itself once its criteria are met.";
  }
  const parts = approvals.map(({ role, orRoles, quorum }) => {
    const titles = [role, ...orRoles].map((each) => titleOfProjectRole[each]).join(" or ");
    return quorum === 1 ? titles : `${quorum} × ${titles}`;
  });
  return `Then needs: ${parts.join(", ")}`;
}

/** What still keeps the next gate shut, each with the way to mend it. */
export function OverviewReadiness({ projectId, readiness }: OverviewReadinessProps) {
  if (readiness === null) {
    return (
      <Panel title="Gate readiness">
        <p className="text-ink-2">Every gate has been passed.</p>
      </Panel>
    );
  }
  const { gate, criteria, met, of } = readiness;
  const gateHref = `/projects/${projectId}/gates/${gate.id}`;
  return (
    <Panel
      title="Gate readiness"
      meta={
        <span className="inline-flex items-center gap-1.5">
          <GateSymbol state={gate.state} label="auto" />
          <TextLink href={gateHref}>
            {gate.code} {gate.name}
          </TextLink>
        </span>
      }
      action={
        of === 0 ? undefined : (
          <b>
            {met} of {of}
          </b>
        )
      }
      foot={needed(readiness.approvals)}
    >
      {criteria.length === 0 ? (
        <EmptyState title="Not evaluated yet">
          The criteria are read within a minute of any change.
        </EmptyState>
      ) : (
        <>
          <ReadinessBar states={criteria.map(({ status }) => stateOfStatus[status])} />
          <ul className="mt-1.5">
            {criteria.map((criterion) => (
              <CriterionLine key={criterion.id} criterion={criterion} gateHref={gateHref} />
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
