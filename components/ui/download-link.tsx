import type { ReactNode } from "react";
import { type ButtonVariant, buttonClass } from "./button-style";
import { Icon } from "./icon";

type DownloadLinkProps = { href: string; variant?: ButtonVariant; children: ReactNode };

/** A button's look on an address that answers with a file: the browser saves it and stays. */
export function DownloadLink({ href, variant, children }: DownloadLinkProps) {
  return (
    <a href={href} download className={buttonClass({ variant })}>
      <Icon name="download" size={15} />
      {children}
    </a>
  );
}
