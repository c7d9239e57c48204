import type { ReactNode } from "react";
import { Avatar } from "./avatar";

type PersonProps = { name: string; detail?: ReactNode; size?: "sm" | "lg" };

/** A person with what they are here: the role is printed, never coloured. */
export function Person({ name, detail, size = "lg" }: PersonProps) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <Avatar name={name} size={size} />
      <span className="min-w-0 leading-4">
        <span className="block truncate">{name}</span>
        {detail !== undefined && (
          <span className="block truncate text-xs leading-4 font-normal text-ink-3">{detail}</span>
        )}
      </span>
    </span>
  );
}
