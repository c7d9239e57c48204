import { roleWord } from "@/components/tasks/task-words";
import { ButtonLink } from "@/components/ui/button-link";
import { formatDay } from "@/components/ui/format-date";
import { Panel } from "@/components/ui/panel";
import { Person } from "@/components/ui/person";
import { ReadinessBar } from "@/components/ui/readiness-bar";
import { type CriterionLabelState, StateLabel } from "@/components/ui/state-label";
import { TextLink } from "@/components/ui/text-link";
import type { ApprovalView, CriterionResult, GateView } from "@/lib/gates/schema";

type GateChecklistProps = { gate: GateView; now: Date };

const stateOf = {
  met: "met",
  not_met: "not_met",
  unknown: "open",
  not_applicable: "not_applicable",
} as const satisfies Record<CriterionResult["status"], CriterionLabelState>;

function Proof({ result }: { result: CriterionResult }) {
  const [first] = result.evidence;
  if (result.status === "met" && first !== undefined) {
    const rest = result.evidence.length - 1;
    return (
      <>
        <TextLink href={first.href}>{first.label}</TextLink>
        {rest > 0 && ` and ${rest} more`}
      </>
    );
  }
  if (result.status !== "met" && result.href !== null) {
    return (
      <>
        <span className="block text-ink-2 first-letter:uppercase">{result.sentence}</span>
        <span className="block first-letter:uppercase">
          <TextLink href={result.href}>{result.nextStep ?? "Open where it can be mended"}</TextLink>
        </span>
      </>
    );
  }
  return <span className="block text-ink-2 first-letter:uppercase">{result.sentence}</span>;
}

function Approvals({ approvals }: { approvals: readonly ApprovalView[] }) {
  if (approvals.length === 0) {
    return null;
  }
  return (
    <div className="grid gap-2 border-t border-line px-3.5 py-3">
      <p className="text-2xs text-ink-3">Approvals needed</p>
      <ul className="grid gap-2">
        {approvals.flatMap(({ role, title, quorum, people }) =>
          people.length === 0
            ? [
                <li key={role} className="text-ink-2 first-letter:uppercase">
                  {title}: nobody holds this role yet
                </li>,
              ]
            : people.slice(0, Math.max(quorum, 3)).map(({ id, name }) => (
                <li key={`${role}-${id}`}>
                  <Person name={name} detail={roleWord(role)} />
                </li>
              )),
        )}
      </ul>
    </div>
  );
}

function Ask({ gate }: { gate: GateView }) {
  const href = `/projects/${gate.projectId}/gates/${gate.id}`;
  if (gate.round !== null) {
    return (
      <ButtonLink href={href} icon="eye" width="full">
        Open the review
      </ButtonLink>
    );
  }
  return (
    <>
      {gate.whyNotRequest !== null && (
        <p className="text-xs text-ink-2">{gate.explanation.sentence}</p>
      )}
      <ButtonLink
        href={href}
        icon="diamond"
        width="full"
        variant={gate.whyNotRequest === null ? "primary" : "default"}
      >
        {gate.whyNotRequest === null ? `Request ${gate.code} review` : `Open ${gate.code}`}
      </ButtonLink>
    </>
  );
}

/** What stands between the stage and its gate, each criterion with the way to mend it. */
export function GateChecklist({ gate, now }: GateChecklistProps) {
  const { met, of } = gate.readiness;
  return (
    <Panel
      title={`${gate.code} ${gate.name}`}
      action={<StateLabel kind="gate" state={gate.state} />}
      padding="none"
    >
      <div className="px-3.5 py-3">
        <p className="mb-2">
          <b>
            {met} of {of} criteria met.
          </b>{" "}
          <span className="text-ink-2">Planned for {formatDay(gate.plannedOn, { now })}.</span>
        </p>
        <ReadinessBar states={gate.criteria.map(({ status }) => stateOf[status])} />
        <ul className="mt-2">
          {gate.criteria.map((result) => (
            <li
              key={result.id}
              className="grid grid-cols-[1rem_minmax(0,1fr)] items-start gap-2 py-1.5"
            >
              <span className="mt-0.5">
                <StateLabel kind="criterion" state={stateOf[result.status]} show="symbol" />
              </span>
              <span>
                {result.name}
                <span className="block text-xs">
                  <Proof result={result} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      </div>
      <Approvals approvals={gate.approvals} />
      <div className="no-print grid gap-2 border-t border-line px-3.5 py-3">
        <Ask gate={gate} />
      </div>
    </Panel>
  );
}
