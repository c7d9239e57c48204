/** What people call a task: CEW-12. */
export function taskKey(projectKey: string, number: number): string {
  return `${projectKey}-${number}`;
}
