import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { PartsOfProjectView } from "@/lib/risk-parts/schema";
import { PartPeople } from "./part-people";
import { partWords } from "./part-words";

type StagePartsProps = { view: PartsOfProjectView; base: string; openId: string | undefined };

type Stage = PartsOfProjectView["stages"][number];

function risksOf({ risks, ownWord }: Stage): string {
  return ownWord === 0 ? `${risks}` : `${risks}, ${ownWord} with its own word`;
}

/** Stage by stage; the name of a stage opens its table. */
export function StageParts({ view, base, openId }: StagePartsProps) {
  return (
    <DataTable
      caption="Who does what about the risks of each stage"
      density="dense"
      head={
        <>
          <HeadCell>Stage</HeadCell>
          <HeadCell>{partWords.responsible}</HeadCell>
          <HeadCell>{partWords.accountable}</HeadCell>
          <HeadCell>{partWords.consulted}</HeadCell>
          <HeadCell>{partWords.informed}</HeadCell>
          <HeadCell align="number">Living risks</HeadCell>
        </>
      }
    >
      {view.stages.map((stage) => (
        <Row key={stage.id} selected={stage.id === openId}>
          <Cell kind="lead">
            <Link
              href={`${base}?stage=${stage.id}`}
              scroll={false}
              data-row={stage.id}
              className="font-medium hover:underline"
            >
              {stage.number} {stage.name}
            </Link>
          </Cell>
          <Cell label={partWords.responsible}>
            <PartPeople people={stage.parts.responsible} />
          </Cell>
          <Cell label={partWords.accountable}>
            <PartPeople
              people={stage.parts.accountable === null ? [] : [stage.parts.accountable]}
            />
          </Cell>
          <Cell label={partWords.consulted}>
            <PartPeople people={stage.parts.consulted} />
          </Cell>
          <Cell label={partWords.informed}>
            <PartPeople people={stage.parts.informed} />
          </Cell>
          <Cell label="Living risks" align="number">
            {risksOf(stage)}
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
