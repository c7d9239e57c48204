/** First letters of the first and last word, as people sign. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : [words.at(0)];
  return ends
    .map((word) => Array.from(word ?? "").at(0) ?? "")
    .join("")
    .toUpperCase();
}

/** Initials on the frame's colour. Decoration: the name stands beside it in text. */
export function Avatar({ name, size = "sm" }: { name: string; size?: "sm" | "lg" }) {
  return (
    <span className={size === "lg" ? "wm-avatar wm-avatar-lg" : "wm-avatar"} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
