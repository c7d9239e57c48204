import type { ReactNode } from "react";
import { Icon } from "./icon";

type DisclosureProps = {
  title: ReactNode;
  /** Of several with one name only one is open. */
  name?: string;
  open?: boolean;
  id?: string;
  children: ReactNode;
};

/** An act that is offered but not in the way; opens without a script. */
export function Disclosure({ title, name, open, id, children }: DisclosureProps) {
  return (
    <details className="group no-print border-t border-line py-1" name={name} open={open} id={id}>
      <summary className="flex items-center gap-1.5 py-1.5 font-medium">
        <span className="transition-transform group-open:rotate-90">
          <Icon name="chevron-right" size={12} />
        </span>
        {title}
      </summary>
      <div className="pt-1 pb-3">{children}</div>
    </details>
  );
}
