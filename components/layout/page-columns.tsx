import type { ReactNode } from "react";

type PageColumnsProps = {
  children: ReactNode;
  /** Right column; below the main one on narrow screens. */
  aside?: ReactNode;
  /** Overview 432, decision 376, workspace 336. */
  asideWidth?: "wide" | "regular" | "narrow";
  /** Tables and monitors may use the whole screen. */
  extent?: "bounded" | "full";
};

/** The desk: panels in one or two columns. */
export function PageColumns({
  children,
  aside,
  asideWidth = "regular",
  extent = "bounded",
}: PageColumnsProps) {
  return (
    <div
      className="wm-columns"
      data-aside={aside === undefined ? "none" : asideWidth}
      data-extent={extent}
    >
      <div className="wm-column">{children}</div>
      {aside !== undefined && <div className="wm-column">{aside}</div>}
    </div>
  );
}
