"use client";

import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import type { FormState } from "@/lib/kernel/form-state";
import { fieldsOfDrawing } from "@/lib/risks/rules/drawing";
import { drawingIssues } from "@/lib/risks/rules/matrix";
import type { Matrix, MatrixDrawing } from "@/lib/risks/schema/matrix";
import type { MatrixPreview } from "@/lib/risks/schema/save-matrix";
import { MatrixCells } from "./matrix-cells";
import { MatrixLevels } from "./matrix-levels";
import { MatrixMoves } from "./matrix-moves";
import { MatrixSteps } from "./matrix-steps";

export type MatrixAnswer = { state: FormState; preview: MatrixPreview | null };
type MatrixActs = {
  preview: (form: FormData) => Promise<MatrixAnswer>;
  save: (form: FormData) => Promise<FormState>;
};
type MatrixEditorProps = { workspaceId: string; matrix: Matrix; acts: MatrixActs };

function formOf(drawing: MatrixDrawing, more: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of [...Object.entries(more), ...fieldsOfDrawing(drawing)]) {
    form.append(name, value);
  }
  return form;
}

function drawingIn({ version: _, ...drawing }: Matrix): MatrixDrawing {
  return drawing;
}

function complaintsOf(state: FormState): string[] {
  return state.status === "failed" ? Object.values(state.fields) : [];
}

/**
 * What an admin draws, what it would move, and only then the button that saves
 * it. Whatever is changed after the preview asks for another look.
 */
export function MatrixEditor({ workspaceId, matrix, acts }: MatrixEditorProps) {
  const [drawing, setDrawing] = useState(() => drawingIn(matrix));
  const [answer, setAnswer] = useState<MatrixAnswer>({ state: { status: "idle" }, preview: null });
  const [isBusy, start] = useTransition();
  const base = { workspaceId, version: String(matrix.version) };
  const draw = (next: MatrixDrawing) => {
    setDrawing(next);
    setAnswer({ state: { status: "idle" }, preview: null });
  };
  const look = () =>
    start(async () => {
      setAnswer(await acts.preview(formOf(drawing, base)));
    });
  const save = (reason: string, previewed: string) =>
    start(async () => {
      const state = await acts.save(formOf(drawing, { ...base, reason, previewed }));
      setAnswer((before) => ({ state, preview: state.status === "saved" ? null : before.preview }));
    });
  const { state, preview } = answer;
  return (
    <div className="grid gap-4">
      <Outcome state={state} />
      <Panel title="Cells and appetite" meta="what a place in the matrix means">
        <MatrixCells drawing={drawing} onDraw={draw} />
      </Panel>
      <Panel title="Names" meta="of the steps, lowest first">
        <MatrixSteps drawing={drawing} onDraw={draw} />
      </Panel>
      <Panel title="Levels" meta="lowest first, and what each asks for">
        <MatrixLevels drawing={drawing} onDraw={draw} />
      </Panel>
      <Panel title="What moves">
        {preview === null || preview.previewed === null ? (
          <Before issues={drawingIssues(drawing)} isBusy={isBusy} onLook={look} />
        ) : (
          <MatrixMoves
            preview={preview}
            error={state.status === "failed" ? state.fields.reason : undefined}
            isBusy={isBusy}
            onSave={(reason) => save(reason, preview.previewed ?? "")}
          />
        )}
      </Panel>
    </div>
  );
}

function Outcome({ state }: { state: FormState }) {
  if (state.status === "idle") {
    return null;
  }
  const complaints = complaintsOf(state);
  return (
    <Banner
      tone={state.status === "saved" ? "ok" : "bad"}
      lead={state.message}
      live={state.status === "saved" ? "polite" : "assertive"}
    >
      {complaints.length > 0 && (
        <ul className="mt-1 list-disc pl-4">
          {complaints.map((complaint) => (
            <li key={complaint}>{complaint}</li>
          ))}
        </ul>
      )}
    </Banner>
  );
}

type BeforeProps = {
  issues: ReturnType<typeof drawingIssues>;
  isBusy: boolean;
  onLook: () => void;
};

function Before({ issues, isBusy, onLook }: BeforeProps) {
  return (
    <div className="grid justify-items-start gap-2 text-sm">
      {issues.length === 0 ? (
        <p className="text-ink-2">
          Nothing is saved yet. See first which risks get another level or cross the line, and which
          gates would change.
        </p>
      ) : (
        <ul className="list-disc pl-4 text-bad-ink">
          {issues.map(({ path, message }) => (
            <li key={path}>{message}</li>
          ))}
        </ul>
      )}
      <Button disabled={isBusy || issues.length > 0} onClick={onLook}>
        Show what moves
      </Button>
    </div>
  );
}
