import type { ReactNode } from "react";
import { Logo } from "@/components/ui/logo";
import { TextLink } from "@/components/ui/text-link";

/** One sheet for somebody who may never have seen Waymark and has no account. */
export function VerifyShell({ children }: { children: ReactNode }) {
  return (
    <div className="wm-plain">
      <main id="main" className="wm-plain-sheet wm-plain-sheet-wide">
        <p className="wm-plain-brand">
          <Logo size={26} />
          Waymark
        </p>
        <h1>Verify a document</h1>
        <p className="text-ink-2">
          Hand in what you were given. Nothing is kept, nobody is asked to sign in, and the answer
          tells no names, no project and no content.
        </p>
        {children}
      </main>
      <footer className="wm-plain-foot">
        <TextLink href="/sign-in">Sign in to Waymark</TextLink>
      </footer>
    </div>
  );
}
