import { categoryWords } from "@/components/risks/risk-words";
import { ChipBar } from "@/components/ui/chip-bar";
import { FacetMenu } from "@/components/ui/facet-menu";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { periods } from "@/lib/risk-pictures/rules/periods";
import { riskCategories } from "@/lib/risks/schema";
import { type Pictures, periodWords, pictureHref } from "./picture-address";

type PictureFiltersProps = {
  pictures: Pictures;
  /** Across projects. */
  projects?: readonly { id: string; name: string }[];
};

/** What the pictures are drawn from; the address holds it. */
export function PictureFilters({ pictures, projects = [] }: PictureFiltersProps) {
  const { search } = pictures;
  const chosen = projects.find(({ id }) => id === search.project);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <SegmentedControl
        label="Period"
        segments={periods.map((period) => ({
          href: pictureHref(pictures, { period }),
          label: periodWords[period],
          current: search.period === period,
        }))}
      />
      <ChipBar label="Filters of the pictures">
        <FacetMenu
          label="Category"
          options={riskCategories.map((category) => ({
            href: pictureHref(pictures, { category }),
            label: categoryWords[category],
          }))}
          chosen={
            search.category === undefined
              ? undefined
              : {
                  label: categoryWords[search.category],
                  clearHref: pictureHref(pictures, { category: undefined }),
                }
          }
        />
        {projects.length > 0 && (
          <FacetMenu
            label="Project"
            options={projects.map(({ id, name }) => ({
              href: pictureHref(pictures, { project: id }),
              label: name,
            }))}
            chosen={
              chosen === undefined
                ? undefined
                : { label: chosen.name, clearHref: pictureHref(pictures, { project: undefined }) }
            }
          />
        )}
      </ChipBar>
    </div>
  );
}
