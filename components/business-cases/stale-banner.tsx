import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import type { AssumptionsView } from "@/lib/business-cases/schema/life-views";

/** Why the case does not stand any more, and the way back that it proposes. */
export function StaleBanner({ view }: { view: AssumptionsView }) {
  if (!view.isStale) {
    return null;
  }
  const { goBackTo, projectId } = view;
  return (
    <Banner
      tone="bad"
      lead="This business case is stale."
      action={
        goBackTo === null ? undefined : (
          <span className="no-print">
            <ButtonLink
              size="sm"
              href={`/projects/${projectId}/go-back?to=${goBackTo.stageId}&reason=${encodeURIComponent(goBackTo.reason)}`}
            >
              Go back to {goBackTo.name}
            </ButtonLink>
          </span>
        )
      }
    >
      {sentence(view.reasons)} Its gate counts it as signed again once{" "}
      {view.reasons.length === 1 ? "this is" : "these are"} verified or the case is written anew.
    </Banner>
  );
}

function sentence(reasons: readonly string[]): string {
  const text = reasons.join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
