import { buttonClass } from "./button-style";
import { Icon } from "./icon";
import { Link } from "./link";

type PagerProps = {
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  /** Where the reader is, as in "1–50 of 412". */
  summary?: string;
  label?: string;
};

export function Pager({ previousHref, nextHref, summary, label = "Pages" }: PagerProps) {
  if (previousHref === undefined && nextHref === undefined) {
    return null;
  }
  return (
    <nav className="wm-pager no-print" aria-label={label}>
      {summary !== undefined && <span className="mr-auto">{summary}</span>}
      {previousHref !== undefined && (
        <Link href={previousHref} rel="prev" className={buttonClass({ size: "sm" })}>
          <Icon name="chevron-left" size={12} />
          Previous
        </Link>
      )}
      {nextHref !== undefined && (
        <Link href={nextHref} rel="next" className={buttonClass({ size: "sm" })}>
          Next
          <Icon name="chevron-right" size={12} />
        </Link>
      )}
    </nav>
  );
}
