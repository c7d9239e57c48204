import { Link } from "@/components/ui/link";
import { inStage, type TrailStageView, type TrailView } from "@/lib/projects/rules/trail-geometry";
import { TrailGateLink } from "./trail-gate-link";
import type { TrailSize } from "./trail-marks";

const stateWords = {
  not_started: "not started",
  active: "in progress",
  done: "done",
  tailored_out: "tailored out",
} satisfies Record<TrailStageView["state"], string>;

type StageLinkProps = {
  stage: TrailStageView;
  place: "here" | "elsewhere";
  viewed: "viewed" | "not_viewed";
  size: TrailSize;
};

function currentOf({ place, viewed }: Pick<StageLinkProps, "place" | "viewed">) {
  if (viewed === "viewed") {
    return "page";
  }
  return place === "here" ? "step" : undefined;
}

function StageLink({ stage, place, viewed, size }: StageLinkProps) {
  return (
    <Link
      className="wm-trail-stage"
      href={stage.href}
      aria-current={currentOf({ place, viewed })}
      title={`${stage.number} ${stage.name}: ${stage.note || stateWords[stage.state]}`}
      data-state={stage.state}
      data-place={place}
      data-stop=""
    >
      <span className="wm-trail-no">{stage.number}</span>
      <span className="wm-trail-name">{stage.name}</span>
      <span className="sr-only">, {stateWords[stage.state]} </span>
      <span className={size === "full" ? "wm-trail-note" : "sr-only"}>{stage.note}</span>
    </Link>
  );
}

type TrailStagesProps = { trail: TrailView; size: TrailSize; now: Date };

/** The links themselves, in the order of the way: phase, gate, phase, gate. */
export function TrailStages({ trail, size, now }: TrailStagesProps) {
  const stages = trail.stages.length;
  const here = inStage(stages, trail.position).index;
  return (
    <ol className="wm-trail-stages">
      {trail.stages.map((stage, index) => (
        <li key={stage.id}>
          <StageLink
            stage={stage}
            size={size}
            place={index === here ? "here" : "elsewhere"}
            viewed={stage.id === trail.viewedStageId ? "viewed" : "not_viewed"}
          />
          {stage.gate !== null && (
            <TrailGateLink gate={stage.gate} stages={stages} index={index} size={size} now={now} />
          )}
        </li>
      ))}
    </ol>
  );
}
