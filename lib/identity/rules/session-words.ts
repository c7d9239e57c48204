/** "8 hours", "15 minutes", "1 hour 30 minutes": how long a session may rest. */
export function restInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [counted(hours, "hour"), counted(rest, "minute")];
  return parts.filter((part) => part !== "").join(" ");
}

function counted(count: number, noun: string): string {
  return count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
}
