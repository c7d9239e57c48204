import { daysWord } from "@/components/tasks/task-words";
import { ButtonLink } from "@/components/ui/button-link";
import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { DueDay } from "@/components/ui/due-day";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Meter } from "@/components/ui/meter";
import { Panel } from "@/components/ui/panel";
import { StateLabel } from "@/components/ui/state-label";
import { Tag } from "@/components/ui/tag";
import type { ProjectOverviewView } from "@/lib/portfolio/schema/overview";
import type { TrailStageView } from "@/lib/projects/rules/trail-geometry";

type Stage = NonNullable<ProjectOverviewView["stage"]>;
type Task = Stage["tasks"][number];

type OverviewStageProps = {
  projectId: string;
  stage: Stage;
  state: TrailStageView["state"];
  now: Date;
};

const taskStateOf = {
  not_started: "todo",
  active: "doing",
  done: "done",
  tailored_out: "tailored_out",
} as const;

const deliverableIcons = {
  document: "document",
  form: "log",
  evidence: "evidence",
  case_field: "document",
} as const;

function TaskRow({ task, href, scale, now }: TaskRowProps) {
  const { status, dueOn } = task;
  const isOpen = status === "todo" || status === "doing" || status === "blocked";
  return (
    <Row>
      <Cell kind="lead">
        <span className="mr-2.5 align-[-2px]">
          <StateLabel kind="task" state={status} show="symbol" />
        </span>
        <Link href={href} className="font-medium hover:underline">
          {task.name}
        </Link>
        {task.toRecheck && (
          <span className="ml-2">
            <Tag tone="warn">To recheck</Tag>
          </span>
        )}
      </Cell>
      <Cell label="Assignee">
        {task.assignee ?? <span className="text-ink-3">Nobody yet</span>}
      </Cell>
      <Cell align="number" label="Spent / estimate">
        <span className="inline-flex items-center gap-4">
          {daysWord(task.loggedDays)} / {daysWord(task.estimateDays)} d
          <Meter spent={task.loggedDays} estimate={task.estimateDays} scale={scale} />
        </span>
      </Cell>
      <Cell align="number" label="Due">
        {dueOn === null ? (
          <span className="text-ink-3">–</span>
        ) : (
          <DueDay on={dueOn} now={now} show={isOpen ? "due" : "plain"} />
        )}
      </Cell>
    </Row>
  );
}
type TaskRowProps = { task: Task; href: string; scale: number; now: Date };

function Deliverables({ projectId, stage }: { projectId: string; stage: Stage }) {
  if (stage.deliverables.length === 0) {
    return null;
  }
  return (
    <div className="border-t border-line-2 px-3.5 py-2">
      <h3 className="text-xs text-ink-3">Deliverables</h3>
      <ul>
        {stage.deliverables.map((output) => (
          <li key={output.id} className="flex min-h-7 items-center gap-2">
            <span className="text-ink-3">
              <Icon name={deliverableIcons[output.kind]} size={14} />
            </span>
            <span className="min-w-0 flex-1 truncate">{output.name}</span>
            {output.evidence !== null && (
              <Link
                className="wm-link max-w-[40%] truncate"
                href={`/projects/${projectId}/evidence?evidence=${output.evidence.id}`}
              >
                {output.evidence.title}, v{output.evidence.revision}
              </Link>
            )}
            <DeliverableTag output={output} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function DeliverableTag({ output }: { output: Stage["deliverables"][number] }) {
  if (!output.isMet) {
    return output.mandatory ? <Tag>Missing</Tag> : <Tag>Optional</Tag>;
  }
  return <Tag tone="ok">{output.evidence === null ? "In the case" : "Attached"}</Tag>;
}

/** The stage the work is in, with what is due and what it leaves behind. */
export function OverviewStage({ projectId, stage, state, now }: OverviewStageProps) {
  const href = `/projects/${projectId}/stages/${stage.id}`;
  const tasks = stage.tasks.filter((task) => task.status !== "tailored_out");
  const scale = Math.max(1, ...tasks.flatMap((task) => [task.loggedDays, task.estimateDays]));
  return (
    <Panel
      title={`${stage.number} ${stage.name}`}
      meta={
        <>
          <StateLabel kind="task" state={taskStateOf[state]} />{" "}
          <span>
            {capitalised(stage.timing)}, due <DueDay on={stage.dueOn} now={now} show="plain" />
          </span>
        </>
      }
      action={
        <ButtonLink href={href} size="sm">
          Open stage
        </ButtonLink>
      }
      padding="none"
    >
      {tasks.length === 0 ? (
        <EmptyState title="No tasks in this stage">
          Every task was tailored out, or none was planned.
        </EmptyState>
      ) : (
        <DataTable
          caption={`Tasks of ${stage.name}`}
          head={
            <>
              <HeadCell>Task</HeadCell>
              <HeadCell>Assignee</HeadCell>
              <HeadCell align="number">Spent / estimate</HeadCell>
              <HeadCell align="number">Due</HeadCell>
            </>
          }
        >
          {tasks.map((task) => (
            <TaskRow
              key={task.id}
              task={task}
              href={`${href}?task=${task.id}`}
              scale={scale}
              now={now}
            />
          ))}
        </DataTable>
      )}
      <Deliverables projectId={projectId} stage={stage} />
    </Panel>
  );
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
