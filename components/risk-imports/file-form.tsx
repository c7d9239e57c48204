"use client";

import { type ChangeEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { spreadsheetLimits, tooLargeFile } from "@/lib/kernel/spreadsheet";

const MAX_BYTES = spreadsheetLimits.fileMb * 1024 * 1024;

/** A plain form. With a script, a file that is too large is told of before it is sent. */
export function FileForm({ workspaceId, problem }: { workspaceId: string; problem?: string }) {
  const [failure, setFailure] = useState(problem);
  const [isSending, setIsSending] = useState(false);
  const onChoose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.currentTarget.files?.[0];
    setFailure(file !== undefined && file.size > MAX_BYTES ? tooLargeFile : undefined);
  };
  return (
    <form
      action="/files/risk-import"
      method="post"
      encType="multipart/form-data"
      className="grid gap-3"
      onSubmit={(event) => (failure === tooLargeFile ? event.preventDefault() : setIsSending(true))}
    >
      <input type="hidden" name="workspaceId" value={workspaceId} />
      <Field
        id="import-file"
        label="Spreadsheet"
        hint="A workbook (.xlsx) or separated text (.csv) of at most 10 MB and 5,000 rows."
        error={failure}
      >
        {(control) => (
          <input
            {...control}
            type="file"
            name="file"
            accept=".xlsx,.csv,.tsv,.txt"
            className="wm-input h-auto py-1"
            required
            onChange={onChoose}
          />
        )}
      </Field>
      <span>
        <Button type="submit" variant="primary" disabled={isSending} aria-busy={isSending}>
          {isSending ? "Reading the file" : "Read the file"}
        </Button>
      </span>
    </form>
  );
}
