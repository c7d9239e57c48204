import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { DueDay } from "@/components/ui/due-day";
import { StateLabel } from "@/components/ui/state-label";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import type { GateRow } from "@/lib/gates/schema";

export function GateTable({ rows, projectId }: { rows: readonly GateRow[]; projectId: string }) {
  return (
    <DataTable
      caption="Gates of this project"
      head={
        <>
          <HeadCell>Gate</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell align="number">Criteria met</HeadCell>
          <HeadCell align="number">Approvals</HeadCell>
          <HeadCell>Planned or passed</HeadCell>
          <HeadCell>How it stands</HeadCell>
        </>
      }
    >
      {rows.map((gate) => (
        <Row key={gate.id}>
          <Cell kind="lead">
            <span>
              <span className="sm:whitespace-nowrap">
                <TextLink href={`/projects/${projectId}/gates/${gate.id}`}>
                  {gate.code} {gate.name}
                </TextLink>
              </span>
              <span className="block font-normal text-ink-2 text-xs sm:whitespace-nowrap">
                after {gate.stage.number} {gate.stage.name}
              </span>
            </span>
          </Cell>
          <Cell label="State">
            <StateLabel kind="gate" state={gate.state} />
          </Cell>
          <Cell align="number" label="Criteria met">
            {gate.readiness.met} of {gate.readiness.of}
          </Cell>
          <Cell align="number" label="Approvals">
            {gate.approvals.needed === 0
              ? "none asked"
              : `${gate.approvals.given} of ${gate.approvals.needed}`}
          </Cell>
          <Cell label="Planned or passed">
            {gate.passedAt === null ? (
              <DueDay on={gate.plannedOn} />
            ) : (
              <Timestamp at={gate.passedAt} show="day" />
            )}
          </Cell>
          <Cell label="How it stands">
            <span className="text-left text-ink-2 text-xs">
              {gate.sentence}
              {gate.openConditions > 0 &&
                ` ${gate.openConditions} open ${gate.openConditions === 1 ? "condition" : "conditions"}.`}
            </span>
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
