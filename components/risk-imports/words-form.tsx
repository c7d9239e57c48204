"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { DraftView } from "@/lib/risk-imports/schema/views";
import { countedRows, duplicateWords, listWords } from "./import-words";

type WordsFormProps = {
  draft: Pick<
    DraftView,
    "id" | "version" | "words" | "choices" | "asksDayOrder" | "dayOrder" | "onDuplicate" | "counts"
  >;
  action: FormAction;
};

type Word = DraftView["words"][number];

function labelOf({ list, text, count }: Word): string {
  const word = text === "" ? "where it is empty" : `“${text.slice(0, 60)}”`;
  const rows = count === 0 ? "" : ` (${countedRows(count)})`;
  return `${listWords[list]} ${word}${rows}`;
}

const dayOrders = [
  { value: "day_first", label: "Day first: 3/4 is 3 April" },
  { value: "month_first", label: "Month first: 3/4 is 4 March" },
];

/** What is answered once for every row that has it. */
export function WordsForm({ draft, action }: WordsFormProps) {
  const { id, version, words, choices, asksDayOrder, dayOrder, onDuplicate, counts } = draft;
  return (
    <ActionForm id="words" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="draftId" value={id} />
          <input type="hidden" name="version" value={version} />
          <div className="grid gap-3 sm:grid-cols-2">
            {words.map((word, index) => (
              <div key={`${word.list} ${word.text}`}>
                <input type="hidden" name={`words.${index}.list`} value={word.list} />
                <input type="hidden" name={`words.${index}.word`} value={word.text} />
                <SelectField
                  {...field(`words.${index}.value`, word.value)}
                  label={labelOf(word)}
                  placeholder="Mend it row by row"
                  options={choices[word.list] ?? []}
                />
              </div>
            ))}
            {(asksDayOrder || dayOrder !== null) && (
              <SelectField
                {...field("dayOrder", dayOrder)}
                label="How the file writes days"
                placeholder="Mend it row by row"
                options={dayOrders}
              />
            )}
            {counts.duplicates > 0 && (
              <SelectField
                {...field("onDuplicate", onDuplicate)}
                label={`What is there already (${countedRows(counts.duplicates)})`}
                hint="For every such row that says nothing else."
                options={Object.entries(duplicateWords).map(([value, label]) => ({ value, label }))}
              />
            )}
          </div>
          <span>
            <SubmitButton variant="default">Apply to all rows</SubmitButton>
          </span>
        </>
      )}
    </ActionForm>
  );
}
