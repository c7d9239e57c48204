import type { Metadata } from "next";
import { ApprovalsPanel } from "@/components/gates/approvals-panel";
import { CriteriaPanel } from "@/components/gates/criteria-panel";
import { QuestionPaper } from "@/components/gates/question-paper";
import { WorkList } from "@/components/my-work/work-list";
import { TrailBar } from "@/components/trail/trail-bar";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { getGate, listGatesWaitingForMe } from "@/lib/gates/queries";
import { gateId } from "@/lib/kernel/ids";
import { listMyNotices } from "@/lib/notifications/queries";
import { listMine } from "@/lib/tasks/queries";
import { readForPage, readIfAllowed } from "@/lib/web/for-page";
import { findProjectFrame, openWorkspace, readWorkspaceFrame } from "@/lib/web/frames";

export const metadata: Metadata = { title: "My work" };

const NOTICES = 10;

type Props = { searchParams: Promise<{ open?: string; tasks?: string; by?: string }> };

export default async function MyWorkPage({ searchParams }: Props) {
  const { open, tasks: cursor, by } = await searchParams;
  const order = by === "date" ? "date" : "kind";
  const workspace = await openWorkspace();
  const { me } = await readWorkspaceFrame();
  const [waiting, tasks, notices] = await Promise.all([
    readForPage(listGatesWaitingForMe, { workspaceId: workspace.id }),
    readForPage(listMine, {
      workspaceId: workspace.id,
      ...(cursor === undefined ? {} : { cursor }),
    }),
    readForPage(listMyNotices, { limit: NOTICES }),
  ]);
  const first = waiting.rows.find((row) => row.kind === "decision")?.id ?? null;
  const openId = open ?? first;
  const due = waiting.rows.length;
  const reviews = waiting.rows.filter((row) => row.kind === "review").length;
  return (
    <>
      <Breadcrumbs crumbs={[{ label: workspace.name, href: "/portfolio" }, { label: "My work" }]} />
      <PageHeader
        title="My work"
        facts={[waitingWords(due)]}
        actions={
          <>
            {reviews > 0 && (
              <ButtonLink href={`/risks/meeting?owner=${me.id}`}>
                Start review meeting ({reviews} due)
              </ButtonLink>
            )}
            <SegmentedControl
              label="Order of the list"
              segments={[
                { href: "/my-work", label: "By kind", current: order === "kind" },
                { href: "/my-work?by=date", label: "By date", current: order === "date" },
              ]}
            />
          </>
        }
      />
      <div className="grid md:grid-cols-[26.5rem_minmax(0,1fr)]">
        <div className="border-line border-r bg-surface">
          <WorkList
            waiting={waiting.rows}
            tasks={tasks.rows}
            notices={notices.rows}
            openId={openId}
            order={order}
          />
          {tasks.nextCursor !== null && (
            <Pager
              nextHref={`/my-work?${new URLSearchParams({ by: order, tasks: tasks.nextCursor })}`}
            />
          )}
        </div>
        {openId !== null && (
          <div className={open === undefined ? "hidden md:block" : ""}>
            <Preview id={openId} />
          </div>
        )}
      </div>
    </>
  );
}

function waitingWords(count: number): string {
  if (count === 0) {
    return "Nothing waits for your decision";
  }
  return `${count} ${count === 1 ? "waits" : "wait"} for your decision`;
}

/** The decision that is asked, readable without leaving the list. */
async function Preview({ id }: { id: string }) {
  const parsed = gateId.safeParse(id);
  const gate = parsed.success ? await readIfAllowed(getGate, { gateId: parsed.data }) : null;
  if (gate === null) {
    return <p className="p-6 text-ink-2">This gate is not found, or not shared with you.</p>;
  }
  const frame = await findProjectFrame(gate.projectId);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2 bg-surface px-4 py-3 sm:px-6">
        <h2 className="font-semibold text-xl">{gate.projectName}</h2>
        <ButtonLink href={`/projects/${gate.projectId}/gates/${gate.id}`} variant="primary">
          Open review
        </ButtonLink>
      </div>
      {frame !== null && <TrailBar trail={frame.trail} label={gate.projectName} />}
      <div className="space-y-4 p-4 sm:p-6">
        <QuestionPaper gate={gate} />
        <CriteriaPanel
          title="Criteria"
          criteria={gate.round === null ? gate.criteria : gate.round.criteria}
        />
        <ApprovalsPanel gate={gate} />
      </div>
    </>
  );
}
