import type { ReactNode } from "react";
import { Logo } from "@/components/ui/logo";

/** For somebody who has a link and no account: one column, readable on a phone, nothing leads elsewhere. */
export function GuestShell({ children }: { children: ReactNode }) {
  return (
    <div className="wm-plain wm-guest">
      <p className="wm-plain-brand">
        <Logo size={26} />
        Waymark
      </p>
      <main id="main" className="wm-guest-main">
        {children}
      </main>
      <footer className="wm-plain-foot">
        This page is for you alone. What you do on it is kept on record.
      </footer>
    </div>
  );
}
