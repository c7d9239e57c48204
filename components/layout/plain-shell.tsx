import type { ReactNode } from "react";
import { Logo } from "@/components/ui/logo";

type PlainShellProps = { title: string; children: ReactNode; foot?: ReactNode };

/** One sheet on the desk: signing in, setting up, a page that was not found. */
export function PlainShell({ title, children, foot }: PlainShellProps) {
  return (
    <div className="wm-plain">
      <main id="main" className="wm-plain-sheet">
        <p className="wm-plain-brand">
          <Logo size={26} />
          Waymark
        </p>
        <h1>{title}</h1>
        {children}
      </main>
      {foot !== undefined && <footer className="wm-plain-foot">{foot}</footer>}
    </div>
  );
}
