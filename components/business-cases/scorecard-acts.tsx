import type { FormAction } from "@/components/ui/action-form";
import { Panel } from "@/components/ui/panel";
import type { ScorecardView } from "@/lib/business-cases/schema/life-views";
import { formatNumber } from "@/lib/kernel/format-number";
import { GoLiveForm } from "./go-live-form";
import { ReadingForm } from "./reading-form";

type ScorecardActsProps = {
  view: ScorecardView;
  /** The cell the reader chose, by key and checkpoint. */
  asked: { read: string | undefined; at: string | undefined };
  actions: { record: FormAction; setGoLive: FormAction };
};

/** What can be done to the scorecard: fill or correct one cell, say when it went live. */
export function ScorecardActs({ view, asked, actions }: ScorecardActsProps) {
  const { projectId, goLive, whyNotRecord } = view;
  const row = view.rows.find(({ key }) => key === asked.read);
  const cell = row?.cells.find(({ checkpoint }) => checkpoint === asked.at);
  const label = view.checkpoints.find(({ checkpoint }) => checkpoint === asked.at)?.label;
  return (
    <div id="record" className="no-print space-y-3">
      {row !== undefined && cell !== undefined && whyNotRecord === null && (
        <Panel title={`${row.criterion.measure} at ${label}`}>
          <ReadingForm
            key={`${row.key} ${cell.checkpoint} ${cell.reading?.id}`}
            projectId={projectId}
            criterionKey={row.key}
            checkpoint={cell.checkpoint}
            unit={row.criterion.unit}
            correctsId={cell.reading?.id ?? null}
            metrics={view.metrics.map(({ id, name, slice, value, measuredAt }) => ({
              value: id,
              label: `${name}${slice === "" ? "" : ` (${slice})`}: ${formatNumber(value)}, ${measuredAt.slice(0, 10)}`,
            }))}
            action={actions.record}
          />
        </Panel>
      )}
      {goLive.whyNotSet === null && view.number !== null && (
        <GoLiveForm
          projectId={projectId}
          on={goLive.from === "lead" ? goLive.on : null}
          action={actions.setGoLive}
        />
      )}
    </div>
  );
}
