import type { ReactNode } from "react";
import type { CaseSection } from "@/lib/business-cases/schema";
import type { CaseMarks } from "./case-marks";
import { WordChanges } from "./word-changes";

type PaperSectionProps = {
  section: CaseSection;
  title: string;
  marks: CaseMarks;
  children: ReactNode;
};

/** A part of the case on paper; changed parts carry a bar in the margin and what they said before. */
export function PaperSection({ section, title, marks, children }: PaperSectionProps) {
  const change = marks[section];
  return (
    <section
      id={`case-${section}`}
      aria-labelledby={`case-${section}-title`}
      className={
        change === undefined
          ? "break-inside-avoid"
          : "break-inside-avoid border-l-3 border-warn-fill pl-3"
      }
    >
      <h3 id={`case-${section}-title`} className="mb-1 font-semibold text-sm text-spruce">
        {title}
      </h3>
      {children}
      {change !== undefined && (
        <details className="mt-1 text-sm">
          <summary className="cursor-pointer text-warn-ink">What changed</summary>
          <WordChanges before={change.before} after={change.after} />
        </details>
      )}
    </section>
  );
}
