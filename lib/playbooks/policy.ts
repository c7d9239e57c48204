/** Shipped playbooks stay as they came, so that a newer release can bring its own next version. */
export function whyNotEdit(playbook: { origin: "built_in" | "copied" }): string | null {
  return playbook.origin === "built_in"
    ? "This playbook comes with Waymark and stays as it is. Copy it, then edit the copy."
    : null;
}

export function whyNotCopy(playbook: { latestNumber: number }): string | null {
  return playbook.latestNumber === 0
    ? "No version of this playbook is published yet, so there is nothing to copy."
    : null;
}

/** What an admin sees beside the publish button; the number of problems comes from the text itself. */
export function whyNotPublish(draft: { problemCount: number } | null): string | null {
  if (draft === null) {
    return "There is no draft to publish. Save one first.";
  }
  if (draft.problemCount === 0) {
    return null;
  }
  const lines = draft.problemCount === 1 ? "One problem" : `${draft.problemCount} problems`;
  return `${lines} in the text must be mended before it can be published.`;
}
