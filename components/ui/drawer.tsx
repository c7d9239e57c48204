"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { IconLink } from "./icon-link";

type DrawerProps = {
  /** What is open; a change of it takes the reader to the head of the drawer. */
  subject: string;
  label: string;
  /** What the neighbours are, as in "task". */
  noun: string;
  head: ReactNode;
  closeHref: string;
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  children: ReactNode;
};

type Ways = Pick<DrawerProps, "closeHref" | "previousHref" | "nextHref">;

function wayOf(key: string, { closeHref, previousHref, nextHref }: Ways): string | undefined {
  switch (key) {
    case "Escape":
      return closeHref;
    case "j":
      return nextHref;
    case "k":
      return previousHref;
    default:
      return undefined;
  }
}

/** Keys belong to a field, a menu or a dialog before they belong to the drawer. */
function isTaken(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    !(target instanceof HTMLElement) ||
    target.closest("input, textarea, select") !== null ||
    document.querySelector("dialog[open], [popover]:popover-open") !== null
  );
}

/** The address names a part of what is open, which takes the reader to itself. */
function isLedInto(drawer: HTMLElement | null): boolean {
  const named = window.location.hash.slice(1);
  return named !== "" && drawer?.querySelector(`#${CSS.escape(named)}`) != null;
}

/** Right column on a desk, over the page where there is no room; its address opens it. */
export function Drawer(props: DrawerProps) {
  const { subject, label, noun, head, closeHref, previousHref, nextHref, children } = props;
  const router = useRouter();
  const element = useRef<HTMLElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject is another reading
  useEffect(() => {
    if (!isLedInto(element.current)) {
      element.current?.focus({ preventScroll: true });
      element.current?.scrollTo({ top: 0 });
    }
  }, [subject]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const href = isTaken(event)
        ? undefined
        : wayOf(event.key, { closeHref, previousHref, nextHref });
      if (href !== undefined) {
        event.preventDefault();
        router.push(href, { scroll: false });
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router, closeHref, previousHref, nextHref]);

  return (
    <aside
      ref={element}
      tabIndex={-1}
      aria-label={label}
      className="wm-panel overflow-y-auto max-lg:fixed max-lg:inset-y-0 max-lg:right-0 max-lg:z-(--wm-z-drawer) max-lg:w-[min(28rem,100vw)] max-lg:rounded-none max-lg:shadow-dialog lg:sticky lg:top-[calc(var(--wm-topbar)+1rem)] lg:max-h-[calc(100dvh-var(--wm-topbar)-2rem)] print:static print:max-h-none print:w-auto"
    >
      <div className="wm-panel-head sticky top-0 z-10 bg-surface">
        {head}
        <span className="wm-panel-action no-print flex gap-0.5">
          {previousHref !== undefined && (
            <IconLink icon="chevron-up" href={previousHref} label={`Previous ${noun} (K)`} />
          )}
          {nextHref !== undefined && (
            <IconLink icon="chevron-down" href={nextHref} label={`Next ${noun} (J)`} />
          )}
          <IconLink icon="cross" href={closeHref} label="Close (Esc)" />
        </span>
      </div>
      <div className="wm-panel-body grid gap-4">{children}</div>
    </aside>
  );
}
