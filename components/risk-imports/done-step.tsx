import type { FormAction } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button-link";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import type { ImportView } from "@/lib/risk-imports/schema/views";
import { UndoForm } from "./undo-form";

type DoneStepProps = { view: ImportView; now: Date; undo: FormAction };

function headline({ added, updated, undoneAt }: ImportView): string {
  const parts = [
    ...(added > 0 ? [`${added.toLocaleString("en")} added`] : []),
    ...(updated > 0 ? [`${updated.toLocaleString("en")} updated`] : []),
  ];
  return undoneAt === null ? `Risks imported: ${parts.join(", ")}` : "This import was undone";
}

/** What came of an import, where its risks are, and the way back. */
export function DoneStep({ view, now, undo }: DoneStepProps) {
  const { id, fileName, importedAt, projects, undoneAt, undoUntil, whyNotUndo } = view;
  return (
    <Panel title={headline(view)}>
      <div className="grid gap-3">
        <p>
          {fileName}, <Timestamp at={importedAt} now={now} show="moment" />
          {undoneAt !== null && (
            <>
              ; undone <Timestamp at={undoneAt} now={now} show="moment" />
            </>
          )}
        </p>
        <ul className="flex flex-wrap gap-x-3 gap-y-1">
          {projects.map((project) => (
            <li key={project.id}>
              <TextLink href={`/projects/${project.id}/risks`}>
                {project.key} {project.name}
              </TextLink>
            </li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href="/risks" variant="primary">
            Open the register
          </ButtonLink>
          <ButtonLink href="/risks/import">Import another file</ButtonLink>
        </div>
        {undoneAt === null && (
          <div className="grid gap-2 border-t border-line-2 pt-3">
            <p className="max-w-measure text-ink-2">
              Until <Timestamp at={undoUntil} now={now} show="moment" /> the whole import can be
              taken back, as long as nobody worked on its risks.
            </p>
            <UndoForm importId={id} whyNot={whyNotUndo} action={undo} />
          </div>
        )}
      </div>
    </Panel>
  );
}
