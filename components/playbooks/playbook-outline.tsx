import { GateSymbol } from "@/components/ui/gate-symbol";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import type { PlaybookOutlineView } from "@/lib/playbooks/schema/playbook-views";

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

type Stage = PlaybookOutlineView["stages"][number];

function approversOf({ gate }: Stage): string {
  if (gate.approvals.length === 0) {
    return "passes by itself";
  }
  const roles = gate.approvals.map(({ role, orRoles }) =>
    [role, ...orRoles].map((each) => titleOfProjectRole[each]).join(" or "),
  );
  return `approved by ${[...new Set(roles)].join(", ")}`;
}

function StageOutline({ stage, number }: { stage: Stage; number: number }) {
  const days = stage.tasks.reduce((sum, task) => sum + task.likelyDays, 0);
  return (
    <li className="border-t border-line py-2 first:border-t-0">
      <details>
        <summary>
          <b className="font-medium">
            {number} {stage.name}
          </b>
          <span className="block pl-4 text-xs text-ink-3">
            {counted(stage.tasks.length, "task")}, {counted(stage.outputs.length, "output")},{" "}
            {Math.round(days * 4) / 4} person-days
          </span>
        </summary>
        <ul className="mt-1 list-disc pl-8 text-ink-2">
          {stage.tasks.map((task) => (
            <li key={task.key}>
              {task.name}
              <span className="text-xs text-ink-3"> {titleOfProjectRole[task.role]}</span>
            </li>
          ))}
        </ul>
      </details>
      <p className="mt-1 flex items-start gap-1.5 pl-4 text-xs text-ink-2">
        <GateSymbol state="locked" size={13} />
        <span>
          {stage.gate.code} {stage.gate.name}:{" "}
          {counted(stage.gate.criteriaCount, "criterion").replace("criterions", "criteria")},{" "}
          {approversOf(stage)}
        </span>
      </p>
    </li>
  );
}

/** The bones of the text that is being edited. */
export function PlaybookOutline({ outline }: { outline: PlaybookOutlineView }) {
  return (
    <div className="grid gap-2">
      <p>
        <b>{outline.name}</b>, version {outline.number}
      </p>
      <p className="text-ink-2">{outline.summary}</p>
      <ol>
        {outline.stages.map((stage, index) => (
          <StageOutline key={stage.key} stage={stage} number={index + 1} />
        ))}
      </ol>
    </div>
  );
}
