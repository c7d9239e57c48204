import { daysWord } from "@/components/tasks/task-words";
import { ButtonLink } from "@/components/ui/button-link";
import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { Panel } from "@/components/ui/panel";
import { Timestamp } from "@/components/ui/timestamp";
import { isGranted, type ProjectRole } from "@/lib/authz/permissions";
import type { ProjectOverviewView } from "@/lib/portfolio/schema/overview";

type OverviewIterationsProps = {
  iterations: ProjectOverviewView["iterations"];
  projectId: string;
  /** Roles of the reader, for what is offered; the command decides. */
  myRoles: readonly ProjectRole[];
  now: Date;
};

/** Every pass through the project stays visible, with what it cost. */
export function OverviewIterations({
  iterations,
  projectId,
  myRoles,
  now,
}: OverviewIterationsProps) {
  const held = { workspaceRole: "member", projectRoles: myRoles } as const;
  return (
    <Panel
      title="Iterations"
      action={
        <span className="flex flex-wrap gap-2">
          <ButtonLink href={`/projects/${projectId}/history`} size="sm">
            On an earlier day
          </ButtonLink>
          {isGranted("loop-back:write", held) && (
            <ButtonLink href={`/projects/${projectId}/go-back`} size="sm" icon="loop">
              Go back to a stage
            </ButtonLink>
          )}
        </span>
      }
      padding="none"
    >
      <DataTable
        caption="Iterations of the project, newest first"
        head={
          <>
            <HeadCell width="tight">No.</HeadCell>
            <HeadCell>Opened</HeadCell>
            <HeadCell>Path</HeadCell>
            <HeadCell>Reason</HeadCell>
            <HeadCell>Outcome</HeadCell>
            <HeadCell align="number">Cost</HeadCell>
          </>
        }
      >
        {iterations.map((pass) => (
          <Row key={pass.number}>
            <Cell kind="lead" width="tight">
              {pass.number}
            </Cell>
            <Cell label="Opened">
              <Timestamp at={pass.openedOn} now={now} show="day" />
            </Cell>
            <Cell label="Path">{pass.path}</Cell>
            <Cell label="Reason">{pass.reason}</Cell>
            <Cell label="Outcome">{pass.outcome}</Cell>
            <Cell align="number" label="Cost">
              <span className="whitespace-nowrap">{daysWord(pass.costDays)} d</span>
            </Cell>
          </Row>
        ))}
      </DataTable>
    </Panel>
  );
}
