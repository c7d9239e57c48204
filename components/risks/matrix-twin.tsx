import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { Disclosure } from "@/components/ui/disclosure";
import { type Level, riskKey, scoreOf } from "@/lib/risks/rules";
import { isBeyondLine, levelOf } from "@/lib/risks/rules/matrix";
import type { RiskRegisterView } from "@/lib/risks/schema";

type Picture = Pick<RiskRegisterView, "heatMap" | "moves" | "matrix">;
type FilledCell = RiskRegisterView["heatMap"][number];

function wordsOf({ likelihoods, impacts }: Picture["matrix"], { likelihood, impact }: Level) {
  const across = likelihoods[likelihood - 1]?.label ?? likelihood;
  return `${across}, ${impacts[impact - 1]?.label ?? impact}`;
}

function cameFrom({ moves, matrix }: Picture, { likelihood, impact }: Level): string {
  const into = moves.filter(({ to }) => to.likelihood === likelihood && to.impact === impact);
  const words = into.map(({ from, count }) => `${count} from ${wordsOf(matrix, from)}`);
  return words.length === 0 ? "–" : words.join("; ");
}

function whichOf({ numbers, count }: FilledCell): string {
  const more = numbers.length < count ? [`${count - numbers.length} more`] : [];
  return numbers.length === 0 ? "–" : [...numbers.map(riskKey), ...more].join(", ");
}

type MatrixTwinProps = {
  view: Picture;
  /** Which risks of which moment. */
  caption: string;
  /** Head of the column that says where risks came from. */
  origin: string;
};

/** The cells of a heat map and the ways into them, highest score first. */
export function MatrixTwin({ view, caption, origin }: MatrixTwinProps) {
  const { heatMap, matrix, moves } = view;
  if (heatMap.length === 0) {
    return null;
  }
  const cells = heatMap.toSorted((one, other) => scoreOf(other) - scoreOf(one));
  return (
    <Disclosure title="Show as table">
      <DataTable
        caption={`${caption} Cells with the highest score first.`}
        density="dense"
        narrow="scroll"
        head={
          <>
            <HeadCell>Likelihood, impact</HeadCell>
            <HeadCell align="number">Score</HeadCell>
            <HeadCell>Level</HeadCell>
            <HeadCell align="number">Risks</HeadCell>
            <HeadCell>Numbers</HeadCell>
            {moves.length > 0 && <HeadCell>{origin}</HeadCell>}
          </>
        }
      >
        {cells.map((cell) => (
          <Row key={`${cell.likelihood}${cell.impact}`}>
            <Cell kind="lead">{wordsOf(matrix, cell)}</Cell>
            <Cell align="number">{scoreOf(cell)}</Cell>
            <Cell>
              {levelOf(matrix, cell).label}
              {isBeyondLine(matrix, cell) && ", above appetite"}
            </Cell>
            <Cell align="number">{cell.count}</Cell>
            <Cell>{whichOf(cell)}</Cell>
            {moves.length > 0 && <Cell>{cameFrom(view, cell)}</Cell>}
          </Row>
        ))}
      </DataTable>
    </Disclosure>
  );
}
