import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Markdown } from "@/components/ui/markdown";
import { Panel } from "@/components/ui/panel";
import { Timestamp } from "@/components/ui/timestamp";
import type { ProjectOverviewView } from "@/lib/portfolio/schema/overview";

type OverviewLogProps = { projectId: string; log: ProjectOverviewView["log"]; now: Date };

/** The last entries of the progress log, as they were written. */
export function OverviewLog({ projectId, log, now }: OverviewLogProps) {
  const href = `/projects/${projectId}/log`;
  const noun = log.inIteration === 1 ? "entry" : "entries";
  return (
    <Panel
      title="Recent log"
      meta={`${log.inIteration} ${noun} in this iteration`}
      action={
        <ButtonLink href={href} size="sm" variant="quiet">
          All entries
        </ButtonLink>
      }
      padding="none"
    >
      {log.entries.length === 0 ? (
        <EmptyState title="Nothing is logged yet">
          What the team did and learnt stands here, the newest day first.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {log.entries.map((entry) => (
            <li key={entry.id} className="flex flex-wrap gap-x-3 gap-y-1 px-3.5 py-2.5">
              <span className="w-14 flex-none text-ink-2">
                <Timestamp at={entry.on} now={now} show="day" />
              </span>
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-1.5">
                  <b>{entry.author}</b>
                  {entry.task !== null && (
                    <Link href={`${href}?task=${entry.task.id}`} className="wm-tag">
                      {entry.task.name}
                    </Link>
                  )}
                </p>
                <div className="line-clamp-4 text-ink-2">
                  <Markdown text={entry.body} size="note" />
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
