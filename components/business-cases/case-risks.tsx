import { RiskLine } from "@/components/risks/risk-line";
import { ButtonLink } from "@/components/ui/button-link";
import { Panel } from "@/components/ui/panel";
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
            <RiskLine key={risk.id} risk={risk} registerHref={href}>
              {risk.ownerName ?? <span className="text-bad-ink">No owner</span>}
              {risk.isAccepted && <Tag>Accepted</Tag>}
              {risk.isAboveAppetite && !risk.isAccepted && <Tag tone="bad">Above appetite</Tag>}
            </RiskLine>
          ))}
        </ul>
      )}
      <p className="mt-2 text-ink-3 text-xs">
        As they stand today; a signature does not cover them.
      </p>
    </Panel>
  );
}
