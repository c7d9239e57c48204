import { Icon } from "@/components/ui/icon";
import { Kbd } from "@/components/ui/kbd";
import { Link } from "@/components/ui/link";

/** Looks like the search box it leads to, so that searching works without a script too. */
export function SearchLink({ href }: { href: string }) {
  return (
    <Link
      className="wm-find"
      href={href}
      data-command="search"
      aria-keyshortcuts="Control+K Meta+K"
    >
      <Icon name="search" size={14} />
      <span className="wm-find-text">Search or run a command</span>
      <span className="wm-find-keys">
        <Kbd>Ctrl</Kbd>
        <Kbd>K</Kbd>
      </span>
    </Link>
  );
}
