import type { ReactNode } from "react";
import { GateSymbol } from "@/components/ui/gate-symbol";
import { Icon } from "@/components/ui/icon";
import { Markdown } from "@/components/ui/markdown";
import { Panel } from "@/components/ui/panel";
import { Tag } from "@/components/ui/tag";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import type { EffectiveStage } from "@/lib/playbooks/rules/effective-gate";
import type { PlaybookOutput, PlaybookTask } from "@/lib/playbooks/schema";
import {
  approvalSentence,
  criterionSentence,
  expirySentence,
  listed,
  plainWord,
  separationWords,
} from "./playbook-words";

type StageProps = { stage: EffectiveStage; number: number; names: ReadonlyMap<string, string> };

function outputWord(output: PlaybookOutput): string {
  switch (output.kind) {
    case "evidence":
      return plainWord(output.evidenceKind);
    case "case-field":
      return "part of the business case";
    default:
      return output.kind;
  }
}

function Named({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h4 className="text-xs text-ink-3">{title}</h4>
      {children}
    </div>
  );
}

type TaskProps = { task: PlaybookTask; names: StageProps["names"] };

function Task({ task, names }: TaskProps) {
  const { low, likely, high } = task.estimate;
  const nameList = (ids: readonly string[]) => listed(ids.map((id) => names.get(id) ?? id));
  return (
    <details className="group border-b border-line last:border-b-0">
      <summary className="flex flex-wrap items-center gap-x-3 gap-y-0.5 px-3.5 py-2 hover:bg-surface-2">
        <span className="text-ink-3 transition-transform group-open:rotate-90">
          <Icon name="chevron-right" size={12} />
        </span>
        <b className="min-w-0 flex-1 basis-48 font-medium">{task.name}</b>
        <span className="text-ink-2">{titleOfProjectRole[task.role]}</span>
        <span className="w-16 text-right text-ink-3">{likely} d</span>
      </summary>
      <div className="grid gap-3 px-3.5 pt-1 pb-4 pl-9">
        <p className="text-ink-2">{task.purpose}</p>
        <Named title="Guidance">
          <Markdown text={task.guidance} />
        </Named>
        {task.checklist !== undefined && (
          <Named title="Checklist">
            <ul className="list-disc pl-5 text-ink-2">
              {task.checklist.map((entry) => (
                <li key={entry}>{entry}</li>
              ))}
            </ul>
          </Named>
        )}
        <p className="text-xs text-ink-3">
          Estimate {low} to {high} person-days, most likely {likely}.
          {task.outputs.length > 0 && ` Leaves behind: ${nameList(task.outputs)}.`}
          {task.needs.length > 0 && ` Usually after: ${nameList(task.needs)}.`}
        </p>
      </div>
    </details>
  );
}

function Outputs({ outputs }: { outputs: readonly PlaybookOutput[] }) {
  if (outputs.length === 0) {
    return null;
  }
  return (
    <Named title="Outputs">
      <ul className="mt-0.5 flex flex-wrap gap-x-4 gap-y-1">
        {outputs.map((output) => (
          <li key={output.id}>
            {output.name} <Tag>{outputWord(output)}</Tag>
            {!output.mandatory && <span className="text-xs text-ink-3"> optional</span>}
          </li>
        ))}
      </ul>
    </Named>
  );
}

function Sentences({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) {
    return null;
  }
  return (
    <Named title={title}>
      <ul className="list-disc pl-4 text-ink-2">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Named>
  );
}

function Gate({ stage, names }: Omit<StageProps, "number">) {
  const { gate } = stage;
  return (
    <div className="grid gap-2.5 border-t border-paper-line bg-paper px-3.5 py-3">
      <h3 className="flex flex-wrap items-center gap-2 font-semibold">
        <GateSymbol state="locked" size={16} />
        {gate.id} {gate.name}
      </h3>
      <p className="max-w-measure text-md">{gate.question}</p>
      <div className="grid gap-x-8 gap-y-2.5 md:grid-cols-2">
        <Sentences
          title="Passes when"
          lines={gate.criteria.map((criterion) => criterionSentence(criterion, names))}
        />
        <div className="grid content-start gap-2.5">
          <Sentences
            title="Approved by"
            lines={
              gate.approvals.length === 0
                ? ["Nobody: it passes by itself once its criteria are met."]
                : gate.approvals.map((approval) => approvalSentence(approval, names))
            }
          />
          <Sentences
            title="Kept apart"
            lines={gate.separation.map((rule) => separationWords[rule])}
          />
        </div>
      </div>
      <p className="text-xs text-ink-3">
        {expirySentence(gate.expires, gate.renewal)}
        {gate.refusals === "majority" && " A majority of the approvers decides a round."}
      </p>
    </div>
  );
}

/** One stage as a team reads it before it begins: what to do, what to leave, what the gate asks. */
export function PlaybookStage({ stage, number, names }: StageProps) {
  const days = stage.durationDays === 1 ? "1 working day" : `${stage.durationDays} working days`;
  return (
    <Panel
      id={`stage-${stage.id}`}
      title={`${number} ${stage.name}`}
      meta={`${stage.group}, ${days}`}
      padding="none"
    >
      <div className="grid gap-3 border-b border-line px-3.5 py-3">
        <p className="max-w-measure text-ink-2">{stage.purpose}</p>
        <Outputs outputs={stage.outputs} />
      </div>
      {stage.tasks.map((task) => (
        <Task key={task.id} task={task} names={names} />
      ))}
      <Gate stage={stage} names={names} />
    </Panel>
  );
}
