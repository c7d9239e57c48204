import type { ReactNode } from "react";
import { DueDay } from "@/components/ui/due-day";
import { EmptyState } from "@/components/ui/empty-state";
import { GateSymbol } from "@/components/ui/gate-symbol";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { StateLabel } from "@/components/ui/state-label";
import { Timestamp } from "@/components/ui/timestamp";
import type { WaitingRow } from "@/lib/gates/schema/waiting";
import type { NoticeView } from "@/lib/notifications/schema";
import type { MyTaskView } from "@/lib/tasks/schema";

type WorkListProps = {
  waiting: readonly WaitingRow[];
  tasks: readonly MyTaskView[];
  notices: readonly NoticeView[];
  openId: string | null;
  order: WorkOrder;
};

/** Grouped by what is asked, or one list by the day it is due. */
type WorkOrder = "kind" | "date";

const symbols = {
  decision: <GateSymbol state="in_review" size={15} />,
  signature: <GateSymbol state="ready" size={15} />,
  condition: <GateSymbol state="passed_with_conditions" size={15} />,
  review: <Icon name="alert" size={15} label="Review of a risk" />,
  finding: <Icon name="alert" size={15} label="Finding on a risk" />,
  proposal: <Icon name="check" size={15} label="Proposed level of a risk" />,
} satisfies Record<WaitingRow["kind"], ReactNode>;

/** What waits for the reader, by kind, each with the day it is due. */
export function WorkList({ waiting, tasks, notices, openId, order }: WorkListProps) {
  if (waiting.length + tasks.length + notices.length === 0) {
    return (
      <EmptyState title="Nothing waits for you">
        Decisions, signatures, conditions, reviews and proposed levels of risks, findings on them
        and tasks appear here once they are yours.
      </EmptyState>
    );
  }
  const asked = waiting.map((row) => ({
    dueOn: row.dueOn,
    item: (
      <Item
        key={`${row.kind}-${row.id}`}
        href={row.kind === "decision" ? openHref(row.id, order) : row.href}
        isOpen={row.id === openId}
        symbol={symbols[row.kind]}
        title={row.projectName}
        detail={`${row.title}${insteadOf(row)}. ${row.detail}`}
        end={row.dueOn === null ? null : <DueDay on={row.dueOn} />}
      />
    ),
  }));
  const mine = tasks.map((task) => ({
    dueOn: task.dueOn,
    item: (
      <Item
        key={task.id}
        href={`/projects/${task.project.id}/stages/${task.stage.id}?task=${task.id}`}
        isOpen={false}
        symbol={<StateLabel kind="task" state={task.status} show="symbol" />}
        title={task.name}
        detail={`${task.key}, ${task.project.name}${treating(task)}${task.toRecheck ? ", to recheck" : ""}`}
        end={task.dueOn === null ? null : <DueDay on={task.dueOn} />}
      />
    ),
  }));
  return (
    <>
      {order === "kind" ? (
        <>
          <Section title="Waiting for my decision or signature" count={asked.length}>
            {asked.map(({ item }) => item)}
          </Section>
          <Section title="My tasks, by due date" count={mine.length}>
            {mine.map(({ item }) => item)}
          </Section>
        </>
      ) : (
        <Section title="All by due date" count={asked.length + mine.length}>
          {[...asked, ...mine].toSorted(byDay).map(({ item }) => item)}
        </Section>
      )}
      <Section id="notices" title="Told to me" count={notices.length}>
        {notices.map((notice) => (
          <Item
            key={notice.id}
            href={notice.href}
            isOpen={false}
            symbol={
              <StateLabel
                kind="criterion"
                state={notice.isRead ? "met" : "open"}
                show="symbol"
                word={notice.isRead ? "Read" : "New"}
              />
            }
            title={notice.title}
            detail={notice.because}
            end={<Timestamp at={notice.createdAt} />}
          />
        ))}
      </Section>
    </>
  );
}

/** "for Helena Brandt", where somebody lent the reader their place. */
function insteadOf({ actsFor }: WaitingRow): string {
  return actsFor.length === 0 ? "" : `, for ${actsFor.join(" and ")}`;
}

/** ", treats R-04", where the task is an action against a risk. */
function treating({ treats }: MyTaskView): string {
  return treats === null ? "" : `, treats ${treats.key}`;
}

function openHref(gateId: string, order: WorkOrder): string {
  return order === "kind" ? `/my-work?open=${gateId}` : `/my-work?by=date&open=${gateId}`;
}

type Dated = { dueOn: string | null };

/** What has no day comes last. */
function byDay(left: Dated, right: Dated): number {
  return (left.dueOn ?? "9999").localeCompare(right.dueOn ?? "9999");
}

type SectionProps = { id?: string; title: string; count: number; children: ReactNode };

function Section({ id, title, count, children }: SectionProps) {
  if (count === 0) {
    return null;
  }
  return (
    <section id={id} aria-label={title}>
      <h2 className="flex justify-between border-line border-y bg-surface-2 px-4 py-1.5 font-semibold sm:px-6 text-2xs text-ink-2">
        {title} <span>{count}</span>
      </h2>
      <ul className="divide-y divide-line">{children}</ul>
    </section>
  );
}

type ItemProps = {
  href: string;
  isOpen: boolean;
  symbol: ReactNode;
  title: string;
  detail: string;
  end: ReactNode;
};

function Item({ href, isOpen, symbol, title, detail, end }: ItemProps) {
  return (
    <li>
      <Link
        href={href}
        aria-current={isOpen ? "true" : undefined}
        className="flex items-start gap-3 px-4 py-2.5 hover:bg-surface-2 aria-current:bg-spruce-soft aria-current:shadow-[inset_3px_0_var(--wm-spruce)] sm:px-6"
      >
        <span className="mt-0.5">{symbol}</span>
        <span className="min-w-0 flex-1">
          <b className="block font-semibold">{title}</b>
          <span className="block text-ink-2 text-xs">{detail}</span>
        </span>
        <span className="grid max-w-24 shrink-0 justify-items-end text-right text-xs *:flex *:flex-col *:items-end">
          {end}
        </span>
      </Link>
    </li>
  );
}
