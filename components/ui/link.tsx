import NextLink from "next/link";
import type { ComponentProps } from "react";

/**
 * The link of every page. What a page shows depends on its reader and the
 * moment, so nothing of it can be fetched ahead: asking for it anyway costs one
 * request for each link in sight, which bring nothing and delay the next click.
 */
export function Link(props: Omit<ComponentProps<typeof NextLink>, "prefetch">) {
  return <NextLink {...props} prefetch={false} />;
}
