"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { DraftView } from "@/lib/risk-imports/schema/views";
import { countedRows } from "./import-words";

type Progress = { done: number; all: number };
type Line = Progress | { href: string };

const lost =
  "The connection was lost. Load the page anew: it says whether the risks are in the register.";

/** Each line of the answer as it comes. */
async function* linesOf(answer: Response): AsyncGenerator<Line> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const part = await reader?.read();
    if (part === undefined || part.done) {
      return;
    }
    const lines = (rest + part.value).split("\n");
    rest = lines.pop() ?? "";
    yield* lines.map((line) => JSON.parse(line) as Line);
  }
}

function wordsOf({ add, update }: DraftView["counts"]): string {
  const risks = (count: number) => `${count.toLocaleString("en")} risk${count === 1 ? "" : "s"}`;
  if (update === 0) {
    return `Import ${risks(add)}`;
  }
  return add === 0 ? `Update ${risks(update)}` : `Import ${risks(add)}, update ${update}`;
}

/** A plain form; with a script it says how far it is. */
export function RunImport({ draft }: { draft: Pick<DraftView, "id" | "counts"> }) {
  const { add, update, broken } = draft.counts;
  const router = useRouter();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const action = `/files/risk-import/${draft.id}`;

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setFailure(null);
    setProgress({ done: 0, all: add + update });
    try {
      const headers = { accept: "application/x-ndjson" };
      const answer = await fetch(action, { method: "POST", body: form, headers });
      for await (const line of linesOf(answer)) {
        if ("href" in line) {
          router.push(line.href);
          router.refresh();
          return;
        }
        setProgress(line);
      }
      setFailure(lost);
    } catch {
      setFailure(lost);
    }
    setProgress(null);
  };

  const isBlocked = broken > 0 || add + update === 0;
  return (
    <form action={action} method="post" onSubmit={onSubmit} className="grid gap-2">
      <input type="hidden" name="add" value={add} />
      <input type="hidden" name="update" value={update} />
      {failure !== null && <Banner tone="bad" lead={failure} live="assertive" />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" disabled={isBlocked || progress !== null}>
          {wordsOf(draft.counts)}
        </Button>
        {broken > 0 && (
          <span className="text-ink-2">
            {countedRows(broken)} {broken === 1 ? "needs" : "need"} mending or leaving out first.
          </span>
        )}
        {broken === 0 && add + update === 0 && (
          <span className="text-ink-2">Every row is skipped or left out.</span>
        )}
        {progress !== null && (
          <span className="flex items-center gap-2 text-xs text-ink-2" role="status">
            <progress
              className="h-1.5 w-40 accent-spruce"
              value={progress.done}
              max={progress.all}
              aria-label="Rows written"
            />
            {progress.done.toLocaleString("en")} of {progress.all.toLocaleString("en")}
          </span>
        )}
      </div>
    </form>
  );
}
