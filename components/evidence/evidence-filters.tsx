import { Chip } from "@/components/ui/chip";
import { ChipBar } from "@/components/ui/chip-bar";
import { FacetMenu } from "@/components/ui/facet-menu";
import { type EvidenceList, listHref } from "./evidence-address";
import { kindChoices, kindWord } from "./evidence-words";

export type StageChoice = { id: string; number: number; name: string };

/** What a facet is set to, with the way back; nothing where it is not set. */
function chosenOf(label: string | undefined, clearHref: string) {
  return label === undefined ? undefined : { label, clearHref };
}

export function EvidenceFilters({
  list,
  stages,
}: {
  list: EvidenceList;
  stages: readonly StageChoice[];
}) {
  const { search } = list;
  const stageLabel = stages.find(({ id }) => id === search.stage)?.name;
  return (
    <ChipBar label="Filters of the evidence">
      <Chip
        href={listHref(list, { standing: undefined })}
        label="What counts"
        current={search.standing === undefined}
      />
      <Chip
        href={listHref(list, { standing: "all" })}
        label="All, with earlier revisions"
        current={search.standing === "all"}
      />
      <span aria-hidden="true" className="mx-1 h-5 w-px bg-line-2" />
      <FacetMenu
        label="Stage"
        chosen={chosenOf(stageLabel, listHref(list, { stage: undefined }))}
        options={stages.map(({ id, number, name }) => ({
          label: `${number} ${name}`,
          href: listHref(list, { stage: id }),
        }))}
      />
      <FacetMenu
        label="Kind"
        chosen={chosenOf(
          search.kind === undefined ? undefined : kindWord(search.kind),
          listHref(list, { kind: undefined }),
        )}
        options={kindChoices.map(({ value, label }) => ({
          label,
          href: listHref(list, { kind: value }),
        }))}
      />
    </ChipBar>
  );
}
