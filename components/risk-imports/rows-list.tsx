import type { FormAction } from "@/components/ui/action-form";
import { Chip } from "@/components/ui/chip";
import { ChipBar } from "@/components/ui/chip-bar";
import { Pager } from "@/components/ui/pager";
import type { Tone } from "@/components/ui/state-label";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { type ImportField, importFields } from "@/lib/risk-imports/rules/import-fields";
import type { DraftView, ImportRowView } from "@/lib/risk-imports/schema/views";
import { type ImportSearch, rowsHref } from "./import-address";
import { fateWords } from "./import-words";
import { RowForm } from "./row-form";

type RowsListProps = {
  draft: DraftView;
  search: ImportSearch;
  action: FormAction;
};

const tones = {
  add: "ok",
  update: "review",
  skip: "idle",
  left_out: "idle",
  broken: "bad",
} satisfies Record<ImportRowView["fate"], Tone>;

function Facts({ row }: { row: ImportRowView }) {
  const { project, category, owner, likelihood, impact, dueOn } = row.texts;
  const level = [likelihood, impact].filter((step) => step !== undefined && step !== "");
  const facts = [project, category, owner, level.join(" x "), dueOn];
  return (
    <p className="text-xs text-ink-2">
      {facts.filter((fact) => fact !== undefined && fact !== "").join(" · ")}
    </p>
  );
}

function fieldsOf(row: ImportRowView, isWhole: boolean): readonly ImportField[] {
  const wrong = new Set(row.problems.map(({ field }) => field));
  return isWhole
    ? importFields.filter((field) => field !== "key")
    : importFields.filter((field) => wrong.has(field));
}

function RowOfFile({ draft, row, search, action }: RowsListProps & { row: ImportRowView }) {
  const isChosen = search.row === row.row;
  const isOpen = isChosen || row.fate === "broken";
  const at = { show: draft.show, from: search.from };
  return (
    <li id={`row-${row.row}`} className="grid gap-1.5 border-b border-line-2 px-3.5 py-2.5">
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <span className="wm-mono text-ink-3">Row {row.number}</span>
        <b className="min-w-0 break-words">
          {row.texts.title || row.texts.event?.slice(0, 80) || "No title"}
        </b>
        <Tag tone={tones[row.fate]}>{fateWords[row.fate]}</Tag>
        {!isChosen && (
          <span className="ml-auto text-xs">
            <TextLink href={rowsHref(draft.id, { ...at, row: row.row })}>
              All cells<span className="sr-only"> of row {row.number}</span>
            </TextLink>
          </span>
        )}
      </div>
      <Facts row={row} />
      {row.duplicate !== null && !isOpen && <p className="text-xs">Same as {row.duplicate.of}.</p>}
      {row.remarks.map((remark) => (
        <p key={remark} className="text-xs text-ink-2">
          {remark}
        </p>
      ))}
      {isOpen && (
        <RowForm
          draftId={draft.id}
          version={draft.version}
          row={row}
          fields={fieldsOf(row, isChosen)}
          action={action}
        />
      )}
    </li>
  );
}

/** The rows of the file as risks, a page of them; broken ones stand open. */
export function RowsList(props: RowsListProps) {
  const { draft, search } = props;
  const { counts, rows, shown, next, show } = draft;
  const chip = (name: typeof show, label: string, count: number) => (
    <Chip
      href={rowsHref(draft.id, { show: name })}
      label={label}
      count={count}
      current={show === name}
    />
  );
  const { from } = search;
  return (
    <>
      <div className="px-3.5 py-2.5">
        <ChipBar label="Rows shown">
          {chip("problems", "To mend", counts.broken)}
          {chip("duplicates", "There already", counts.duplicates)}
          {chip("all", "All rows", counts.all)}
        </ChipBar>
      </div>
      {rows.length === 0 ? (
        <p className="px-3.5 pb-3 text-ink-2">
          {show === "problems" ? "Nothing is left to mend." : "No row of this kind."}
        </p>
      ) : (
        <ul className="border-t border-line-2">
          {rows.map((row) => (
            <RowOfFile key={row.row} {...props} row={row} />
          ))}
        </ul>
      )}
      <Pager
        previousHref={
          from === 0 ? undefined : rowsHref(draft.id, { show, from: Math.max(0, from - 50) })
        }
        nextHref={next === null ? undefined : rowsHref(draft.id, { show, from: next })}
        summary={`${from + 1}–${from + rows.length} of ${shown}`}
        label="Pages of rows"
      />
    </>
  );
}
