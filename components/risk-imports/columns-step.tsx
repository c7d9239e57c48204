import type { FormAction } from "@/components/ui/action-form";
import { Banner } from "@/components/ui/banner";
import { Panel } from "@/components/ui/panel";
import type { DraftView } from "@/lib/risk-imports/schema/views";
import { ColumnsForm } from "./columns-form";
import { encodingWords, separatorWords } from "./import-words";
import { ReadingForm } from "./reading-form";

type ColumnsStepProps = { draft: DraftView; actions: { reread: FormAction; map: FormAction } };

function howItWasRead({ reading, headerRow }: DraftView): string {
  const heads = `The columns have their names in row ${headerRow}.`;
  if (reading.kind === "xlsx") {
    const others =
      reading.sheets.length === 1 ? "" : ` It is one of ${reading.sheets.length} sheets.`;
    return `The sheet “${reading.sheet}” of the workbook was read.${others} ${heads}`;
  }
  const letters = reading.encoding === null ? "" : encodingWords[reading.encoding];
  const separator =
    reading.separator === null ? "" : separatorWords[reading.separator].toLowerCase();
  const guess = reading.isGuessed ? " Both were found out from the file." : "";
  return `The text was read as ${letters}, with a ${separator} between the cells.${guess} ${heads}`;
}

/** How the file was read, and which column is which field. */
export function ColumnsStep({ draft, actions }: ColumnsStepProps) {
  const { doubledHeads } = draft;
  return (
    <>
      <Panel title="How the file was read">
        <p className="max-w-measure pb-2">{howItWasRead(draft)}</p>
        <ReadingForm draft={draft} action={actions.reread} />
      </Panel>
      <Panel title="Which column is which field">
        {doubledHeads.length > 0 && (
          <div className="pb-3">
            <Banner tone="warn" lead="Some columns have the same name:">
              {doubledHeads.join(", ")}. The first of each is chosen; choose the other where it is
              the right one.
            </Banner>
          </div>
        )}
        <ColumnsForm draft={draft} action={actions.map} />
      </Panel>
    </>
  );
}
