import type { ReactNode } from "react";
import { Icon } from "./icon";
import { Link } from "./link";

type DataTableProps = {
  /** Says what the table holds; read out, not drawn. */
  caption: string;
  head: ReactNode;
  children: ReactNode;
  density?: "regular" | "dense";
  /** "page" lines the first column up with the page gutter. */
  edge?: "panel" | "page";
  /** "cards" turns rows into cards under 640 px, "scroll" lets the table scroll inside itself. */
  narrow?: "cards" | "scroll";
};

/** Rows of `Row`, heads of `HeadCell`. */
export function DataTable({
  caption,
  head,
  children,
  density = "regular",
  edge = "panel",
  narrow = "cards",
}: DataTableProps) {
  const classes = [
    "wm-table",
    density === "dense" && "wm-table-dense",
    edge === "page" && "wm-table-edge",
    narrow === "cards" && "wm-table-cards",
  ];
  const table = (
    <table className={classes.filter(Boolean).join(" ")}>
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>{head}</tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
  if (narrow === "cards") {
    return table;
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="wm-table-scroll" aria-label={caption} tabIndex={0}>
      {table}
    </section>
  );
}

type SortDirection = "ascending" | "descending";

type HeadCellProps = {
  children?: ReactNode;
  align?: "start" | "number";
  width?: "auto" | "tight";
  /** Keeps the head in view in tables that scroll with the page. */
  sticky?: "yes" | "no";
  /** Where the sorted address leads; the caret shows the present order. */
  sortHref?: string;
  sorted?: SortDirection | undefined;
};

function cellClass(props: { align?: string; width?: string; sticky?: string }) {
  const classes = [
    props.align === "number" && "is-number",
    props.width === "tight" && "is-tight",
    props.sticky === "yes" && "wm-table-sticky",
  ].filter(Boolean);
  return classes.length === 0 ? undefined : classes.join(" ");
}

export function HeadCell({
  children,
  align = "start",
  width = "auto",
  sticky = "no",
  sortHref,
  sorted,
}: HeadCellProps) {
  const caret = sorted === "descending" ? "chevron-down" : "chevron-up";
  return (
    <th scope="col" className={cellClass({ align, width, sticky })} aria-sort={sorted}>
      {sortHref === undefined ? (
        children
      ) : (
        <Link href={sortHref}>
          {children}
          <Icon name={sorted === undefined ? "sort" : caret} size={11} />
        </Link>
      )}
    </th>
  );
}

type RowProps = { children: ReactNode; selected?: boolean; id?: string };

export function Row({ children, selected, id }: RowProps) {
  return (
    <tr id={id} aria-current={selected === true ? "true" : undefined}>
      {children}
    </tr>
  );
}

type CellProps = {
  children?: ReactNode;
  align?: "start" | "number";
  width?: "auto" | "tight";
  /** Column name shown before the value when the row is a card. */
  label?: string;
  /** "lead" names the row: it is its header cell and the card's first line. */
  kind?: "value" | "lead";
};

export function Cell({
  children,
  align = "start",
  width = "auto",
  label,
  kind = "value",
}: CellProps) {
  const className = cellClass({ align, width });
  if (kind === "lead") {
    return (
      <th scope="row" className={className}>
        {children}
      </th>
    );
  }
  return (
    <td className={className} data-label={label}>
      {children}
    </td>
  );
}
