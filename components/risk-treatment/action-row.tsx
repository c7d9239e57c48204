import { Disclosure } from "@/components/ui/disclosure";
import { DueDay } from "@/components/ui/due-day";
import { formatDay } from "@/components/ui/format-date";
import { StateLabel } from "@/components/ui/state-label";
import { TextLink } from "@/components/ui/text-link";
import type { ActionView, RiskTreatmentView } from "@/lib/risk-treatment/schema";
import type { RiskView } from "@/lib/risks/schema";
import { ChangeActionForm, RemoveActionForm } from "./action-forms";
import type { TreatmentActions } from "./treatment-actions";
import { costWords, effectWords } from "./treatment-words";

type ActionRowProps = {
  action: ActionView;
  risk: Pick<RiskView, "projectId" | "matrix">;
  view: RiskTreatmentView;
  actions: TreatmentActions;
  now: Date;
};

function factsOf({ action, view }: Pick<ActionRowProps, "action" | "view">): string[] {
  const { task, cost, likelihoodEffect: likelihood, impactEffect: impact } = action;
  const effect = effectWords({ likelihood, impact });
  return [
    task.key,
    task.assigneeName ?? "nobody assigned",
    ...(cost === null ? [] : [costWords(cost, view.currency)]),
    effect === "" ? "no effect on the level expected" : `lowers ${effect}`,
  ];
}

function Answer({ action, now }: Pick<ActionRowProps, "action" | "now">) {
  const { state, answer } = action;
  if (answer === null) {
    return state === "proposes" ? (
      <p className="text-review-ink text-xs">Done: what it proposes waits for an answer.</p>
    ) : null;
  }
  const word = state === "taken" ? "Taken over" : "Rejected";
  return (
    <p className="text-ink-3 text-xs">
      {word} by {answer.byName}, {formatDay(answer.at, { now })}
      {answer.reason === "" ? "" : `: ${answer.reason}`}
    </p>
  );
}

function Due({ action, now }: Pick<ActionRowProps, "action" | "now">) {
  const { dueOn, status } = action.task;
  if (dueOn === null) {
    return <span className="text-ink-3 text-xs">no day set</span>;
  }
  const isOver = status === "done" || status === "tailored_out";
  return <DueDay on={dueOn} now={now} show={isOver ? "plain" : "due"} />;
}

/** State and name of the task, by when, and what it should bring. */
export function ActionRow(props: ActionRowProps) {
  const { action, risk, view, actions, now } = props;
  const { task } = action;
  const mayChange = view.whyNotTreat === null && action.whyNotChange === null;
  const href = `/projects/${risk.projectId}/stages/${task.stageId}?task=${task.id}`;
  return (
    <li className="grid gap-0.5">
      <div className="flex items-start gap-2">
        <span className="mt-0.5">
          <StateLabel kind="task" state={task.status} show="symbol" />
        </span>
        <span className="min-w-0 flex-1">
          <TextLink href={href}>{task.name}</TextLink>
        </span>
        <span className="shrink-0 text-right">
          <Due action={action} now={now} />
        </span>
      </div>
      <div className="grid gap-0.5 pl-6">
        <p className="text-ink-3 text-xs">{factsOf(props).join(" · ")}</p>
        <Answer action={action} now={now} />
        {mayChange && (
          <Disclosure title="Change or take off">
            <div className="grid gap-3">
              <ChangeActionForm
                risk={risk}
                view={view}
                edited={action}
                action={actions.changeAction}
              />
              <RemoveActionForm view={view} edited={action} action={actions.removeAction} />
            </div>
          </Disclosure>
        )}
      </div>
    </li>
  );
}
