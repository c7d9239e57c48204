import { Disclosure } from "@/components/ui/disclosure";
import { Markdown } from "@/components/ui/markdown";
import { Panel } from "@/components/ui/panel";
import { StateLabel } from "@/components/ui/state-label";
import { Timestamp } from "@/components/ui/timestamp";
import type { GateView } from "@/lib/gates/schema";
import type { FormState } from "@/lib/kernel/form-state";
import { ReasonForm } from "./reason-form";

type Action = (previous: FormState, form: FormData) => Promise<FormState>;
type Check = GateView["checks"][number];

/** What people of a named role look up or try; either of them may take a tick back. */
export function ChecksPanel({ gate, set }: { gate: GateView; set: Action }) {
  const { checks } = gate;
  if (checks.length === 0) {
    return null;
  }
  const ticked = checks.filter(({ last }) => last?.isTicked === true).length;
  return (
    <Panel title="Checks" meta={`${ticked} of ${checks.length} ticked`} padding="none">
      <ul className="divide-y divide-line">
        {checks.map((check) => (
          <li key={check.criterionId} className="space-y-1 px-3.5 py-2.5">
            <p>{check.check}</p>
            <LastWord check={check} />
            {check.guidance !== null && (
              <Disclosure title="How to check it">
                <Markdown text={check.guidance} />
              </Disclosure>
            )}
            {check.whyNotSet === null && <SetForm gateId={gate.id} check={check} set={set} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function LastWord({ check: { last, title, whyNotSet } }: { check: Check }) {
  if (last === null) {
    return (
      <p className="text-ink-2 text-xs">
        <StateLabel kind="criterion" state="open" /> {whyNotSet ?? `To be ticked as ${title}.`}
      </p>
    );
  }
  return (
    <p className="text-ink-2 text-xs">
      <StateLabel
        kind="criterion"
        state={last.isTicked ? "met" : "not_met"}
        word={last.isTicked ? `Ticked by ${last.by.name}` : `Un-ticked by ${last.by.name}`}
      />
      , {title}, <Timestamp at={last.at} show="moment" /> {last.note}
    </p>
  );
}

function SetForm({ gateId, check, set }: { gateId: string; check: Check; set: Action }) {
  const { criterionId, last } = check;
  return last?.isTicked === true ? (
    <ReasonForm
      label="Un-tick this check"
      field={{ name: "note", label: "Why it no longer holds" }}
      hidden={{ gateId, criterionId, standing: "unticked" }}
      variant="danger"
      action={set}
    />
  ) : (
    <ReasonForm
      label="Tick this check"
      field={{ name: "note", label: "What you looked at", optional: "yes" }}
      hidden={{ gateId, criterionId, standing: "ticked" }}
      action={set}
    />
  );
}
