import { GateSymbol } from "@/components/ui/gate-symbol";
import { Panel } from "@/components/ui/panel";
import { QuorumBar } from "@/components/ui/quorum-bar";
import { Timestamp } from "@/components/ui/timestamp";
import { proofWords } from "@/lib/gates/rules/proof-words";
import type { ApprovalView, GateView } from "@/lib/gates/schema";
import { stateOfVerdict, verdictWords } from "./gate-words";

/** Who has to approve, who did, and who still can. */
export function ApprovalsPanel({ gate }: { gate: GateView }) {
  const { approvals } = gate;
  if (approvals.length === 0) {
    return (
      <Panel title="Approvals">
        <p className="text-ink-2 text-sm">
          Nobody is asked in the lite form: the gate passes by itself once its criteria are met.
        </p>
      </Panel>
    );
  }
  const needed = approvals.reduce((sum, approval) => sum + approval.quorum, 0);
  const given = approvals.reduce(
    (sum, approval) => sum + Math.min(approval.given, approval.quorum),
    0,
  );
  return (
    <Panel title="Approvals" meta={`${given} of ${needed} needed`} padding="none">
      <div className="px-3.5 pt-3">
        <QuorumBar slots={approvals.flatMap(slotsOf)} />
      </div>
      <ul className="divide-y divide-line">
        {approvals.map((approval) => (
          <li key={approval.role} className="px-3.5 py-2.5">
            <p className="text-ink-2 text-xs first-letter:uppercase">
              {approval.title}, {approval.isAll ? "all " : ""}
              {approval.quorum} needed
              {approval.veto ? ", may veto" : ""}
              {approval.assurance === null ? "" : `, by ${proofWords[approval.assurance]}`}
            </p>
            {approval.people.map((person) => (
              <Approver key={person.id} person={person} />
            ))}
            {approval.note !== null && (
              <p className="mt-1 text-warn-ink text-xs">{approval.note}</p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function slotsOf({ quorum, given, veto }: ApprovalView) {
  return Array.from({ length: quorum }, (_, index) => {
    if (index < given) {
      return "given" as const;
    }
    return veto ? ("required_role" as const) : ("open" as const);
  });
}

function Approver({ person }: { person: ApprovalView["people"][number] }) {
  const { verdict, decidedAt } = person;
  return (
    <p className="mt-1 flex items-start gap-2">
      <GateSymbol state={verdict === null ? "locked" : stateOfVerdict[verdict]} size={14} />
      <span className="flex-1 font-semibold">{person.name}</span>
      <span className="text-right text-ink-2 text-xs">
        {verdict === null ? "Not decided" : verdictWords[verdict]}
        {decidedAt !== null && (
          <span className="block">
            <Timestamp at={decidedAt} show="moment" />
          </span>
        )}
        {person.state === "not_counted" && <span className="block">no longer counts</span>}
      </span>
    </p>
  );
}
