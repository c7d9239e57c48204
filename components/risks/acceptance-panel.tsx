import { roleWord } from "@/components/tasks/task-words";
import type { FormAction } from "@/components/ui/action-form";
import { formatDay } from "@/components/ui/format-date";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import type { RiskView } from "@/lib/risks/schema";
import type { RiskAcceptancesView } from "@/lib/risks/schema/acceptances";
import { RequestAcceptanceForm, RevokeForm, WithdrawForm } from "./acceptance-forms";

export type AcceptanceActions = {
  request: FormAction;
  withdraw: FormAction;
  revoke: FormAction;
};

type AcceptancePanelProps = {
  risk: Pick<RiskView, "id" | "version" | "projectId">;
  view: RiskAcceptancesView;
  actions: AcceptanceActions;
  now: Date;
};

const stateWords = { standing: "In force", over: "Over", revoked: "Revoked" } as const;

function Waiting({ risk, view, actions, now }: AcceptancePanelProps) {
  const { waiting } = view;
  if (waiting === null) {
    return null;
  }
  return (
    <div className="grid gap-1.5 rounded-control border border-line-2 bg-surface-2 px-3 py-2">
      <p>
        <b className="font-medium">{waiting.approverName}</b> is asked to accept it as{" "}
        {roleWord(waiting.role)} until {formatDay(waiting.expiresOn, { now })}.
      </p>
      <p className="text-ink-2">{waiting.justification}</p>
      <p>
        <TextLink href={`/projects/${risk.projectId}/risks/${risk.id}/acceptance`}>
          {waiting.whyNotSign === null ? "Read and sign" : "Read the request"}
        </TextLink>
      </p>
      {waiting.whyNotWithdraw === null && (
        <WithdrawForm requestId={waiting.id} action={actions.withdraw} />
      )}
    </div>
  );
}

type AcceptanceProps = {
  acceptance: RiskAcceptancesView["acceptances"][number];
  action: FormAction;
  now: Date;
};

function Acceptance({ acceptance, action, now }: AcceptanceProps) {
  const { approverName, role, state, expiresOn, acceptedAt, justification } = acceptance;
  return (
    <li className="grid gap-1">
      <p>
        <Tag>{stateWords[state]}</Tag> <b className="font-medium">{approverName}</b>,{" "}
        {roleWord(role)}, signed on {formatDay(acceptedAt, { now })} for {acceptance.likelihood} ×{" "}
        {acceptance.impact}, until {formatDay(expiresOn, { now })}.
      </p>
      <p className="text-ink-2">{state === "revoked" ? acceptance.revokedReason : justification}</p>
      {state === "standing" && acceptance.whyNotRevoke === null && (
        <RevokeForm acceptanceId={acceptance.id} action={action} />
      )}
    </li>
  );
}

/** Who accepted the risk until when, who is asked to, and the form to ask. */
export function AcceptancePanel(props: AcceptancePanelProps) {
  const { risk, view, actions, now } = props;
  return (
    <div className="grid gap-3">
      {view.acceptances.length === 0 && view.waiting === null && (
        <p className="text-ink-2">
          Nobody has accepted this risk. At level {view.levelName} that holds for at most{" "}
          {view.acceptedForDays} days.
        </p>
      )}
      <Waiting {...props} />
      {view.acceptances.length > 0 && (
        <ul className="grid gap-3">
          {view.acceptances.map((acceptance) => (
            <Acceptance
              key={acceptance.id}
              acceptance={acceptance}
              action={actions.revoke}
              now={now}
            />
          ))}
        </ul>
      )}
      {view.whyNotRequest === null ? (
        <RequestAcceptanceForm risk={risk} view={view} action={actions.request} />
      ) : (
        view.waiting === null && <p className="text-ink-3 text-sm">{view.whyNotRequest}</p>
      )}
    </div>
  );
}
