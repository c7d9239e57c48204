import type { RiskTreatmentView } from "@/lib/risk-treatment/schema";
import type { RiskView } from "@/lib/risks/schema";
import { PlanActionForm, TieTaskForm } from "./action-forms";
import { ActionRow } from "./action-row";
import { AddControlForm } from "./control-forms";
import { ControlRow } from "./control-row";
import type { TreatmentActions } from "./treatment-actions";

type TreatmentProps = {
  risk: Pick<RiskView, "id" | "projectId" | "stages" | "matrix">;
  view: RiskTreatmentView;
  actions: TreatmentActions;
  now: Date;
};

/** What is done about the risk: each action is a task of the project. */
export function ActionsSection(props: TreatmentProps) {
  const { view, actions, risk } = props;
  const mayTreat = view.whyNotTreat === null;
  return (
    <section className="grid gap-2 border-line border-t pt-3" id="actions" aria-label="Actions">
      <h3 className="font-semibold">Actions</h3>
      {view.actions.length === 0 && (
        <p className="text-ink-2">
          Nothing is planned yet. An action is a task of the project that should lower the level.
        </p>
      )}
      {view.actions.length > 0 && (
        <ul className="grid gap-2.5">
          {view.actions.map((action) => (
            <ActionRow key={action.id} action={action} {...props} />
          ))}
        </ul>
      )}
      {mayTreat && (
        <div className="no-print">
          {view.whyNotAddTask === null && (
            <PlanActionForm risk={risk} view={view} action={actions.planAction} />
          )}
          <TieTaskForm risk={risk} view={view} action={actions.planAction} />
        </div>
      )}
    </section>
  );
}

/** What holds the risk down, and the evidence that it does. */
export function ControlsSection(props: TreatmentProps) {
  const { view, actions, risk } = props;
  return (
    <section className="grid gap-2 border-line border-t pt-3" id="controls" aria-label="Controls">
      <h3 className="font-semibold">Controls</h3>
      {view.controls.length === 0 && (
        <p className="text-ink-2">
          No control is named. A control holds the risk down for good; evidence shows that it works.
        </p>
      )}
      {view.controls.length > 0 && (
        <ul className="grid gap-3">
          {view.controls.map((control) => (
            <ControlRow key={control.id} control={control} {...props} />
          ))}
        </ul>
      )}
      {view.whyNotTreat === null && (
        <div className="no-print">
          <AddControlForm riskId={risk.id} action={actions.addControl} />
        </div>
      )}
    </section>
  );
}
