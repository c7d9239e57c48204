import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Panel } from "@/components/ui/panel";
import { TextField } from "@/components/ui/text-field";
import { Timestamp } from "@/components/ui/timestamp";
import type { ProjectAtTimeView } from "@/lib/audit/schema";
import { formatNumber } from "@/lib/kernel/format-number";

type HistoryPlaceProps = {
  projectId: string;
  then: ProjectAtTimeView;
  at: string | undefined;
  timeZone: string;
};

function LastEntry({ then, timeZone }: { then: ProjectAtTimeView; timeZone: string }) {
  const { last } = then;
  if (last === null) {
    return <p>The project had not begun.</p>;
  }
  return (
    <p>
      After entry {formatNumber(last.index)},{" "}
      <Timestamp at={last.at} show="exact" timeZone={timeZone} />: {last.actorName} {last.sentence}.
    </p>
  );
}

/** Where in time the page stands, and the ways from there. */
export function HistoryPlace({ projectId, then, at, timeZone }: HistoryPlaceProps) {
  const { previousEntry, nextEntry, last } = then;
  const base = `/projects/${projectId}/history`;
  return (
    <>
      <Panel title="Moment">
        <LastEntry then={then} timeZone={timeZone} />
        <div className="no-print mt-3 flex flex-wrap gap-2">
          {previousEntry !== null && (
            <ButtonLink href={`${base}?entry=${previousEntry}`}>Entry before</ButtonLink>
          )}
          {nextEntry !== null && (
            <>
              <ButtonLink href={`${base}?entry=${nextEntry}`}>Entry after</ButtonLink>
              <ButtonLink href={base} variant="quiet">
                Today
              </ButtonLink>
            </>
          )}
        </div>
        <form action={base} method="get" className="no-print mt-3 flex flex-wrap items-end gap-2">
          <TextField
            key={at ?? last?.index ?? "none"}
            name="at"
            type="date"
            label="End of the day, UTC"
            defaultValue={at ?? last?.at.slice(0, 10) ?? ""}
          />
          <Button type="submit">Show</Button>
        </form>
      </Panel>
      <Panel title="What this page cannot tell">
        <p className="text-ink-2 text-sm">
          Everything here follows from the entries of the ledger, and nothing from how the project
          is kept today. Entries do not say in which roles whoever created the project began, what a
          later change of its name or of a risk's text was, what a task or a draft contained, and
          whether a signature on an earlier version of the case still held for a later one. These
          are left out.
        </p>
      </Panel>
    </>
  );
}
