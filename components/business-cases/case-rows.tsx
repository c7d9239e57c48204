"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";

type CaseRowsProps<Row> = {
  /** What one row is, as on its button: "success criterion". */
  noun: string;
  rows: readonly Row[];
  /** Draws the fields of one row; `row` is null for a new one. */
  children: (row: Row | null, index: number) => ReactNode;
  onChange: () => void;
};

type Kept<Row> = { id: number; row: Row | null };

/** A list people add lines to. One empty line is always there, so that the form works before JavaScript. */
export function CaseRows<Row>({ noun, rows, children, onChange }: CaseRowsProps<Row>) {
  const [kept, setKept] = useState<readonly Kept<Row>[]>(() =>
    [...rows, null].map((row, id) => ({ id, row })),
  );
  const add = () => {
    const id = Math.max(-1, ...kept.map((each) => each.id)) + 1;
    setKept([...kept, { id, row: null }]);
  };
  const remove = (id: number) => {
    setKept(kept.filter((each) => each.id !== id));
    onChange();
  };
  return (
    <div className="space-y-2">
      {kept.map(({ id, row }, index) => (
        <fieldset key={id} className="flex items-start gap-2 border-paper-line border-b pb-2">
          <legend className="sr-only">
            {noun} {index + 1}
          </legend>
          <div className="min-w-0 flex-1">{children(row, index)}</div>
          <Button
            variant="quiet"
            size="sm"
            icon="cross"
            aria-label={`Remove ${noun} ${index + 1}`}
            onClick={() => remove(id)}
          >
            Remove
          </Button>
        </fieldset>
      ))}
      <Button size="sm" icon="plus" onClick={add}>
        Add {noun}
      </Button>
    </div>
  );
}
