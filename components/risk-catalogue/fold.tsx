import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

type FoldProps = { title: string; count: number; children: ReactNode };

/** A panel that stays shut until somebody wants it. */
export function Fold({ title, count, children }: FoldProps) {
  return (
    <details className="wm-panel group no-print">
      <summary className="flex items-center gap-1.5 px-3.5 py-2.5">
        <span className="transition-transform group-open:rotate-90">
          <Icon name="chevron-right" size={12} />
        </span>
        <span className="font-semibold">{title}</span>
        <span className="text-ink-3">{count}</span>
      </summary>
      <div className="border-t border-line">{children}</div>
    </details>
  );
}
