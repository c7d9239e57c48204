import Link from "next/link";
import type { ReactNode } from "react";
import { DueDay } from "@/components/ui/due-day";
import { EmptyState } from "@/components/ui/empty-state";
import { GateSymbol } from "@/components/ui/gate-symbol";
import { StateLabel } from "@/components/ui/state-label";
import { Timestamp } from "@/components/ui/timestamp";
import type { WaitingRow } from "@/lib/gates/schema";
import type { NoticeView } from "@/lib/notifications/schema";
import type { MyTaskView } from "@/lib/tasks/schema";

type WorkListProps = {
  waiting: readonly WaitingRow[];
  tasks: readonly MyTaskView[];
  notices: readonly NoticeView[];
  openId: string | null;
};

const symbols = {
  decision: "in_review",
  signature: "ready",
  condition: "passed_with_conditions",
} as const;

/** What waits for the reader, by kind, each with the day it is due. */
export function WorkList({ waiting, tasks, notices, openId }: WorkListProps) {
  if (waiting.length + tasks.length + notices.length === 0) {
    return (
      <EmptyState title="Nothing waits for you">
        Decisions, signatures, conditions and tasks appear here once they are yours.
      </EmptyState>
    );
  }
  return (
    <>
      <Section title="Waiting for my decision or signature" count={waiting.length}>
        {waiting.map((row) => (
          <Item
            key={`${row.kind}-${row.id}`}
            href={row.kind === "decision" ? `/my-work?open=${row.id}` : row.href}
            isOpen={row.id === openId}
            symbol={<GateSymbol state={symbols[row.kind]} size={15} />}
            title={row.projectName}
            detail={`${row.title}. ${row.detail}`}
            end={row.dueOn === null ? null : <DueDay on={row.dueOn} />}
          />
        ))}
      </Section>
      <Section title="My tasks, by due date" count={tasks.length}>
        {tasks.map((task) => (
          <Item
            key={task.id}
            href={`/projects/${task.project.id}/stages/${task.stage.id}?task=${task.id}`}
            isOpen={false}
            symbol={<StateLabel kind="task" state={task.status} show="symbol" />}
            title={task.name}
            detail={`${task.key}, ${task.project.name}${task.toRecheck ? ", to recheck" : ""}`}
            end={task.dueOn === null ? null : <DueDay on={task.dueOn} />}
          />
        ))}
      </Section>
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

type SectionProps = { id?: string; title: string; count: number; children: ReactNode };

function Section({ id, title, count, children }: SectionProps) {
  if (count === 0) {
    return null;
  }
  return (
    <section id={id} aria-label={title}>
      <h2 className="flex justify-between border-line border-y bg-surface-2 px-4 py-1.5 font-semibold text-2xs text-ink-2">
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
        prefetch={false}
        aria-current={isOpen ? "true" : undefined}
        className="flex items-start gap-3 px-4 py-2.5 hover:bg-surface-2 aria-current:border-spruce aria-current:border-l-3 aria-current:bg-spruce-soft"
      >
        <span className="mt-0.5">{symbol}</span>
        <span className="min-w-0 flex-1">
          <b className="block font-semibold">{title}</b>
          <span className="block text-ink-2 text-xs">{detail}</span>
        </span>
        <span className="text-right text-xs">{end}</span>
      </Link>
    </li>
  );
}
