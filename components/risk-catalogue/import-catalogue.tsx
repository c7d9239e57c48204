"use client";

import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import type { FormState } from "@/lib/kernel/form-state";
import type { CataloguePreviewView } from "@/lib/risk-catalogue/schema";
import { ImportPreview } from "./import-preview";
import { type ImportActs, useImport } from "./use-import";

const example = `risks:
  - key: labels-come-late
    title: Labels come too late to learn from
    category: data
    cause: The claims department closes cases after nine months.
    event: The model is retrained before the labels are there.
    consequence: It learns that recent cases have no claims.
    stages: [data-preparation]
    likelihood: 3
    impact: 4
    treatment: mitigate
    advice: Wait for the labels, or learn from cases that are old enough.
`;

function Outcome({ state }: { state: FormState }) {
  if (state.status === "idle") {
    return null;
  }
  return state.status === "saved" ? (
    <Banner tone="ok" lead={state.message} live="polite" />
  ) : (
    <Banner tone="bad" lead={state.message} live="assertive" />
  );
}

type RunProps = { preview: CataloguePreviewView; isBusy: boolean; onRun: (seen: string) => void };

function Run({ preview, isBusy, onRun }: RunProps) {
  const count = preview.rows.filter(({ outcome }) => outcome !== "same").length;
  if (preview.problems.length > 0) {
    return null;
  }
  if (count === 0) {
    return <p className="text-ink-2">All of it stands in the catalogue as it is.</p>;
  }
  return (
    <div>
      <Button variant="primary" disabled={isBusy} onClick={() => onRun(preview.seen)}>
        Import {count === 1 ? "1 risk" : `${count} risks`}
      </Button>
    </div>
  );
}

/** Paste or choose a file, look at what it would do, and import all of it or nothing. */
export function ImportCatalogue({ workspaceId, acts }: { workspaceId: string; acts: ImportActs }) {
  const { source, answer, isBusy, write, readFile, look, run } = useImport(workspaceId, acts);
  const { state, preview } = answer;
  return (
    <div className="grid grid-cols-1 gap-4">
      <Outcome state={state} />
      <Panel title="Text" meta="YAML, at most 1 MB">
        <div className="grid grid-cols-1 gap-3">
          <Field id="catalogue-file" label="File" optional="yes">
            {(control) => (
              <input
                {...control}
                type="file"
                accept=".yaml,.yml,text/yaml"
                className="wm-input"
                onChange={(event) => {
                  const file = event.target.files?.[0];
                  if (file !== undefined) {
                    readFile(file);
                  }
                }}
              />
            )}
          </Field>
          <Field id="catalogue-source" label="Or paste the text">
            {(control) => (
              <textarea
                {...control}
                rows={14}
                value={source}
                placeholder={example}
                spellCheck={false}
                autoCapitalize="off"
                wrap="off"
                className="wm-input field-sizing-fixed font-mono text-xs"
                onChange={(event) => write(event.target.value)}
              />
            )}
          </Field>
          <div>
            <Button disabled={isBusy || source.trim() === ""} onClick={look}>
              Show what it would do
            </Button>
          </div>
        </div>
      </Panel>
      {preview !== null && (
        <Panel title={preview.problems.length > 0 ? "What is wrong" : "What would happen"}>
          <div className="grid grid-cols-1 gap-3">
            <Run preview={preview} isBusy={isBusy} onRun={run} />
            <ImportPreview preview={preview} />
          </div>
        </Panel>
      )}
    </div>
  );
}
