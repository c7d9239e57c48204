import { categoryWords } from "@/components/risks/risk-words";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { ChipBar } from "@/components/ui/chip-bar";
import { FacetMenu } from "@/components/ui/facet-menu";
import { TextInput } from "@/components/ui/text-input";
import type { CatalogueView } from "@/lib/risk-catalogue/schema";
import { type CatalogueSearch, catalogueHref } from "./catalogue-address";

type CatalogueFiltersProps = { view: Pick<CatalogueView, "counts">; search: CatalogueSearch };

/** Sent as an address, so that what was searched for can be shared. */
function SearchForm({ search }: { search: CatalogueSearch }) {
  return (
    <search>
      <form action="/risks/catalogue" className="flex gap-1.5">
        {search.category !== undefined && (
          <input type="hidden" name="category" value={search.category} />
        )}
        {search.own && <input type="hidden" name="own" value="1" />}
        {search.retired && <input type="hidden" name="retired" value="1" />}
        <TextInput
          type="search"
          name="text"
          aria-label="Search the catalogue"
          placeholder="Words, as in drift or labels"
          maxLength={100}
          defaultValue={search.text ?? ""}
        />
        <Button type="submit">Search</Button>
      </form>
    </search>
  );
}

export function CatalogueFilters({ view, search }: CatalogueFiltersProps) {
  const { all, own, retired, categories } = view.counts;
  const { category } = search;
  return (
    <div className="no-print grid gap-2 max-sm:px-4">
      <SearchForm search={search} />
      <ChipBar>
        <Chip
          href={catalogueHref(search, { own: false, retired: false })}
          label="All"
          count={all}
          current={!(search.own || search.retired)}
        />
        <Chip
          href={catalogueHref(search, { own: true, retired: false })}
          label="Your own"
          count={own}
          current={search.own}
        />
        <Chip
          href={catalogueHref(search, { own: false, retired: true })}
          label="Retired"
          count={retired}
          current={search.retired}
        />
        <FacetMenu
          label="Category"
          options={categories.map((each) => ({
            href: catalogueHref(search, { category: each.category }),
            label: `${categoryWords[each.category]} (${each.count})`,
          }))}
          chosen={
            category === undefined
              ? undefined
              : {
                  label: categoryWords[category],
                  clearHref: catalogueHref(search, { category: undefined }),
                }
          }
        />
        {search.text !== undefined && search.text !== "" && (
          <Chip
            href={catalogueHref(search, { text: undefined })}
            label="Words:"
            value={search.text}
            current
          />
        )}
      </ChipBar>
    </div>
  );
}
