import { Banner } from "@/components/ui/banner";
import type { CatalogueView } from "@/lib/risk-catalogue/schema";

/** What came with this release and could not be read; the other files count. */
export function BrokenCatalogue({ broken }: Pick<CatalogueView, "broken">) {
  if (broken.length === 0) {
    return null;
  }
  return (
    <Banner tone="bad" lead="A file of the shipped catalogue could not be read.">
      Mend these lines in the folder playbooks/risk-catalogue.
      <ul className="mt-1">
        {broken.flatMap(({ file, problems }) =>
          problems.map(({ line, column, message }) => (
            <li key={`${file} ${line}:${column} ${message}`}>
              {file}, line {line}: {message}
            </li>
          )),
        )}
      </ul>
    </Banner>
  );
}
