import { mini } from "@/lib/projects/rules/trail-mini";

/** The numbers of the stages over a column of mini trails, on the same grid. */
export function TrailMiniHead({ stages = 9 }: { stages?: number }) {
  const numbers = Array.from({ length: stages }, (_, index) => index + 1);
  return (
    <span className="wm-mini-head" style={{ width: 2 + mini.pitch * stages }}>
      <span className="sr-only">Trail</span>
      {numbers.map((number) => (
        <span key={number} aria-hidden="true">
          {number}
        </span>
      ))}
    </span>
  );
}
