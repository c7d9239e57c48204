const HOUR_MS = 3_600_000;

/** How long a draft is kept after it was last begun. */
const DRAFT_DAYS = 7;
/** How long an import can be taken back. */
export const UNDO_HOURS = 24;

export function draftEndsAt(begunAt: Date): Date {
  return new Date(begunAt.getTime() + DRAFT_DAYS * 24 * HOUR_MS);
}

export function undoEndsAt(importedAt: Date): Date {
  return new Date(importedAt.getTime() + UNDO_HOURS * HOUR_MS);
}
