import { categoryWords } from "@/components/risks/risk-words";
import { ScoreTile } from "@/components/ui/score-tile";
import { Tag } from "@/components/ui/tag";
import type { SuggestionView } from "@/lib/risk-catalogue/schema/suggestions";
import { EntryText } from "./entry-text";
import { DismissForm, type SuggestionActions, TakeForm } from "./suggestion-forms";

type SuggestionRowProps = {
  suggestion: SuggestionView;
  projectId: string;
  /** Where it is offered; without one the risk goes to the stage it is due in. */
  stageId?: string;
  actions: SuggestionActions;
  mayTake: boolean;
};

function placesOf({ stages, stageId }: SuggestionView): string {
  return stageId === null
    ? "In every stage"
    : stages.map(({ number, name }) => `${number} ${name}`).join(", ");
}

/** One suggestion: what it is at a glance, all of it when opened, and one click to take it over. */
export function SuggestionRow(props: SuggestionRowProps) {
  const { suggestion, projectId, stageId, actions, mayTake } = props;
  const { title, category, event, score, shade, levelName } = suggestion;
  return (
    <li className="grid gap-1 border-t border-line px-3.5 py-2.5 first:border-0">
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1.5">
        <p className="flex min-w-0 flex-1 basis-64 items-baseline gap-2">
          <ScoreTile score={score} shade={shade} label={levelName} />
          <span>
            <b className="font-medium">{title}</b> <Tag>{categoryWords[category]}</Tag>{" "}
            {suggestion.isAboveAppetite && <Tag tone="bad">Above appetite</Tag>}
          </span>
        </p>
        {mayTake && (
          <TakeForm
            projectId={projectId}
            suggestion={suggestion}
            stageId={stageId ?? suggestion.stageId}
            action={actions.take}
          />
        )}
      </div>
      {event !== "" && <p className="max-w-3xl text-ink-2">{event}</p>}
      <details>
        <summary className="w-fit text-ink-3 text-xs">Read it whole</summary>
        <div className="grid gap-3 py-2">
          <EntryText entry={suggestion} />
          <p className="text-ink-3 text-xs">{placesOf(suggestion)}</p>
          {mayTake && (
            <DismissForm projectId={projectId} suggestion={suggestion} action={actions.dismiss} />
          )}
        </div>
      </details>
    </li>
  );
}
