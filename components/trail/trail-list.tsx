import { GateSymbol } from "@/components/ui/gate-symbol";
import { Link } from "@/components/ui/link";
import { StateSymbol } from "@/components/ui/state-symbol";
import type { TrailStageView, TrailView } from "@/lib/projects/rules/trail-geometry";

const symbols = {
  not_started: "task.todo",
  active: "task.doing",
  done: "task.done",
  tailored_out: "task.tailored_out",
} as const satisfies Record<TrailStageView["state"], string>;

/** The trail as a list, for narrow screens. */
export function TrailList({ trail }: { trail: TrailView }) {
  return (
    <ol className="wm-trail-list">
      {trail.stages.map((stage) => (
        <li key={stage.id}>
          <Link
            href={stage.href}
            aria-current={stage.id === trail.viewedStageId ? "page" : undefined}
          >
            <StateSymbol name={symbols[stage.state]} size={16} />
            <span>
              {stage.number} {stage.name}
              <small>{stage.note}</small>
            </span>
          </Link>
          {stage.gate !== null && (
            <Link
              href={stage.gate.href}
              aria-label={stage.gate.label}
              className="wm-trail-list-gate"
            >
              {stage.gate.code}
              <GateSymbol state={stage.gate.state} size={18} />
            </Link>
          )}
        </li>
      ))}
    </ol>
  );
}
