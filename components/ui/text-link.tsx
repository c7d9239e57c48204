import type { ReactNode } from "react";
import { Link } from "./link";

type TextLinkProps = {
  href: string;
  children: ReactNode;
  /** Short reference; printed after the link on paper. */
  reference?: string;
};

/** A link in running text or a cell, always underlined. Foreign addresses open without a referrer. */
export function TextLink({ href, children, reference }: TextLinkProps) {
  if (/^[a-z]+:/i.test(href)) {
    return (
      <a className="wm-link" href={href} title={reference} rel="noreferrer noopener">
        {children}
      </a>
    );
  }
  return (
    <Link className="wm-link" href={href} title={reference}>
      {children}
    </Link>
  );
}
