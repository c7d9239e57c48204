import type { ReactNode } from "react";

type PageHeaderProps = {
  title: ReactNode;
  /** Short code of the project, in mono. */
  code?: string;
  state?: ReactNode;
  /** Short facts, each its own piece of text. */
  facts?: readonly ReactNode[];
  /** At most one primary button among them. */
  actions?: ReactNode;
};

export function PageHeader({ title, code, state, facts = [], actions }: PageHeaderProps) {
  return (
    <div className="wm-page-head">
      <div className="wm-page-title">
        <h1>{title}</h1>
        {code !== undefined && <span className="wm-code">{code}</span>}
        {state}
        {facts.length > 0 && (
          <ul className="wm-page-facts">
            {facts.map((fact, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: facts are a fixed sequence
              <li key={place}>{fact}</li>
            ))}
          </ul>
        )}
      </div>
      {actions !== undefined && <div className="wm-page-actions no-print">{actions}</div>}
    </div>
  );
}
