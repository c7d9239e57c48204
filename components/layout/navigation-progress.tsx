"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";

/** Nothing moves for a page that comes at once. */
const PATIENCE_MS = 300;
const LONG_MS = 8000;

function leadsElsewhere(event: MouseEvent): boolean {
  const { target } = event;
  const link = target instanceof Element ? target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.button > 0) {
    return false;
  }
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const isOurs = link.origin === window.location.origin && link.target === "";
  const isHere = link.href.split("#")[0] === window.location.href.split("#")[0];
  return isPlain && isOurs && !isHere && !link.hasAttribute("download");
}

/**
 * Says that a page is on its way, once that takes long enough to wonder. The
 * pages themselves are never held behind a script, so that they also read
 * without one.
 */
export function NavigationProgress() {
  const path = usePathname();
  const search = useSearchParams().toString();
  const [wait, setWait] = useState<Wait | null>(null);

  useEffect(() => {
    let timers: number[] = [];
    const stop = () => {
      for (const timer of timers) {
        window.clearTimeout(timer);
      }
    };
    const onClick = (event: MouseEvent) => {
      if (leadsElsewhere(event)) {
        stop();
        const { pathname, search: query } = window.location;
        const from = addressOf(pathname, query.slice(1));
        timers = [
          window.setTimeout(() => setWait({ from, isLong: false }), PATIENCE_MS),
          window.setTimeout(() => setWait({ from, isLong: true }), LONG_MS),
        ];
      }
    };
    document.addEventListener("click", onClick);
    return () => {
      stop();
      document.removeEventListener("click", onClick);
    };
  }, []);

  // Whoever has left the page they clicked on has arrived.
  const isWaiting = wait !== null && wait.from === addressOf(path, search);
  return (
    <div role="status" className="no-print fixed inset-x-0 top-0 z-(--wm-z-toast)">
      {isWaiting && <div className="h-0.5 bg-spruce" />}
      {isWaiting && !wait.isLong && <span className="sr-only">The page is on its way.</span>}
      {isWaiting && wait.isLong && (
        <p className="bg-surface px-4 py-1 text-center text-xs shadow-pop">
          This page takes long. It is still on its way; you can also click again.
        </p>
      )}
    </div>
  );
}

type Wait = { from: string; isLong: boolean };

function addressOf(path: string, search: string): string {
  return `${path}?${search}`;
}
