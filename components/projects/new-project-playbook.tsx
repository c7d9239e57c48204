"use client";

import { useState } from "react";
import type { FormField, FormHelp } from "@/components/ui/action-form";
import { FieldError } from "@/components/ui/field-error";

export type OfferedPlaybook = {
  versionId: string;
  key: string;
  name: string;
  summary: string;
  number: number;
  stageCount: number;
  strictness: readonly { level: string; summary: string }[];
};

type NewProjectPlaybookProps = { field: FormHelp["field"]; playbooks: readonly OfferedPlaybook[] };

const FIRST_CHOICE = "crisp-dm-mlops";

const levelWords: Readonly<Record<string, string>> = {
  lite: "Lite",
  standard: "Standard",
  regulated: "Regulated",
};

type Card = { value: string; title: string; aside?: string; text: string };

type CardsProps = {
  field: FormField;
  legend: string;
  note?: string;
  cards: readonly Card[];
  columns: "two" | "three";
  onChoose?: (value: string) => void;
};

const grids = { two: "sm:grid-cols-2", three: "md:grid-cols-3" } as const;

/** Radio buttons with enough room to say what each choice means. */
function Cards({ field, legend, note, cards, columns, onChoose }: CardsProps) {
  const noteId = `${field.id}-note`;
  return (
    <fieldset
      id={field.id}
      tabIndex={-1}
      aria-describedby={field.error === undefined ? undefined : noteId}
    >
      <legend className="wm-label">{legend}</legend>
      {note !== undefined && <p className="mb-2 text-ink-3">{note}</p>}
      <div className={`grid gap-2 ${grids[columns]}`}>
        {cards.map((card) => (
          <label
            key={card.value}
            htmlFor={`${field.id}-${card.value}`}
            className="grid grid-cols-[auto_1fr] content-start gap-x-2.5 gap-y-1 rounded-panel border border-line-3 p-3 hover:bg-surface-2 has-checked:border-spruce has-checked:bg-spruce-soft"
          >
            <input
              type="radio"
              id={`${field.id}-${card.value}`}
              name={field.name}
              value={card.value}
              defaultChecked={card.value === field.defaultValue}
              onChange={() => onChoose?.(card.value)}
              className="mt-0.5 accent-spruce"
            />
            <span className="font-semibold">
              {card.title}
              {card.aside !== undefined && (
                <span className="ml-2 font-normal text-ink-3">{card.aside}</span>
              )}
            </span>
            <span className="col-start-2 text-ink-2">{card.text}</span>
          </label>
        ))}
      </div>
      {field.error !== undefined && <FieldError id={noteId}>{field.error}</FieldError>}
    </fieldset>
  );
}

function usualFirst(a: OfferedPlaybook, b: OfferedPlaybook): number {
  return Number(b.key === FIRST_CHOICE) - Number(a.key === FIRST_CHOICE);
}

function cardOf(playbook: OfferedPlaybook): Card {
  const stages = playbook.stageCount === 1 ? "1 stage" : `${playbook.stageCount} stages`;
  return {
    value: playbook.versionId,
    title: playbook.name,
    aside: `${stages}, version ${playbook.number}`,
    text: playbook.summary,
  };
}

/** Which way the project goes, and how strictly; the sentences are the chosen playbook's own. */
export function NewProjectPlaybook({ field, playbooks }: NewProjectPlaybookProps) {
  const usual = playbooks.find(({ key }) => key === FIRST_CHOICE) ?? playbooks[0];
  const choice = field("playbookVersionId", usual?.versionId);
  const [versionId, setVersionId] = useState(choice.defaultValue);
  const chosen = playbooks.find((playbook) => playbook.versionId === versionId) ?? usual;
  return (
    <>
      <Cards
        field={choice}
        legend="Playbook"
        cards={playbooks.toSorted(usualFirst).map(cardOf)}
        columns="two"
        onChoose={setVersionId}
      />
      {chosen !== undefined && (
        <Cards
          field={field("strictness", "standard")}
          legend="How strict"
          note={`As ${chosen.name} means it:`}
          cards={chosen.strictness.map(({ level, summary }) => ({
            value: level,
            title: levelWords[level] ?? level,
            text: summary,
          }))}
          columns="three"
        />
      )}
    </>
  );
}
