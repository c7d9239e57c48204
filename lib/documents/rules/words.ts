/** `passed_with_conditions` → `passed with conditions` */
export function words(code: string): string {
  return code.replaceAll("_", " ");
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
