import type { ReactNode } from "react";
import { DueDay } from "@/components/ui/due-day";
import { StateLabel } from "@/components/ui/state-label";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import type { ActionView, ControlView } from "@/lib/risk-treatment/schema";

type TreatmentLinesProps = {
  projectId: string;
  actions: readonly ActionView[];
  controls: readonly ControlView[];
  /** Finished actions propose a lower residual level that nobody answered yet. */
  proposed: { likelihood: number; impact: number } | null;
  now: Date;
};

function Action({ action, projectId, now }: { action: ActionView; projectId: string; now: Date }) {
  const { task } = action;
  return (
    <li className="flex flex-wrap items-center gap-x-2">
      <StateLabel kind="task" state={task.status} show="symbol" />
      <TextLink href={`/projects/${projectId}/stages/${task.stageId}?task=${task.id}`}>
        {task.key} {task.name}
      </TextLink>
      <span className="text-ink-2">{task.assigneeName ?? "Nobody"}</span>
      {task.dueOn !== null && (
        <DueDay on={task.dueOn} now={now} show={task.status === "done" ? "plain" : "due"} />
      )}
    </li>
  );
}

function standingOf({ standing, lastProof }: ControlView): ReactNode {
  switch (standing) {
    case "planned":
      return <Tag>Planned</Tag>;
    case "proved":
      return <Tag tone="ok">Proved {lastProof === null ? "" : `${lastProof.ageDays} d ago`}</Tag>;
    case "proof_over":
      return <Tag tone="warn">Its proof is over</Tag>;
    default:
      return <Tag tone="warn">Nothing proves it</Tag>;
  }
}

function Lines({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <h3 className="text-2xs text-ink-2">{title}</h3>
      <ul className="grid gap-1 text-sm">{children}</ul>
    </div>
  );
}

/** What is done about the risk and what holds it: as much as a meeting asks about. */
export function TreatmentLines(props: TreatmentLinesProps) {
  const { projectId, actions, controls, proposed, now } = props;
  if (actions.length + controls.length === 0) {
    return null;
  }
  return (
    <div className="grid gap-3 border-paper-line border-t pt-3">
      {actions.length > 0 && (
        <Lines title="Actions">
          {actions.map((action) => (
            <Action key={action.id} action={action} projectId={projectId} now={now} />
          ))}
        </Lines>
      )}
      {controls.length > 0 && (
        <Lines title="Controls">
          {controls.map((control) => (
            <li key={control.id} className="flex flex-wrap items-center gap-x-2">
              {control.name} {standingOf(control)}
            </li>
          ))}
        </Lines>
      )}
      {proposed !== null && (
        <p className="text-sm text-ink-2">
          Finished actions propose a residual level of {proposed.likelihood} × {proposed.impact}.
          The register asks for the answer.
        </p>
      )}
    </div>
  );
}
