import type { ReactNode } from "react";

type EmptyStateProps = {
  title: string;
  /** What belongs here. */
  children?: ReactNode;
  /** The one first action. */
  action?: ReactNode;
};

/** A faint rail with a locked gate: the place is known, nothing has happened yet. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="wm-empty">
      <svg width="118" height="18" viewBox="0 0 118 18" aria-hidden="true">
        <path className="wm-empty-rail" d="M1 9H117" />
        <path className="wm-gate-line" d="M59 2 66 9l-7 7-7-7z" />
      </svg>
      <p className="font-semibold">{title}</p>
      {children !== undefined && <div className="text-ink-2">{children}</div>}
      {action}
    </div>
  );
}
