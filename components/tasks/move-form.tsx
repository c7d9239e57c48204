"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import type { TaskRowView } from "@/lib/tasks/schema";
import { allowedMoves, moveWord } from "./task-words";

type MovedTask = Pick<TaskRowView, "id" | "version" | "status" | "moves">;

type MoveFormProps = { id: string; task: MovedTask; action: FormAction };

function reasonHint({ moves }: MovedTask): string {
  const wanting = moves.filter(({ whyNot, needsReason }) => whyNot === null && needsReason);
  const names = wanting.map(({ to }) => (to === "done" ? "done without its outputs" : "blocked"));
  return `Needed for: ${names.join(", ")}.`;
}

/** Only the next states the task may take, and the reason where one is asked for. */
export function MoveForm({ id, task, action }: MoveFormProps) {
  const moves = allowedMoves(task);
  const asks = moves.some(({ needsReason }) => needsReason);
  return (
    <ActionForm id={id} action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="taskId" value={task.id} />
          <input type="hidden" name="version" value={task.version} />
          {asks && (
            <TextAreaField
              {...field("reason")}
              label="Reason"
              hint={reasonHint(task)}
              rows={2}
              maxLength={1000}
            />
          )}
          <div className="flex flex-wrap gap-1.5">
            {moves.map(({ to }) => (
              <SubmitButton
                key={to}
                name="to"
                value={to}
                size="sm"
                variant={to === "blocked" ? "danger" : "default"}
              >
                {moveWord(task.status, to)}
              </SubmitButton>
            ))}
          </div>
        </>
      )}
    </ActionForm>
  );
}
