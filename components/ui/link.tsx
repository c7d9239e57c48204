import type { ComponentProps } from "react";

type LinkProps = ComponentProps<"a"> & {
  href: string;
  /** Where the next page begins: at its top, or, with false, where this one stands. */
  scroll?: false;
};

/**
 * The link of every page: an anchor, which `SoftNavigation` follows without
 * loading the document anew. What a page shows depends on its reader and the
 * moment, so nothing of it is fetched ahead.
 */
export function Link({ scroll, ...rest }: LinkProps) {
  return <a {...rest} data-soft={scroll === false ? "stay" : ""} />;
}
