/** Whether keys belong to a field, a choice or an open dialog rather than to the page. */
export function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, dialog[open]") !== null)
  );
}
