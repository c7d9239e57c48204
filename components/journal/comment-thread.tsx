import type * as z from "zod";
import type { FormAction } from "@/components/ui/action-form";
import { Disclosure } from "@/components/ui/disclosure";
import { Markdown } from "@/components/ui/markdown";
import { Tag } from "@/components/ui/tag";
import { Timestamp } from "@/components/ui/timestamp";
import type { CommentSubject, commentsPage } from "@/lib/journal/schema";
import { AddCommentForm, EditCommentForm, ResolveCommentForm } from "./comment-forms";
import { withNames } from "./journal-words";
import type { Mentioned } from "./mention-area";

export type Comments = z.infer<typeof commentsPage>;
export type CommentActions = { add: FormAction; edit: FormAction; resolve: FormAction };

type CommentThreadProps = {
  subject: CommentSubject;
  subjectId: string;
  comments: Comments;
  people: readonly Mentioned[];
  actions: CommentActions;
  now: Date;
};

type CommentProps = Pick<CommentThreadProps, "people" | "actions" | "now"> & {
  comment: Comments["rows"][number];
  mayResolve: boolean;
};

function Comment({ comment, people, actions, now, mayResolve }: CommentProps) {
  const { id, author, body, createdAt, editedAt, resolvedAt, whyNotEdit, version } = comment;
  return (
    <li id={`comment-${id}`} className="border-t border-line py-2 target:bg-spruce-soft">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <b>{author.name}</b>
        <span className="text-xs text-ink-3">
          <Timestamp at={createdAt} now={now} />
          {editedAt !== null && ", edited"}
        </span>
        {resolvedAt !== null && <Tag tone="ok">Resolved</Tag>}
      </p>
      <Markdown text={withNames(body)} />
      {whyNotEdit === null && (
        <Disclosure title="Edit">
          <EditCommentForm key={version} comment={comment} people={people} action={actions.edit} />
        </Disclosure>
      )}
      {resolvedAt === null && mayResolve && (
        <div className="no-print -ml-2">
          <ResolveCommentForm commentId={id} action={actions.resolve} />
        </div>
      )}
    </li>
  );
}

/** What people say about one thing, oldest first, with a place to answer. */
export function CommentThread(props: CommentThreadProps) {
  const { subject, subjectId, comments, people, actions, now } = props;
  const mayComment = comments.whyNotComment === null;
  return (
    <div className="grid gap-2">
      {comments.rows.length === 0 ? (
        <p className="text-ink-3">Nobody has commented yet.</p>
      ) : (
        <ol>
          {comments.rows.map((comment) => (
            <Comment
              key={comment.id}
              comment={comment}
              people={people}
              actions={actions}
              now={now}
              mayResolve={mayComment}
            />
          ))}
        </ol>
      )}
      {mayComment ? (
        <div className="no-print">
          <AddCommentForm
            subject={subject}
            subjectId={subjectId}
            people={people}
            action={actions.add}
          />
        </div>
      ) : (
        <p className="text-xs text-ink-3">{comments.whyNotComment}</p>
      )}
    </div>
  );
}
