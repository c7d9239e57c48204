import type { RegisterSearch } from "@/components/risks/register-search";
import { readRegisterSearch } from "@/components/risks/register-search";
import { RiskMatrix } from "@/components/risks/risk-matrix";
import { statusWords } from "@/components/risks/risk-words";
import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { formatDay } from "@/components/ui/format-date";
import { Link } from "@/components/ui/link";
import { Panel } from "@/components/ui/panel";
import { ScoreTile } from "@/components/ui/score-tile";
import { formatNumber } from "@/lib/kernel/format-number";
import { changeFinding, risksInWords } from "@/lib/risk-pictures/rules/findings";
import type { MovedView, RiskMapView } from "@/lib/risk-pictures/schema/map";
import { riskKey, scoreOf } from "@/lib/risks/rules";
import { levelWords, shadeAt } from "@/lib/risks/rules/matrix";
import { DayChooser } from "./day-chooser";
import type { Pictures } from "./picture-address";

type ThenAndNowProps = {
  view: RiskMapView;
  pictures: Pictures;
  /** The register the cells of today lead to. */
  register: string;
  extent: "project" | "workspace";
  now: Date;
};

const kindWords = {
  raised: "Raised",
  closed: "Closed",
  reopened: "Reopened",
  higher: "Rated higher",
  lower: "Rated lower",
  across: "Moved, same score",
  accepted: "Accepted",
  opened: "Open again",
} satisfies Record<MovedView["kind"], string>;

const figures = [
  { name: "Open", of: "open" },
  { name: "Accepted", of: "accepted" },
  { name: "Above appetite", of: "above" },
  { name: "Exposure", of: "score" },
] as const;

function difference(from: number, to: number): string {
  if (from === to) {
    return "–";
  }
  return to > from ? `+${formatNumber(to - from)}` : formatNumber(to - from);
}

function Counts({ view, now }: Pick<ThenAndNowProps, "view" | "now">) {
  return (
    <DataTable
      caption="Counts of the two moments"
      density="dense"
      narrow="scroll"
      head={
        <>
          <HeadCell>Risks</HeadCell>
          <HeadCell align="number">{formatDay(view.on, { now })}</HeadCell>
          <HeadCell align="number">Now</HeadCell>
          <HeadCell align="number">Change</HeadCell>
        </>
      }
    >
      {figures.map(({ name, of }) => (
        <Row key={of}>
          <Cell kind="lead">{name}</Cell>
          <Cell align="number">{formatNumber(view.past[of])}</Cell>
          <Cell align="number">{formatNumber(view.present[of])}</Cell>
          <Cell align="number">{difference(view.past[of], view.present[of])}</Cell>
        </Row>
      ))}
    </DataTable>
  );
}

type StandProps = { stand: MovedView["past"]; matrix: RiskMapView["matrix"] };

function Stand({ stand, matrix }: StandProps) {
  if (stand === null) {
    return "Not raised yet";
  }
  if (stand.status === "closed") {
    return statusWords.closed;
  }
  return (
    <span className="inline-flex items-center gap-2">
      <ScoreTile score={scoreOf(stand)} shade={shadeAt(matrix, stand)} />
      {levelWords(matrix, stand)}
      {stand.status === "accepted" && ", accepted"}
    </span>
  );
}

function Moved({ view, extent }: Pick<ThenAndNowProps, "view" | "extent">) {
  const all = view.counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <DataTable
        caption="What moved between the two moments, the largest change of score first"
        density="dense"
        head={
          <>
            <HeadCell>Risk</HeadCell>
            {extent === "workspace" && <HeadCell>Project</HeadCell>}
            <HeadCell>What happened</HeadCell>
            <HeadCell>Then</HeadCell>
            <HeadCell>Now</HeadCell>
          </>
        }
      >
        {view.moved.map(({ id, number, title, projectId, projectKey, kind, past, present }) => (
          <Row key={id}>
            <Cell kind="lead">
              <Link
                href={`/projects/${projectId}/risks?status=all&risk=${id}`}
                className="font-medium hover:underline"
              >
                <span className="wm-mono mr-2 whitespace-nowrap text-ink-2">{riskKey(number)}</span>
                {title}
              </Link>
            </Cell>
            {extent === "workspace" && (
              <Cell label="Project">
                <span className="wm-mono">{projectKey}</span>
              </Cell>
            )}
            <Cell label="What happened">{kindWords[kind]}</Cell>
            <Cell label="Then">
              <Stand stand={past} matrix={view.matrix} />
            </Cell>
            <Cell label="Now">
              <Stand stand={present} matrix={view.matrix} />
            </Cell>
          </Row>
        ))}
      </DataTable>
      {all > view.moved.length && (
        <p className="px-3.5 py-2 text-xs text-ink-3">
          The {view.moved.length} largest changes of {formatNumber(all)} are listed.
        </p>
      )}
    </>
  );
}

function Maps({ view, pictures, register, now }: Omit<ThenAndNowProps, "extent">) {
  const { matrix, past, present, moves } = view;
  const { category, project } = pictures.search;
  const search: RegisterSearch = readRegisterSearch({ category, project });
  const day = formatDay(view.on, { now });
  const shown = (count: number) => `${risksInWords(count)} alive`;
  return (
    <div className="flex flex-wrap gap-x-10 gap-y-5">
      <div className="grid content-start gap-2">
        <h3 className="font-semibold">
          {day} <span className="font-normal text-ink-3">{shown(past.open + past.accepted)}</span>
        </h3>
        <RiskMatrix
          view={{ matrix, heatMap: past.heatMap, moves: [] }}
          caption={`Living risks when ${day} was over, by likelihood and impact.`}
        />
      </div>
      <div className="grid content-start gap-2">
        <h3 className="font-semibold">
          Now{" "}
          <span className="font-normal text-ink-3">{shown(present.open + present.accepted)}</span>
        </h3>
        <RiskMatrix
          view={{ matrix, heatMap: present.heatMap, moves }}
          register={{ base: register, search }}
          caption="Living risks now, by likelihood and impact."
          origin={`Elsewhere on ${day}`}
        >
          {moves.length > 0 && (
            <span>An arrow begins where a risk stood then, drawn from a score of 10 up.</span>
          )}
        </RiskMatrix>
      </div>
      <div className="grid min-w-0 flex-1 basis-64 content-start gap-3">
        <h3 className="font-semibold">What changed</h3>
        <p className="max-w-measure">{changeFinding(view)}</p>
        <Counts view={view} now={now} />
      </div>
    </div>
  );
}

/** The heat map of a day beside the one of now, in one matrix, and every risk that moved. */
export function ThenAndNow(props: ThenAndNowProps) {
  const { view, extent } = props;
  return (
    <>
      <Panel title="Then and now">
        <div className="grid gap-5">
          <DayChooser {...props} />
          <Maps {...props} />
        </div>
      </Panel>
      {view.moved.length > 0 && (
        <Panel title="What moved" meta={`since ${formatDay(view.on, props)}`} padding="none">
          <Moved view={view} extent={extent} />
        </Panel>
      )}
    </>
  );
}
