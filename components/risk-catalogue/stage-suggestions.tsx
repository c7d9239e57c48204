import { TextLink } from "@/components/ui/text-link";
import type { SuggestionsView } from "@/lib/risk-catalogue/schema/suggestions";
import { Fold } from "./fold";
import type { SuggestionActions } from "./suggestion-forms";
import { SuggestionRow } from "./suggestion-row";

type StageSuggestionsProps = {
  view: SuggestionsView;
  projectId: string;
  stageId: string;
  actions: SuggestionActions;
};

const FEW = 3;

/** Quiet and folded: the heaviest few of what often arises in this stage. */
export function StageSuggestions({ view, projectId, stageId, actions }: StageSuggestionsProps) {
  const { rows, whyNotTake } = view;
  if (rows.length === 0) {
    return null;
  }
  const few = rows.slice(0, FEW);
  return (
    <Fold title="Risks that often arise here" count={rows.length}>
      <ul>
        {few.map((suggestion) => (
          <SuggestionRow
            key={suggestion.key}
            suggestion={suggestion}
            projectId={projectId}
            stageId={stageId}
            actions={actions}
            mayTake={whyNotTake === null}
          />
        ))}
      </ul>
      <p className="border-t border-line px-3.5 py-2.5 text-ink-2">
        {whyNotTake}{" "}
        <TextLink href={`/projects/${projectId}/risks/suggestions`}>
          {rows.length > FEW ? `All suggestions, ${rows.length} in this stage` : "All suggestions"}
        </TextLink>
      </p>
    </Fold>
  );
}
