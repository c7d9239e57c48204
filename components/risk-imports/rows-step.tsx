import type { FormAction } from "@/components/ui/action-form";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import type { DraftView } from "@/lib/risk-imports/schema/views";
import { columnsHref, type ImportSearch } from "./import-address";
import { countedRows } from "./import-words";
import { RowsList } from "./rows-list";
import { RunImport } from "./run-import";
import { WordsForm } from "./words-form";

type RowsStepProps = {
  draft: DraftView;
  search: ImportSearch;
  actions: { map: FormAction; mend: FormAction };
};

function summaryOf({ counts }: DraftView): string {
  const { all, add, update, skip, leftOut, broken } = counts;
  const parts = [
    [add, "to add"],
    [update, "to update"],
    [skip, "to skip"],
    [leftOut, "left out"],
    [broken, "to mend"],
  ] as const;
  const named = parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count.toLocaleString("en")} ${word}`);
  return `${countedRows(all)}: ${named.join(", ")}. Nothing is in the register yet.`;
}

/** What would be imported, with what is wrong in which cell. */
export function RowsStep({ draft, search, actions }: RowsStepProps) {
  const { words, asksDayOrder, dayOrder, counts } = draft;
  const asks = words.length > 0 || asksDayOrder || dayOrder !== null || counts.duplicates > 0;
  return (
    <>
      <Panel>
        <div className="grid gap-3">
          <p>
            {summaryOf(draft)} <TextLink href={columnsHref(draft.id)}>Change the columns</TextLink>
          </p>
          <RunImport draft={draft} />
        </div>
      </Panel>
      {asks && (
        <Panel title="Answered once for all rows">
          <WordsForm draft={draft} action={actions.map} />
        </Panel>
      )}
      <Panel title="Rows of the file" padding="none">
        <RowsList draft={draft} search={search} action={actions.mend} />
      </Panel>
    </>
  );
}
