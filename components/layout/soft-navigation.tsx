"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";

/** Nothing moves for a page that comes at once. */
const PATIENCE_MS = 300;
const LONG_MS = 8000;

/** The `Link` that was clicked plainly: not into another tab, not to a place on this page. */
function followed(event: MouseEvent): HTMLAnchorElement | null {
  const { target } = event;
  const link = target instanceof Element ? target.closest("a[data-soft]") : null;
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.button > 0) {
    return null;
  }
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const isOurs = link.origin === window.location.origin && link.target === "";
  const isPlaceHere =
    link.hash !== "" && link.href.split("#")[0] === window.location.href.split("#")[0];
  return isPlain && isOurs && !isPlaceHere ? link : null;
}

/**
 * Follows every `Link` of the page without loading the document anew, and says
 * that a page is on its way once that takes long enough to wonder. One listener
 * does it for all of them, so that a link costs no more than its anchor; before
 * the script runs, the browser follows them.
 */
export function SoftNavigation() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();

  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = followed(event);
      if (link !== null) {
        event.preventDefault();
        const { pathname, search, hash, dataset } = link;
        startTransition(() => {
          router.push(`${pathname}${search}${hash}`, { scroll: dataset["soft"] !== "stay" });
        });
      }
    };
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, [router]);

  return (
    <div role="status" className="no-print fixed inset-x-0 top-0 z-(--wm-z-toast)">
      {isPending && <OnItsWay />}
    </div>
  );
}

function OnItsWay() {
  const [wait, setWait] = useState<"short" | "noticed" | "long">("short");
  useEffect(() => {
    const timers = [
      window.setTimeout(() => setWait("noticed"), PATIENCE_MS),
      window.setTimeout(() => setWait("long"), LONG_MS),
    ];
    return () => timers.forEach(window.clearTimeout);
  }, []);
  if (wait === "short") {
    return null;
  }
  return (
    <>
      <div className="h-0.5 bg-spruce" />
      {wait === "noticed" ? (
        <span className="sr-only">The page is on its way.</span>
      ) : (
        <p className="bg-surface px-4 py-1 text-center text-xs shadow-pop">
          This page takes long. It is still on its way; you can also click again.
        </p>
      )}
    </>
  );
}
