"use client";

import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { DueDay } from "@/components/ui/due-day";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { ScoreTile } from "@/components/ui/score-tile";
import { Tag } from "@/components/ui/tag";
import type { RiskRowView } from "@/lib/risks/schema";
import { drawerHref, type Register } from "./register-address";
import { categoryWords, sortWords, statusWords, treatmentWords } from "./risk-words";

type RiskTableProps = {
  rows: readonly RiskRowView[];
  register: Register;
  /** Across projects each row names its project, inside of one its gate. */
  extent: "project" | "workspace";
  /** Form the ticks of the rows belong to, where rows can be chosen. */
  pickInto?: string | undefined;
  /** Days are counted from here on the server and in the browser, whose clock may differ. */
  now: Date;
};

type Dated = { risk: RiskRowView; now: Date };

function Pick({ risk, form }: { risk: RiskRowView; form: string }) {
  return (
    <input
      type="checkbox"
      name="pick"
      value={risk.id}
      form={form}
      data-pick={risk.id}
      aria-label={`Choose ${risk.key} of ${risk.projectName}`}
      className="no-print mr-2 size-4 shrink-0 align-[-3px] accent-spruce max-sm:size-6"
    />
  );
}

function Levels({ risk }: { risk: RiskRowView }) {
  const isMoved = risk.inherent.score !== risk.current.score;
  return (
    <span className="inline-flex items-center gap-1">
      {isMoved && (
        <>
          <ScoreTile score={risk.inherent.score} shade={risk.inherent.shade} label="Inherent" />
          <Icon name="arrow-right" size={12} />
        </>
      )}
      <ScoreTile score={risk.current.score} shade={risk.current.shade} label="Current" />
    </span>
  );
}

function Due({ risk, now }: Dated) {
  if (risk.dueOn === null) {
    return <span title="No due date is set for the treatment">–</span>;
  }
  return <DueDay on={risk.dueOn} now={now} show={risk.status === "open" ? "due" : "plain"} />;
}

function Review({ risk, now }: Dated) {
  if (risk.reviewDueOn === null) {
    return <span title="No review is due">–</span>;
  }
  return (
    <DueDay on={risk.reviewDueOn} now={now} show={risk.status === "closed" ? "plain" : "due"} />
  );
}

function Place({ risk }: { risk: RiskRowView }) {
  return (
    <Link
      className="hover:underline"
      href={`/projects/${risk.projectId}/risks?risk=${risk.id}`}
      title={risk.projectName}
    >
      <span className="wm-mono">{risk.projectKey}</span>
      <span className="sr-only"> {risk.projectName}</span>
    </Link>
  );
}

function RiskName({ risk, register }: { risk: RiskRowView; register: Register }) {
  return (
    <Link
      href={drawerHref(register, { risk: risk.id })}
      scroll={false}
      data-row={risk.id}
      className="font-medium hover:underline"
    >
      <span className="wm-mono mr-2 whitespace-nowrap text-ink-2">{risk.key}</span>
      {risk.title}
    </Link>
  );
}

function Marks({ risk }: { risk: RiskRowView }) {
  return (
    <>
      {risk.isAboveAppetite && (
        <>
          {" "}
          <Tag tone="bad">Above appetite</Tag>
        </>
      )}
      {risk.isWatched && (
        <>
          {" "}
          <Tag tone="review" title="Tied to a metric or to evidence: a breach raises its level">
            Live
          </Tag>
        </>
      )}
      {risk.status !== "open" && (
        <>
          {" "}
          <Tag>{statusWords[risk.status]}</Tag>
        </>
      )}
    </>
  );
}

/**
 * A page of the register. It is drawn from its rows in the browser as well: fifty drawn rows are
 * five times as long as what is told in them.
 */
export function RiskTable({ rows, register, extent, pickInto, now }: RiskTableProps) {
  // Beside an open drawer the drawer itself says the rest.
  const isWide = register.search.risk === undefined && !register.search.new;
  return (
    <DataTable
      caption={`Risks, ${sortWords[register.search.sort].toLowerCase()} first`}
      density="dense"
      head={
        <>
          <HeadCell>Risk</HeadCell>
          {isWide && <HeadCell>Category</HeadCell>}
          {isWide && extent === "workspace" && <HeadCell>Project</HeadCell>}
          <HeadCell align="number">Inherent to current</HeadCell>
          <HeadCell>Treatment</HeadCell>
          <HeadCell>Owner</HeadCell>
          {isWide && <HeadCell>Due</HeadCell>}
          <HeadCell>Review</HeadCell>
          {extent === "project" && <HeadCell>Gate</HeadCell>}
        </>
      }
    >
      {rows.map((risk) => (
        <Row key={risk.id} selected={register.search.risk === risk.id}>
          <Cell kind="lead">
            {pickInto !== undefined && <Pick risk={risk} form={pickInto} />}
            <span>
              <RiskName risk={risk} register={register} />
              <Marks risk={risk} />
            </span>
          </Cell>
          {isWide && <Cell label="Category">{categoryWords[risk.category]}</Cell>}
          {isWide && extent === "workspace" && (
            <Cell label="Project">
              <Place risk={risk} />
            </Cell>
          )}
          <Cell label="Inherent to current" align="number">
            <Levels risk={risk} />
          </Cell>
          <Cell label="Treatment">{treatmentWords[risk.treatment]}</Cell>
          <Cell label="Owner">
            {risk.ownerName ?? <span className="text-bad-ink">Nobody</span>}
          </Cell>
          {isWide && (
            <Cell label="Due">
              <Due risk={risk} now={now} />
            </Cell>
          )}
          <Cell label="Review">
            <Review risk={risk} now={now} />
          </Cell>
          {extent === "project" && <Cell label="Gate">{risk.gateCode ?? "–"}</Cell>}
        </Row>
      ))}
    </DataTable>
  );
}
