import { DueDay } from "@/components/ui/due-day";
import { Panel } from "@/components/ui/panel";
import { Tag } from "@/components/ui/tag";
import type { ConditionView } from "@/lib/gates/schema";
import type { FormState } from "@/lib/kernel/form-state";
import { ReasonForm } from "./reason-form";

type ConditionsPanelProps = {
  conditions: readonly ConditionView[];
  confirm: (previous: FormState, form: FormData) => Promise<FormState>;
};

const tones = { open: "warn", overdue: "bad", met: "ok" } as const;

export function ConditionsPanel({ conditions, confirm }: ConditionsPanelProps) {
  if (conditions.length === 0) {
    return null;
  }
  return (
    <Panel title="Conditions" padding="none">
      <ul className="divide-y divide-line">
        {conditions.map((condition) => (
          <li key={condition.id} className="space-y-1 px-3.5 py-2.5">
            <p>
              <span className="font-mono text-xs">{condition.code}</span> {condition.text}{" "}
              <Tag tone={tones[condition.state]}>{condition.state}</Tag>
            </p>
            <p className="text-ink-2 text-xs">
              {condition.owner.name}
              {condition.dueOn !== null && (
                <>
                  , due{" "}
                  <DueDay on={condition.dueOn} show={condition.state === "met" ? "plain" : "due"} />
                </>
              )}
              {condition.blocksGate !== null && `, blocks ${condition.blocksGate.code}`}. Set by{" "}
              {condition.setBy.name}. {condition.metNote}
            </p>
            {condition.whyNotConfirm === null && (
              <ReasonForm
                label="Confirm as met"
                field={{ name: "note", label: "What shows that it is met" }}
                hidden={{ conditionId: condition.id }}
                action={confirm}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
