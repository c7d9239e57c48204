import type { ReactNode } from "react";
import { GateSymbol, type GateSymbolState, gateWords } from "@/components/ui/gate-symbol";
import { StateLabel, type TaskLabelState } from "@/components/ui/state-label";
import { Timestamp } from "@/components/ui/timestamp";
import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import { counted } from "./loop-words";

type TaskLine = { taskId: string; key: string; name: string; stageName: string; status: string };

export type LoopEffect = {
  to: { stageId: string; name: string };
  reopened: readonly TaskLine[];
  toRecheck: readonly TaskLine[];
  gates: readonly { gateId: string; code: string; name: string; state: string }[];
  approvals: readonly {
    gateCode: string;
    round: number;
    signerName: string;
    role: ProjectRole;
    signedAt: string;
  }[];
};

function Part({
  title,
  none,
  children,
}: {
  title: string;
  none: string | null;
  children: ReactNode;
}) {
  return (
    <section className="grid gap-1.5 border-t border-paper-line py-3 first:border-0 first:pt-0">
      <h3 className="font-semibold">{title}</h3>
      {none === null ? children : <p className="text-ink-3">{none}</p>}
    </section>
  );
}

const taskStates: readonly string[] = ["todo", "doing", "done", "blocked", "tailored_out"];

function Tasks({ tasks }: { tasks: readonly TaskLine[] }) {
  return (
    <ul className="grid gap-1">
      {tasks.map((task) => (
        <li key={task.taskId} className="flex flex-wrap items-baseline gap-x-2">
          {taskStates.includes(task.status) && (
            <StateLabel kind="task" state={task.status as TaskLabelState} show="symbol" />
          )}
          <span className="wm-mono text-ink-2">{task.key}</span>
          <span>{task.name}</span>
          <span className="text-xs text-ink-3">{task.stageName}</span>
        </li>
      ))}
    </ul>
  );
}

function gateStateOf(state: string): GateSymbolState {
  return Object.hasOwn(gateWords, state) ? (state as GateSymbolState) : "locked";
}

function Gates({ gates }: { gates: LoopEffect["gates"] }) {
  return (
    <ul className="grid gap-1">
      {gates.map(({ gateId, code, name, state }) => (
        <li key={gateId} className="flex flex-wrap items-center gap-x-2">
          <GateSymbol state={gateStateOf(state)} size={16} />
          <span className="font-medium">
            {code} {name}
          </span>
          <span className="text-xs text-ink-3">
            {state === "locked"
              ? "is locked and stays so"
              : `now ${gateWords[gateStateOf(state)].toLowerCase()}, will be locked`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Approvals({ approvals, now }: { approvals: LoopEffect["approvals"]; now: Date }) {
  return (
    <ul className="grid gap-1">
      {approvals.map(({ gateCode, round, signerName, role, signedAt }) => (
        <li key={`${gateCode}-${round}-${signerName}-${role}`}>
          <b>{signerName}</b>, {titleOfProjectRole[role]}: {gateCode}, round {round},{" "}
          <Timestamp at={signedAt} now={now} show="day" />
        </li>
      ))}
    </ul>
  );
}

/** Read before anybody decides: what begins again, what must be looked at, what stops counting. */
export function LoopEffectList({ effect, now }: { effect: LoopEffect; now: Date }) {
  const { reopened, toRecheck, gates, approvals } = effect;
  return (
    <div>
      <Part
        title={`Begins again: ${counted(reopened.length, "task")} of ${effect.to.name}`}
        none={reopened.length === 0 ? "None of its tasks had begun." : null}
      >
        <Tasks tasks={reopened} />
      </Part>
      <Part
        title={`To be looked at again: ${counted(toRecheck.length, "finished task")}`}
        none={toRecheck.length === 0 ? "No later task is done." : null}
      >
        <Tasks tasks={toRecheck} />
      </Part>
      <Part
        title={`Back to locked: ${counted(gates.length, "gate")}`}
        none={gates.length === 0 ? "No gate lies on the way." : null}
      >
        <Gates gates={gates} />
      </Part>
      <Part
        title={`No longer counts: ${counted(approvals.length, "signed approval")}`}
        none={approvals.length === 0 ? "Nobody's approval is touched." : null}
      >
        <Approvals approvals={approvals} now={now} />
        <p className="text-xs text-ink-3">They stay on record and have to be given anew.</p>
      </Part>
    </div>
  );
}
