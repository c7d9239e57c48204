import { EntryList } from "@/components/journal/entry-list";
import { ButtonLink } from "@/components/ui/button-link";
import { Panel } from "@/components/ui/panel";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { EntryView } from "@/lib/journal/schema";
import { type StagePlace, stageHref } from "./stage-address";

type StageLogProps = {
  entries: readonly EntryView[];
  place: StagePlace;
  whyNotLog: string | null;
  now: Date;
};

/** What was written about this stage. */
export function StageLog({ entries, place, whyNotLog, now }: StageLogProps) {
  const { projectId, stageId, search } = place;
  const { log, ...open } = search;
  const all = `/projects/${projectId}/log?stage=${stageId}`;
  const plain = { ...place, search: {} };
  return (
    <Panel
      title="Progress log"
      action={
        <SegmentedControl
          label="Which entries"
          segments={[
            { href: stageHref(plain, open), label: "All", current: log === undefined },
            {
              href: stageHref(plain, { ...open, log: "decision" }),
              label: "Decisions",
              current: log === "decision",
            },
          ]}
        />
      }
      foot={
        <span className="flex flex-wrap items-center gap-2">
          {whyNotLog === null && (
            <ButtonLink href={`${all}&write=1`} size="sm" icon="edit" data-command="log">
              Log progress
            </ButtonLink>
          )}
          <ButtonLink href={all} size="sm" variant="quiet">
            All entries of this stage
          </ButtonLink>
        </span>
      }
      padding="none"
    >
      {entries.length === 0 ? (
        <p className="px-3.5 py-3 text-ink-3">
          {log === "decision"
            ? "No decision is logged in this stage."
            : "Nothing is logged in this stage yet."}
        </p>
      ) : (
        <EntryList
          entries={entries}
          projectId={projectId}
          now={now}
          hides="stage"
          commentsHref={(id) => `${all}&entry=${id}`}
        />
      )}
    </Panel>
  );
}
