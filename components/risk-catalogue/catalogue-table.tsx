import { categoryWords } from "@/components/risks/risk-words";
import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { Tag } from "@/components/ui/tag";
import type { EntryView } from "@/lib/risk-catalogue/schema";
import { type CatalogueSearch, catalogueHref } from "./catalogue-address";
import { originWords } from "./catalogue-words";

type CatalogueTableProps = { rows: readonly EntryView[]; search: CatalogueSearch };

export function CatalogueTable({ rows, search }: CatalogueTableProps) {
  const isWide = search.entry === undefined && !search.new;
  return (
    <DataTable
      caption="Risks of the catalogue"
      density="dense"
      head={
        <>
          <HeadCell>Risk</HeadCell>
          <HeadCell>Category</HeadCell>
          {isWide && <HeadCell>From</HeadCell>}
          <HeadCell align="number">Likelihood × impact, of 5</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.key} selected={search.entry === row.key}>
          <Cell kind="lead">
            <Link
              href={catalogueHref(search, { entry: row.key })}
              scroll={false}
              data-row={row.key}
              className="font-medium hover:underline"
            >
              {row.title}
            </Link>{" "}
            {row.isRetired && <Tag>Retired</Tag>}
          </Cell>
          <Cell label="Category">{categoryWords[row.category]}</Cell>
          {isWide && <Cell label="From">{originWords[row.origin]}</Cell>}
          <Cell label="Likelihood × impact, of 5" align="number">
            {row.likelihood} × {row.impact}
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
