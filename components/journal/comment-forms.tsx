"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import type { CommentSubject } from "@/lib/journal/schema";
import { MentionArea, type Mentioned } from "./mention-area";

type AddCommentProps = {
  subject: CommentSubject;
  subjectId: string;
  people: readonly Mentioned[];
  action: FormAction;
};

export function AddCommentForm({ subject, subjectId, people, action }: AddCommentProps) {
  return (
    <ActionForm id="comment" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="subject" value={subject} />
          <input type="hidden" name="subjectId" value={subjectId} />
          <MentionArea
            {...field("body")}
            label="Comment"
            hint="Markdown; @ mentions somebody of the project."
            people={people}
            rows={2}
            maxLength={10_000}
            required
          />
          <div>
            <SubmitButton size="sm" variant="default" icon="comment">
              Add comment
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

type EditCommentProps = {
  comment: { id: string; body: string; version: number };
  people: readonly Mentioned[];
  action: FormAction;
};

export function EditCommentForm({ comment, people, action }: EditCommentProps) {
  return (
    <ActionForm id={`comment-${comment.id}`} action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="commentId" value={comment.id} />
          <input type="hidden" name="version" value={comment.version} />
          <MentionArea
            {...field("body", comment.body)}
            label="Comment"
            people={people}
            rows={3}
            maxLength={10_000}
            required
          />
          <div>
            <SubmitButton size="sm">Save comment</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

export function ResolveCommentForm({
  commentId,
  action,
}: {
  commentId: string;
  action: FormAction;
}) {
  return (
    <ActionForm id={`resolve-${commentId}`} action={action}>
      {() => (
        <>
          <input type="hidden" name="commentId" value={commentId} />
          <div>
            <SubmitButton size="sm" variant="quiet" icon="check">
              Resolve
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
