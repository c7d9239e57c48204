import type { ReactNode } from "react";

type GlyphProps = {
  className: string;
  size: number;
  /** Without a label the drawing is decoration beside a word. */
  label: string | undefined;
  children: ReactNode;
};

/** A drawing on the 16 px grid. */
export function Glyph({ className, size, label, children }: GlyphProps) {
  if (label === undefined) {
    return (
      <svg className={className} viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
        {children}
      </svg>
    );
  }
  return (
    <svg
      className={className}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      role="img"
      aria-label={label}
    >
      {children}
    </svg>
  );
}
