import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { AuditFiltersView } from "@/lib/audit/schema";
import { type AuditSearch, isFiltered } from "./audit-address";
import { kindWord } from "./kind-words";

type AuditFiltersProps = { search: AuditSearch; filters: AuditFiltersView };

/**
 * A plain form that asks the address: it works everywhere and can be shared as a link. Where there
 * are more people or projects than a list can offer, a text says which to offer.
 */
export function AuditFilters({ search, filters }: AuditFiltersProps) {
  return (
    <search className="no-print">
      <form
        action="/audit"
        method="get"
        className="flex flex-wrap items-end gap-x-3 gap-y-2 max-sm:grid max-sm:grid-cols-2 *:max-sm:min-w-0"
        key={JSON.stringify(search)}
      >
        <div className="sm:w-24">
          <TextField
            name="entry"
            type="search"
            inputMode="numeric"
            pattern="[0-9]{1,15}"
            label="Entry"
            title="The number of one entry, as in the first column"
            data-command="filter"
          />
        </div>
        {(filters.hasMore || search.find !== undefined) && (
          <div className="sm:w-36">
            <TextField
              name="find"
              type="search"
              label="Find a name"
              title="Which people and projects the two lists beside offer"
              defaultValue={search.find ?? ""}
            />
          </div>
        )}
        <SelectField
          name="person"
          label="Person"
          placeholder="Everybody"
          defaultValue={search.person ?? ""}
          options={filters.people.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <div className="sm:w-40">
          <SelectField
            name="project"
            label="Project"
            placeholder="All projects"
            defaultValue={search.project ?? ""}
            options={filters.projects.map(({ id, key, name }) => ({
              value: id,
              label: `${key} ${name}`,
            }))}
          />
        </div>
        <SelectField
          name="kind"
          label="Kind"
          placeholder="Every kind"
          defaultValue={search.kind ?? ""}
          options={filters.kinds.map((kind) => ({ value: kind, label: kindWord(kind) }))}
        />
        <TextField name="from" type="date" label="From" defaultValue={search.from ?? ""} />
        <TextField name="to" type="date" label="Up to" defaultValue={search.to ?? ""} />
        <div className="flex gap-2">
          <Button type="submit" icon="filter">
            Filter
          </Button>
          {isFiltered(search) && (
            <ButtonLink href="/audit" variant="quiet">
              Clear filters
            </ButtonLink>
          )}
        </div>
      </form>
    </search>
  );
}
