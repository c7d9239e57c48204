/** A draft stays in this browser until it is sent; a browser that keeps nothing loses nothing else. */
const keyOf = (projectId: string) => `waymark.log-draft.${projectId}`;

export function keptDraft(projectId: string): string {
  try {
    return localStorage.getItem(keyOf(projectId)) ?? "";
  } catch {
    return "";
  }
}

export function keepDraft(projectId: string, text: string): void {
  try {
    if (text.trim() === "") {
      localStorage.removeItem(keyOf(projectId));
    } else {
      localStorage.setItem(keyOf(projectId), text);
    }
  } catch {
    // Storage is full or switched off: the text still stands in its field.
  }
}
