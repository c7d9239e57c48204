"use client";

import { type ComponentProps, type SyntheticEvent, useRef, useState } from "react";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { mentionOf, peopleFor } from "./journal-words";

export type Mentioned = { id: string; name: string };

type MentionAreaProps = Omit<ComponentProps<typeof TextArea>, "id" | "name" | "ref"> & {
  id: string;
  name: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  people: readonly Mentioned[];
};

type Matches = { typed: string; found: readonly Mentioned[] };

/** Puts text at the caret as if it were typed, so that undo knows it and drafts hear of it. */
export function insertAtCaret(area: HTMLTextAreaElement, text: string, replaced = 0): void {
  const end = area.selectionStart;
  area.focus();
  area.setRangeText(text, end - replaced, end, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A text area that offers the people of the project behind an @. */
export function MentionArea(props: MentionAreaProps) {
  const { id, label, hint, error, people, onInput, ...rest } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const [matches, setMatches] = useState<Matches | null>(null);

  const look = (event: SyntheticEvent<HTMLTextAreaElement>) => {
    const { value, selectionStart } = event.currentTarget;
    setMatches(peopleFor(value.slice(0, selectionStart), people));
  };
  const choose = (person: Mentioned) => {
    if (area.current !== null && matches !== null) {
      insertAtCaret(area.current, `${mentionOf(person, people)} `, matches.typed.length + 1);
      setMatches(null);
    }
  };

  return (
    <div>
      <Field id={id} label={label} hint={hint} error={error}>
        {(control) => (
          <TextArea
            {...rest}
            {...control}
            ref={area}
            onInput={(event) => {
              look(event);
              onInput?.(event);
            }}
            onClick={look}
          />
        )}
      </Field>
      <p role="status" className="sr-only">
        {matches === null || matches.found.length === 0
          ? ""
          : `${matches.found.length} people to mention follow the text`}
      </p>
      {matches !== null && matches.found.length > 0 && (
        <ul className="mt-1 flex flex-wrap gap-1" aria-label="Mention">
          {matches.found.map((person) => (
            <li key={person.id}>
              <button type="button" className="wm-chip" onClick={() => choose(person)}>
                @{person.name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
