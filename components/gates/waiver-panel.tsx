import { Panel } from "@/components/ui/panel";
import { Timestamp } from "@/components/ui/timestamp";
import type { GateView } from "@/lib/gates/schema";
import type { WaiverView } from "@/lib/gates/schema/waivers";
import type { FormState } from "@/lib/kernel/form-state";
import { GrantWaiverForm } from "./grant-waiver-form";
import { WaiveForm } from "./waive-form";

type Act = (previous: FormState, form: FormData) => Promise<FormState>;

/** Every waiver with who granted it, whom a proposed one waits for, and what the reader may do. */
export function WaiverPanel({ gate, waive, grant }: { gate: GateView; waive: Act; grant: Act }) {
  const { waivers, toWaive, toGrantWaiver } = gate;
  if (waivers.length === 0) {
    return toWaive === null ? null : (
      <Panel title="Waivers">
        <WaiveForm gate={gate} toWaive={toWaive} action={waive} />
      </Panel>
    );
  }
  const waits = waivers.some((waiver) => waiver.state === "proposed");
  return (
    <Panel title="Waivers" padding="none">
      <ol className="divide-y divide-line">
        {waivers.map((waiver) => (
          <li key={waiver.id} className="space-y-1.5 px-3.5 py-2.5 text-sm">
            <Waiver waiver={waiver} />
          </li>
        ))}
      </ol>
      <div className="space-y-3 px-3.5 py-2.5">
        {toGrantWaiver !== null && (
          <GrantWaiverForm gate={gate} toGrant={toGrantWaiver} action={grant} />
        )}
        {toGrantWaiver === null && waits && gate.whyNotGrantWaiver !== null && (
          <p className="text-ink-2 text-sm">{gate.whyNotGrantWaiver}</p>
        )}
        {toWaive !== null && <WaiveForm gate={gate} toWaive={toWaive} action={waive} />}
      </div>
    </Panel>
  );
}

const stateWords = {
  proposed: "Proposed",
  in_force: "In force",
  ended: "Ended",
  replaced: "Ended early",
} satisfies Record<WaiverView["state"], string>;

function Waiver({ waiver }: { waiver: WaiverView }) {
  return (
    <>
      <p>
        <b className="font-semibold">{stateWords[waiver.state]}</b>, until{" "}
        <Timestamp at={waiver.expiresOn} show="day" />
      </p>
      <p className="text-ink-2 text-xs">
        {waiver.reason} Asked for by {waiver.requestedBy.name}.
      </p>
      {waiver.grants.map((grant) => (
        <p key={grant.role} className="text-xs">
          {grant.title}: granted by {grant.by.name} <Timestamp at={grant.at} show="moment" />
        </p>
      ))}
      {waiver.missing.map(({ role, title, people }) => (
        <p key={role} className="text-warn-ink text-xs">
          {title}: still to be granted by{" "}
          {people.length === 0
            ? "somebody with this role, and the project has nobody who could"
            : people.map((person) => person.name).join(" or ")}
        </p>
      ))}
    </>
  );
}
