import type { FormAction } from "@/components/ui/action-form";
import { HashText } from "@/components/ui/hash-text";
import { Panel } from "@/components/ui/panel";
import { StateSymbol } from "@/components/ui/state-symbol";
import { Tag } from "@/components/ui/tag";
import { Timestamp } from "@/components/ui/timestamp";
import type { AmendmentsView } from "@/lib/business-cases/schema/amendments";
import { methodWords } from "@/lib/kernel/signature-words";
import { AmendmentSignForm, DeclineForm, ProposeForm } from "./amendment-forms";

type Amendment = AmendmentsView["amendments"][number];

type AmendmentsPanelProps = {
  view: AmendmentsView;
  actions: { propose: FormAction; decline: FormAction; sign: FormAction };
};

const kinds = {
  task: "task",
  gate_criterion: "gate criterion",
  success_criterion: "success criterion",
} as const;

const looks = {
  proposed: { symbol: "criterion.open", tone: "review", word: "waits for signatures" },
  accepted: { symbol: "criterion.met", tone: "ok", word: "accepted" },
  declined: { symbol: "criterion.not_met", tone: "bad", word: "declined" },
} as const;

/** Scope that the signed case does not name, and what its signers said to it. */
export function AmendmentsPanel({ view, actions }: AmendmentsPanelProps) {
  const { additions, amendments, signedNumber, projectId } = view;
  if (signedNumber === null || additions.length + amendments.length === 0) {
    return null;
  }
  return (
    <Panel
      id="amendments"
      title="Scope additions"
      meta={`since version ${signedNumber} was signed`}
      padding="none"
    >
      {additions.length > 0 && (
        <div className="space-y-2 px-3.5 py-2.5">
          <p className="text-ink-2 text-xs">
            These cannot be traced to the signed case. An amendment puts them before its signers.
          </p>
          <ul className="space-y-1">
            {additions.map((addition) => (
              <li key={addition.key} className="flex flex-wrap items-center gap-2">
                <Tag tone={addition.isProposed ? "review" : "warn"}>{kinds[addition.kind]}</Tag>
                <span>{addition.label}</span>
                <span className="text-ink-2 text-xs">
                  {addition.detail}
                  {addition.isProposed ? ", proposed" : ""}
                </span>
              </li>
            ))}
          </ul>
          {view.whyNotPropose === null ? (
            <ProposeForm projectId={projectId} additions={additions} action={actions.propose} />
          ) : (
            additions.some(({ isProposed }) => !isProposed) && (
              <p className="no-print text-ink-2 text-xs">{view.whyNotPropose}</p>
            )
          )}
        </div>
      )}
      <ul className="divide-y divide-line border-line border-t">
        {amendments.map((amendment) => (
          <li key={amendment.id} className="space-y-2 px-3.5 py-2.5">
            <AmendmentRecord amendment={amendment} />
            {amendment.choices.length > 0 && (
              <AmendmentSignForm
                projectId={projectId}
                number={amendment.number}
                sha256={amendment.sha256}
                choices={amendment.choices}
                action={actions.sign}
              />
            )}
            {amendment.whyNotDecline === null && (
              <DeclineForm
                projectId={projectId}
                number={amendment.number}
                action={actions.decline}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function AmendmentRecord({ amendment }: { amendment: Amendment }) {
  const { number, status, reason, additions, proposedBy, proposedAt, waitsFor } = amendment;
  const look = looks[status];
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <b>Amendment {number}</b>
        <span className={`wm-state wm-tone-${look.tone} text-xs`}>
          <StateSymbol name={look.symbol} size={13} />
          {look.word}
          {waitsFor.length > 0 ? `: ${waitsFor.join(", ")}` : ""}
        </span>
      </p>
      <p>{reason}</p>
      <ul className="list-disc pl-5 text-sm">
        {additions.map((addition) => (
          <li key={addition.key}>
            {addition.label} <span className="text-ink-2 text-xs">{addition.detail}</span>
          </li>
        ))}
      </ul>
      <p className="text-ink-2 text-xs">
        Proposed by {proposedBy.name}, <Timestamp at={proposedAt} show="day" />, SHA-256{" "}
        <HashText hash={amendment.sha256} />
      </p>
      {amendment.signatures.map((signature) => (
        <p key={signature.id} className="text-ok-ink text-xs">
          {signature.signer.name} signed as {signature.title},{" "}
          <Timestamp at={signature.signedAt} show="moment" />, {methodWords(signature.assurance)}
        </p>
      ))}
      {amendment.declined !== null && (
        <p className="text-xs">
          {amendment.declined.by} declined: {amendment.declined.reason}
        </p>
      )}
    </>
  );
}
