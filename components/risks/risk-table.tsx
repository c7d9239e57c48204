import Link from "next/link";
import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { DueDay } from "@/components/ui/due-day";
import { Icon } from "@/components/ui/icon";
import { ScoreTile } from "@/components/ui/score-tile";
import { Tag } from "@/components/ui/tag";
import type { RiskRowView } from "@/lib/risks/schema";
import { drawerHref, type Register } from "./register-address";
import { categoryWords, statusWords, treatmentWords } from "./risk-words";

type RiskTableProps = {
  rows: readonly RiskRowView[];
  register: Register;
  /** Across projects each row names its project instead of its stage. */
  extent: "project" | "workspace";
};

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

function Due({ risk }: { risk: RiskRowView }) {
  if (risk.dueOn === null) {
    return <span title="No due date is set for the treatment">–</span>;
  }
  return <DueDay on={risk.dueOn} show={risk.status === "open" ? "due" : "plain"} />;
}

function Place({ risk, extent }: { risk: RiskRowView; extent: "project" | "workspace" }) {
  if (extent === "workspace") {
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
  if (risk.stageNumber === null) {
    return <span title="Belongs to the whole project">–</span>;
  }
  return (
    <>
      {risk.stageNumber} {risk.stageName}
    </>
  );
}

function RiskName({ risk, register }: { risk: RiskRowView; register: Register }) {
  return (
    <Link
      href={drawerHref(register, { risk: risk.id })}
      scroll={false}
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
      {risk.status !== "open" && (
        <>
          {" "}
          <Tag>{statusWords[risk.status]}</Tag>
        </>
      )}
    </>
  );
}

export function RiskTable({ rows, register, extent }: RiskTableProps) {
  const place = extent === "project" ? "Stage" : "Project";
  // Beside an open drawer the drawer itself says the rest.
  const isWide = register.search.risk === undefined && !register.search.new;
  return (
    <DataTable
      caption="Risks, highest current score first"
      density="dense"
      head={
        <>
          <HeadCell>Risk</HeadCell>
          {isWide && <HeadCell>Category</HeadCell>}
          {isWide && <HeadCell>{place}</HeadCell>}
          <HeadCell align="number">Inherent to current</HeadCell>
          <HeadCell>Treatment</HeadCell>
          <HeadCell>Owner</HeadCell>
          <HeadCell>Due</HeadCell>
        </>
      }
    >
      {rows.map((risk) => (
        <Row key={risk.id} selected={register.search.risk === risk.id}>
          <Cell kind="lead">
            <span>
              <RiskName risk={risk} register={register} />
              <Marks risk={risk} />
            </span>
          </Cell>
          {isWide && <Cell label="Category">{categoryWords[risk.category]}</Cell>}
          {isWide && (
            <Cell label={place}>
              <Place risk={risk} extent={extent} />
            </Cell>
          )}
          <Cell label="Inherent to current" align="number">
            <Levels risk={risk} />
          </Cell>
          <Cell label="Treatment">{treatmentWords[risk.treatment]}</Cell>
          <Cell label="Owner">
            {risk.ownerName ?? <span className="text-bad-ink">Nobody</span>}
          </Cell>
          <Cell label="Due">
            <Due risk={risk} />
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
