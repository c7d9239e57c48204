"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-error";
import { Select } from "@/components/ui/select";
import { projectRoles, titleOfProjectRole } from "@/lib/authz/permissions";
import type { FormState } from "@/lib/kernel/form-state";

export type NewProjectPerson = { userId: string; name: string; isYou: boolean };

type NewProjectPeopleProps = { state: FormState; people: readonly NewProjectPerson[] };

/** Enough for a team before any script has loaded; rows left empty count for nothing. */
const FIRST_ROWS = 3;
const ROWS_MAX = 50;

function rowsIn(state: FormState): number {
  if (state.status !== "failed") {
    return FIRST_ROWS;
  }
  const numbers = Object.keys(state.values).map((name) => /^people\.(\d+)\./.exec(name)?.[1]);
  return Math.max(FIRST_ROWS, ...numbers.map((number) => Number(number ?? -1) + 1));
}

type RowProps = NewProjectPeopleProps & { index: number };

function Roles({ state, index }: Omit<RowProps, "people">) {
  const name = `people.${index}.roles`;
  const kept = state.status === "failed" ? (state.values[name] ?? "").split("\n") : [];
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-1.5">
      {projectRoles.map((role) => (
        <label key={role} htmlFor={`new-${name}-${role}`} className="flex items-center gap-1.5">
          <input
            type="checkbox"
            id={`new-${name}-${role}`}
            name={name}
            value={role}
            defaultChecked={kept.includes(role)}
            className="accent-spruce"
          />
          {titleOfProjectRole[role]}
        </label>
      ))}
    </div>
  );
}

function PersonRow({ state, people, index }: RowProps) {
  const name = `people.${index}.userId`;
  const errors = state.status === "failed" ? state.fields : {};
  const error = errors[name] ?? errors[`people.${index}.roles`];
  const errorId = `new-${name}-note`;
  return (
    <fieldset
      id={`new-people.${index}.roles`}
      tabIndex={-1}
      className="grid items-start gap-x-4 gap-y-2 border-t border-line py-3 md:grid-cols-[14rem_1fr]"
    >
      <legend className="sr-only">Person {index + 1}</legend>
      <div>
        <label htmlFor={`new-${name}`} className="sr-only">
          Person {index + 1}
        </label>
        <Select
          id={`new-${name}`}
          name={name}
          placeholder="Choose a person"
          defaultValue={state.status === "failed" ? (state.values[name] ?? "") : ""}
          options={people.map((person) => ({
            value: person.userId,
            label: person.isYou ? `${person.name} (you)` : person.name,
          }))}
          {...(error === undefined ? {} : { "aria-invalid": true, "aria-describedby": errorId })}
        />
        {error !== undefined && <FieldError id={errorId}>{error}</FieldError>}
      </div>
      <Roles state={state} index={index} />
    </fieldset>
  );
}

export function NewProjectPeople({ state, people }: NewProjectPeopleProps) {
  const [rows, setRows] = useState(() => rowsIn(state));
  return (
    <section aria-labelledby="new-people">
      <h2 id="new-people" tabIndex={-1} className="wm-label">
        People <span className="font-normal text-ink-3">(optional)</span>
      </h2>
      <p className="mb-2 text-ink-3">
        You take part as lead unless you name another one. One person may hold several roles; more
        people can join at any time.
      </p>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are places of the form, not people
        <PersonRow key={index} index={index} state={state} people={people} />
      ))}
      {rows < ROWS_MAX && (
        <Button size="sm" icon="plus" onClick={() => setRows(rows + 1)}>
          Add a row
        </Button>
      )}
    </section>
  );
}
