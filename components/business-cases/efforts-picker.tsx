import type { FormAction } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import { Tag } from "@/components/ui/tag";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import type {
  EarlierEffort,
  EarlierEffortsView,
} from "@/lib/business-cases/schema/earlier-efforts";
import { EffortForm } from "./effort-form";

const statusWords = { active: "running", paused: "paused", closed: "closed" } as const;

type EffortsPickerProps = { view: EarlierEffortsView; action: FormAction };

/** What the workspace tried before, to be taken into the case or set aside with a reason. */
export function EffortsPicker({ view, action }: EffortsPickerProps) {
  const { rows, words, whyNotAdd, projectId } = view;
  return (
    <div className="max-w-[60rem] space-y-4">
      <search>
        <form className="flex flex-wrap items-end gap-2">
          <div className="min-w-60 flex-1">
            <TextField
              name="words"
              label="Look for"
              defaultValue={words}
              placeholder="words of the name, the aim or the lessons"
              maxLength={200}
            />
          </div>
          <Button type="submit" icon="search">
            Search
          </Button>
        </form>
      </search>
      <p className="text-ink-2 text-sm">
        {words === ""
          ? "Found by the words of this case. The best match stands first."
          : "The best match stands first; ten are shown at most."}
      </p>
      {whyNotAdd !== null && <p className="text-ink-2 text-sm">{whyNotAdd}</p>}
      {rows.length === 0 ? (
        <EmptyState title="No earlier project matches">
          Only projects that you may read are searched. Try fewer or other words.
        </EmptyState>
      ) : (
        <Panel title="Earlier projects" meta={`${rows.length}`} padding="none">
          <ul className="divide-y divide-line">
            {rows.map((row) => (
              <li key={row.projectId} className="space-y-1.5 px-3.5 py-3">
                <Effort row={row} />
                {whyNotAdd === null && !row.isInCase && (
                  <EffortForm
                    projectId={projectId}
                    effortProjectId={row.projectId}
                    action={action}
                  />
                )}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}

function Effort({ row }: { row: EarlierEffort }) {
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <b>
          <TextLink href={`/projects/${row.projectId}`}>{row.name}</TextLink>
        </b>
        <Tag>{row.key}</Tag>
        <span className="text-ink-2 text-xs">
          began {row.startOn.slice(0, 4)}, {statusWords[row.status]}
        </span>
        {row.isInCase && <Tag tone="ok">in the case</Tag>}
      </p>
      {row.summary !== "" && <p className="text-ink-2">{row.summary}</p>}
      <dl className="grid gap-x-3 text-sm sm:grid-cols-[5rem_1fr]">
        <dt className="text-ink-3">Result</dt>
        <dd>{row.result}</dd>
        <dt className="text-ink-3">Lesson</dt>
        <dd className="whitespace-pre-line">
          {row.lesson === "" ? "None on record." : row.lesson}
        </dd>
      </dl>
    </>
  );
}
