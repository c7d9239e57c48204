"use client";

import type { ReactNode } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { CaseSection, CaseView } from "@/lib/business-cases/schema";
import type { Conflict } from "./draft-saver";
import { type DraftValue, linesOf } from "./draft-sections";

type DraftConflictsProps = {
  conflicts: readonly Conflict[];
  labels: CaseView["labels"];
  mineOf: (section: CaseSection) => DraftValue;
  onResolve: (section: CaseSection, whose: "mine" | "theirs") => void;
};

/** Two people wrote into one section: both texts are shown, and a person chooses. */
export function DraftConflicts({ conflicts, labels, mineOf, onResolve }: DraftConflictsProps) {
  return conflicts.map(({ section, theirs, by }) => (
    <section key={section} aria-label={`${labels[section]}: two texts`} className="space-y-2">
      <Banner tone="warn" lead={`${labels[section]} was changed twice.`} live="assertive">
        {by} saved this section while you wrote in it. Nothing of yours is lost, and nothing of it
        is saved until you choose.
      </Banner>
      <div className="grid gap-3 sm:grid-cols-2">
        <Side title={`Saved by ${by === "Somebody" ? "somebody else" : by}`} value={theirs ?? ""}>
          <Button size="sm" onClick={() => onResolve(section, "theirs")}>
            Take this text
          </Button>
        </Side>
        <Side title="Yours, in the field below" value={mineOf(section)}>
          <Button size="sm" onClick={() => onResolve(section, "mine")}>
            Keep mine
          </Button>
        </Side>
      </div>
    </section>
  ));
}

type SideProps = { title: string; value: DraftValue; children: ReactNode };

function Side({ title, value, children }: SideProps) {
  const lines = linesOf(value);
  return (
    <div className="space-y-2 border border-paper-line p-3 text-sm">
      <h4 className="font-semibold">{title}</h4>
      <p className="whitespace-pre-line">{lines.length === 0 ? "Empty." : lines.join("\n")}</p>
      {children}
    </div>
  );
}
