import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { ChipBar } from "@/components/ui/chip-bar";
import { FacetMenu } from "@/components/ui/facet-menu";
import { TextInput } from "@/components/ui/text-input";
import { kindChoices, kindWords } from "./journal-words";
import { type Log, listHref } from "./log-address";
import type { Mentioned } from "./mention-area";

/** What a facet is set to, with the way back; nothing where it is not set. */
function chosenOf(label: string | undefined, clearHref: string) {
  return label === undefined ? undefined : { label, clearHref };
}

type LogFiltersProps = {
  log: Log;
  stages: readonly { id: string; number: number; name: string }[];
  people: readonly Mentioned[];
};

/** A plain GET form: the address says what was searched for. */
function Search({ log }: { log: Log }) {
  const { q, stage, task, author, kind } = log.search;
  const kept = Object.entries({ stage, task, author, kind });
  return (
    <form method="get" action={log.base} className="no-print flex gap-1.5">
      {kept.map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <TextInput
        type="search"
        name="q"
        defaultValue={q ?? ""}
        key={q ?? ""}
        maxLength={200}
        aria-label="Search the log"
        data-command="filter"
      />
      <Button type="submit" icon="search">
        Search
      </Button>
    </form>
  );
}

export function LogFilters({ log, stages, people }: LogFiltersProps) {
  const { search } = log;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Search log={log} />
      <ChipBar label="Filters of the log">
        <FacetMenu
          label="Stage"
          chosen={chosenOf(
            stages.find(({ id }) => id === search.stage)?.name,
            listHref(log, { stage: undefined }),
          )}
          options={stages.map(({ id, number, name }) => ({
            label: `${number} ${name}`,
            href: listHref(log, { stage: id }),
          }))}
        />
        <FacetMenu
          label="Author"
          chosen={chosenOf(
            people.find(({ id }) => id === search.author)?.name,
            listHref(log, { author: undefined }),
          )}
          options={people.map(({ id, name }) => ({
            label: name,
            href: listHref(log, { author: id }),
          }))}
        />
        <FacetMenu
          label="Kind"
          chosen={chosenOf(
            search.kind === undefined ? undefined : kindWords[search.kind],
            listHref(log, { kind: undefined }),
          )}
          options={kindChoices.map(({ value, label }) => ({
            label,
            href: listHref(log, { kind: value }),
          }))}
        />
        {search.task !== undefined && (
          <Chip href={listHref(log, { task: undefined })} label="Task" value="one task" current />
        )}
      </ChipBar>
    </div>
  );
}
