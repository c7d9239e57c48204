import type { FormAction } from "@/components/ui/action-form";
import { Drawer } from "@/components/ui/drawer";
import type { PartsOfProjectView } from "@/lib/risk-parts/schema";
import { PartsFacts } from "./parts-facts";
import { PartsForm } from "./parts-form";

type StagePartsDrawerProps = {
  view: PartsOfProjectView;
  stageId: string;
  projectId: string;
  base: string;
  action: FormAction;
};

/** The table of one stage, beside those of the others. */
export function StagePartsDrawer(props: StagePartsDrawerProps) {
  const { view, stageId, projectId, base, action } = props;
  const place = view.stages.findIndex(({ id }) => id === stageId);
  const stage = view.stages[place];
  const hrefOf = (at: number) => {
    const other = view.stages[at];
    return other === undefined ? undefined : `${base}?stage=${other.id}`;
  };
  if (stage === undefined) {
    return (
      <Drawer
        subject="missing"
        label="Stage"
        noun="stage"
        head={<b>Not in this project</b>}
        closeHref={base}
      >
        <p className="text-ink-2">There is no such stage here, or it is switched off.</p>
      </Drawer>
    );
  }
  return (
    <Drawer
      subject={stage.id}
      label={`Who does what about the risks of ${stage.name}`}
      noun="stage"
      head={
        <h2 className="text-md font-semibold">
          {stage.number} {stage.name}
        </h2>
      }
      closeHref={base}
      previousHref={place > 0 ? hrefOf(place - 1) : undefined}
      nextHref={hrefOf(place + 1)}
    >
      {view.whyNotAssign === null ? (
        <PartsForm
          key={`${stage.id} ${stage.seen}`}
          projectId={projectId}
          subject={{ stageId: stage.id }}
          people={view.people}
          parts={stage.parts}
          seen={stage.seen}
          action={action}
          hint="It holds for every risk of this stage that does not say otherwise."
        />
      ) : (
        <>
          <PartsFacts parts={stage.parts} />
          <p className="text-ink-2">{view.whyNotAssign}</p>
        </>
      )}
    </Drawer>
  );
}
