import type { FormAction } from "@/components/ui/action-form";
import { TextLink } from "@/components/ui/text-link";
import type { PartsOfRiskView } from "@/lib/risk-parts/schema";
import { PartsFacts } from "./parts-facts";
import { PartsForm } from "./parts-form";

type PartsOfRiskProps = { view: PartsOfRiskView; action: FormAction };

function Word({ view }: Pick<PartsOfRiskProps, "view">) {
  const { wordOf, stage, projectId } = view;
  if (wordOf === "risk") {
    return <p className="text-ink-3 text-xs">Said for this risk.</p>;
  }
  const ofStage = stage === null ? null : `${stage.number} ${stage.name}`;
  const here = <TextLink href={`/projects/${projectId}/risks/parts`}>Who does what</TextLink>;
  return (
    <p className="text-ink-3 text-xs">
      {wordOf === "stage" && <>As said for the stage {ofStage}. </>}
      {wordOf === "nobody" && (
        <>
          Nobody has said it yet, neither here nor{" "}
          {ofStage === null ? "for a stage it belongs to" : `for the stage ${ofStage}`}.{" "}
        </>
      )}
      {here}
    </p>
  );
}

/** Who does what about a risk, in its drawer. */
export function PartsOfRisk({ view, action }: PartsOfRiskProps) {
  const { riskId, projectId, parts, own, people, seen, wordOf, whyNotAssign } = view;
  return (
    <section className="grid gap-2 border-t border-line pt-3">
      <h3 className="font-semibold">Who does what</h3>
      {wordOf !== "nobody" && <PartsFacts parts={parts} />}
      <Word view={view} />
      {whyNotAssign === null && (
        <div className="no-print">
          <PartsForm
            key={seen}
            projectId={projectId}
            subject={{ riskId }}
            people={people}
            parts={own}
            seen={seen}
            action={action}
            disclosure="Say it for this risk"
            hint="Left empty, what is said for its stage holds."
          />
        </div>
      )}
    </section>
  );
}
