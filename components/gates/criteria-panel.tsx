import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { Panel } from "@/components/ui/panel";
import { ReadinessBar } from "@/components/ui/readiness-bar";
import { StateLabel } from "@/components/ui/state-label";
import { TextLink } from "@/components/ui/text-link";
import type { CriterionResult } from "@/lib/gates/schema";
import { formatNumber } from "@/lib/kernel/format-number";
import { criterionStateOf } from "./gate-words";
import { PositionMark } from "./position-mark";

type CriteriaPanelProps = {
  title: string;
  note?: string;
  criteria: readonly CriterionResult[];
};

/** Each criterion beside what proves it, or beside the way to mend it. */
export function CriteriaPanel({ title, note, criteria }: CriteriaPanelProps) {
  const met = criteria.filter((result) => result.status === "met").length;
  return (
    <Panel title={title} meta={`${met} of ${criteria.length} met`} padding="none">
      <div className="px-3.5 pt-3 pb-2">
        <ReadinessBar states={criteria.map((result) => criterionStateOf[result.status])} />
        {note !== undefined && <p className="mt-2 text-ink-2 text-xs">{note}</p>}
      </div>
      <DataTable
        caption={title}
        head={
          <>
            <HeadCell>Criterion</HeadCell>
            <HeadCell align="number">Required</HeadCell>
            <HeadCell align="number">Observed</HeadCell>
            <HeadCell>Evidence, or what to do</HeadCell>
            <HeadCell>State</HeadCell>
          </>
        }
      >
        {criteria.map((result) => (
          <Row key={result.id} id={`criterion-${result.id}`}>
            <Cell kind="lead">
              <span>
                {result.name}
                {result.status !== "met" && (
                  <span className="block font-normal text-ink-2 text-xs first-letter:uppercase">
                    {result.sentence}
                  </span>
                )}
              </span>
            </Cell>
            <Cell align="number" label="Required">
              <span className="inline-block max-w-40">{result.threshold ?? "–"}</span>
            </Cell>
            <Cell align="number" label="Observed">
              <span className="whitespace-nowrap">{shown(result)}</span>{" "}
              {result.measured !== null && (
                <PositionMark value={result.measured.value} limit={result.measured} />
              )}
            </Cell>
            <Cell label="Evidence, or what to do">
              <Proof result={result} />
            </Cell>
            <Cell label="State">
              <StateLabel kind="criterion" state={criterionStateOf[result.status]} />
            </Cell>
          </Row>
        ))}
      </DataTable>
    </Panel>
  );
}

function shown({ value, measured }: CriterionResult): string {
  return measured === null ? (value ?? "–") : formatNumber(measured.value);
}

const SHOWN = 3;

function Proof({ result }: { result: CriterionResult }) {
  const { evidence, href, nextStep, status } = result;
  if (status !== "met" && href !== null) {
    return (
      <span className="block first-letter:uppercase">
        <TextLink href={href}>{nextStep ?? "Open where it can be mended"}</TextLink>
      </span>
    );
  }
  if (evidence.length === 0) {
    return nextStep ?? "–";
  }
  const isNewerWelcome = result.kind === "metric" && href !== null;
  return (
    <ul>
      {evidence.slice(0, SHOWN).map((each) => (
        <li key={`${each.kind}-${each.id}`}>
          <TextLink href={each.href}>{each.label}</TextLink>
        </li>
      ))}
      {evidence.length > SHOWN && (
        <li className="text-ink-2 text-xs">and {evidence.length - SHOWN} more</li>
      )}
      {isNewerWelcome && (
        <li className="text-xs">
          <TextLink href={href}>Attach metric</TextLink>
        </li>
      )}
    </ul>
  );
}
