import { Tag } from "@/components/ui/tag";
import type { CaseComparison } from "@/lib/business-cases/schema";
import { WordChanges } from "./word-changes";

/** Two versions field by field, word by word; what did not change is only named. */
export function ComparisonPaper({ view }: { view: CaseComparison }) {
  const changed = view.sections.filter((section) => section.isChanged);
  const same = view.sections.filter((section) => !section.isChanged);
  return (
    <article className="space-y-5 border border-paper-line bg-paper p-6 text-doc shadow-paper sm:p-8">
      <header className="border-ink border-b-2 pb-3">
        <h2 className="font-semibold text-2xl">
          Version {view.from.number} beside version {view.to.number}
        </h2>
        <p className="text-ink-2 text-sm">
          {view.changedCount === 0
            ? "Nothing changed."
            : `${view.changedCount} of ${view.sections.length} sections changed.`}
        </p>
      </header>
      {changed.map((section) => (
        <section key={section.section} className="border-l-3 border-warn-fill pl-3">
          <h3 className="mb-1 flex items-center gap-2 font-semibold text-sm text-spruce">
            {section.label}{" "}
            <Tag tone={section.class === "material" ? "warn" : "idle"}>{section.class}</Tag>
          </h3>
          <WordChanges before={section.before} after={section.after} />
        </section>
      ))}
      {same.length > 0 && (
        <p className="text-ink-2 text-sm">
          Unchanged: {same.map((section) => section.label.toLowerCase()).join(", ")}.
        </p>
      )}
    </article>
  );
}
