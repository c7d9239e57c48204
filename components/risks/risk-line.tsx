import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { ScoreTile } from "@/components/ui/score-tile";

type RiskLineProps = {
  risk: { id: string; key: string; title: string; score: number; shade: number };
  /** The register it opens in. */
  registerHref: string;
  /** What else is said of it, below its title. */
  children: ReactNode;
};

/** One risk in a short list beside something else. */
export function RiskLine({ risk, registerHref, children }: RiskLineProps) {
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-2">
      <ScoreTile score={risk.score} shade={risk.shade} label="Score" />
      <span className="min-w-0">
        <Link
          className="block truncate hover:underline"
          href={`${registerHref}?risk=${risk.id}`}
          title={risk.title}
        >
          <span className="mr-1.5 font-mono text-xs text-ink-2">{risk.key}</span>
          {risk.title}
        </Link>
        <span className="flex flex-wrap items-center gap-x-1.5 text-xs text-ink-3">{children}</span>
      </span>
    </li>
  );
}
