import type { ReactNode } from "react";
import { DataTable } from "@/components/ui/data-table";
import { Disclosure } from "@/components/ui/disclosure";
import { Panel } from "@/components/ui/panel";

type PicturePanelProps = {
  title: string;
  /** What the picture shows, in words: for everybody, and instead of the picture for some. */
  finding: string;
  /** How it is counted. */
  note?: ReactNode;
  children: ReactNode;
  table: { caption: string; head: ReactNode; rows: ReactNode };
};

/** One picture, its finding, and its figures as a table. */
export function PicturePanel({ title, finding, note, children, table }: PicturePanelProps) {
  return (
    <Panel title={title}>
      <div className="grid gap-3">
        <p className="max-w-measure text-md">{finding}</p>
        <div role="img" aria-label={finding} className="break-inside-avoid">
          {children}
        </div>
        {note !== undefined && <p className="max-w-measure text-xs text-ink-3">{note}</p>}
        <Disclosure title="Show as table">
          <div className="max-h-96 overflow-y-auto">
            <DataTable caption={table.caption} density="dense" narrow="scroll" head={table.head}>
              {table.rows}
            </DataTable>
          </div>
        </Disclosure>
      </div>
    </Panel>
  );
}
