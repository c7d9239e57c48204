import type { CriterionLabelState } from "./state-label";

const segmentClass = {
  met: "is-met",
  not_met: "is-unmet",
  open: undefined,
  not_applicable: "is-skipped",
} satisfies Record<CriterionLabelState, string | undefined>;

/** One segment per criterion: filled met, hatched not met, empty open. */
export function ReadinessBar({ states }: { states: readonly CriterionLabelState[] }) {
  const needed = states.filter((state) => state !== "not_applicable").length;
  const met = states.filter((state) => state === "met").length;
  const unmet = states.filter((state) => state === "not_met").length;
  return (
    <div
      className="wm-segbar"
      role="img"
      aria-label={`${met} of ${needed} criteria met, ${unmet} not met`}
    >
      {states.map((state, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: segments have no identity beyond their place
        <i key={place} className={segmentClass[state]} />
      ))}
    </div>
  );
}
