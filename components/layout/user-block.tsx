import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Link } from "@/components/ui/link";

type UserBlockProps = { name: string; detail: string; href: string; menu?: ReactNode };

/** Who is signed in and as what; `menu` holds signing out. */
export function UserBlock({ name, detail, href, menu }: UserBlockProps) {
  return (
    <div className="wm-me">
      <Link href={href} className="wm-me-link" title={`${name}, ${detail}`}>
        <Avatar name={name} size="lg" />
        <span className="wm-nav-label">
          <b>{name}</b>
          <small>{detail}</small>
        </span>
      </Link>
      {menu !== undefined && <span className="wm-nav-wide">{menu}</span>}
    </div>
  );
}
