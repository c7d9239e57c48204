import type { ReactNode } from "react";
import { DueDay } from "@/components/ui/due-day";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Panel } from "@/components/ui/panel";
import { ScoreTile } from "@/components/ui/score-tile";
import { StateLabel } from "@/components/ui/state-label";
import type { MeetingReview, QueuedRisk } from "@/lib/risk-meetings/schema/meeting";

type QueueListProps = {
  /** The latest review of each risk. */
  reviewed: readonly MeetingReview[];
  waiting: readonly QueuedRisk[];
  total: number;
  openId: string | null;
  extent: "project" | "workspace";
  hrefOf: (riskId: string) => string;
  now: Date;
};

type ItemProps = {
  risk: { key: string; title: string; projectKey: string; score: number; shade: number };
  href: string;
  isOpen: boolean;
  extent: "project" | "workspace";
  end: ReactNode;
};

function Item({ risk, href, isOpen, extent, end }: ItemProps) {
  return (
    <li>
      <Link
        href={href}
        scroll={false}
        aria-current={isOpen ? "true" : undefined}
        className="flex min-h-11 items-center gap-2.5 px-3.5 py-1.5 hover:bg-surface-2 aria-current:bg-spruce-soft aria-current:shadow-[inset_3px_0_var(--wm-spruce)]"
      >
        <ScoreTile score={risk.score} shade={risk.shade} label="Score" />
        <span className="min-w-0 flex-1">
          <span className="wm-mono mr-1.5 text-xs text-ink-2">
            {extent === "workspace" ? `${risk.projectKey} ${risk.key}` : risk.key}
          </span>
          {risk.title}
        </span>
        <span className="shrink-0 text-right text-xs">{end}</span>
      </Link>
    </li>
  );
}

function Waiting({ risk, now }: { risk: QueuedRisk; now: Date }) {
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-x-2">
      {!risk.mayReview && (
        <span className="inline-flex items-center gap-1 text-ink-3">
          <Icon name="eye" size={12} />
          You read it
        </span>
      )}
      {risk.reviewDueOn === null ? (
        <span className="text-ink-3">No day set</span>
      ) : (
        <DueDay on={risk.reviewDueOn} now={now} />
      )}
    </span>
  );
}

/** Everything the meeting goes through, in its order. */
export function QueueList(props: QueueListProps) {
  const { reviewed, waiting, total, openId, extent, hrefOf, now } = props;
  const hidden = total - waiting.length;
  return (
    <Panel
      title="The queue"
      meta={`${reviewed.length} reviewed, ${total} to go`}
      padding="none"
      {...(hidden > 0 && {
        foot: `The first ${waiting.length} are listed. Narrow the register by its filters to meet about fewer.`,
      })}
    >
      {/* Texts for screen readers are positioned: without this they would lengthen the page. */}
      <ol className="relative max-h-112 divide-y divide-line overflow-y-auto">
        {reviewed.map((review) => (
          <Item
            key={review.riskId}
            risk={{ ...review, ...review.after }}
            href={hrefOf(review.riskId)}
            isOpen={review.riskId === openId}
            extent={extent}
            end={
              <StateLabel
                kind="task"
                state="done"
                word={review.isStillTrue ? "Reviewed" : "Closed"}
              />
            }
          />
        ))}
        {waiting.map((risk) => (
          <Item
            key={risk.id}
            risk={risk}
            href={hrefOf(risk.id)}
            isOpen={risk.id === openId}
            extent={extent}
            end={<Waiting risk={risk} now={now} />}
          />
        ))}
      </ol>
    </Panel>
  );
}
