import type { ReactNode } from "react";

type Key = { name: string; mark: ReactNode };

/** Marks and their words under a picture. */
export function Legend({ keys }: { keys: readonly Key[] }) {
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 text-2xs text-ink-2">
      {keys.map(({ name, mark }) => (
        <span key={name} className="inline-flex items-center gap-1.5">
          {mark}
          {name}
        </span>
      ))}
    </p>
  );
}

/** A small block; "hollow" reads beside "full" without any colour. */
export function Swatch({ kind, fill }: { kind: "full" | "hollow"; fill: string }) {
  return (
    <span
      className="wm-mark size-2.5 border"
      style={{
        borderColor: kind === "full" ? "var(--wm-ink-3)" : fill,
        background: kind === "full" ? fill : "transparent",
      }}
    />
  );
}
