import Link from "next/link";
import { ButtonLink } from "@/components/ui/button-link";
import { Panel } from "@/components/ui/panel";
import { ScoreTile } from "@/components/ui/score-tile";
import { Tag } from "@/components/ui/tag";
import type { WorstRisksView } from "@/lib/risks/schema/worst";

type CaseRisksProps = { projectId: string; view: WorstRisksView };

function metaOf({ open, aboveAppetite, accepted }: WorstRisksView): string {
  const rest = accepted === 0 ? "" : `, ${accepted} accepted`;
  return `${open} open, ${aboveAppetite} above appetite${rest}`;
}

/** What could keep the case from coming true, as it stands today; a signature does not cover it. */
export function CaseRisks({ projectId, view }: CaseRisksProps) {
  const href = `/projects/${projectId}/risks`;
  return (
    <Panel
      title="Risks of this case"
      meta={metaOf(view)}
      action={
        <ButtonLink href={href} size="sm" variant="quiet">
          Register
        </ButtonLink>
      }
    >
      {view.risks.length === 0 ? (
        <p className="text-ink-2">Nobody has raised a risk yet.</p>
      ) : (
        <ul className="grid gap-2">
          {view.risks.map((risk) => (
            <li key={risk.id} className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-2">
              <ScoreTile score={risk.score} shade={risk.shade} label="Score" />
              <span className="min-w-0">
                <Link
                  className="block truncate hover:underline"
                  href={`${href}?risk=${risk.id}`}
                  prefetch={false}
                  title={risk.title}
                >
                  <span className="mr-1.5 font-mono text-xs text-ink-2">{risk.key}</span>
                  {risk.title}
                </Link>
                <span className="flex flex-wrap items-center gap-1.5 text-xs text-ink-3">
                  {risk.ownerName ?? <span className="text-bad-ink">No owner</span>}
                  {risk.isAccepted && <Tag>Accepted</Tag>}
                  {risk.isAboveAppetite && !risk.isAccepted && <Tag tone="bad">Above appetite</Tag>}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2 text-ink-3 text-xs">
        As they stand today; a signature does not cover them.
      </p>
    </Panel>
  );
}
