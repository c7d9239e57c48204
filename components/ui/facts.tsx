import type { ReactNode } from "react";

type Fact = { name: string; value: ReactNode };

/** Names and values in two columns. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="wm-facts">
      {facts.map((fact) => (
        <div key={fact.name} className="contents">
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
