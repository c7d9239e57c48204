import { type ReactNode, useId } from "react";

type PanelProps = {
  title?: ReactNode;
  meta?: ReactNode;
  /** At most one button or segmented control. */
  action?: ReactNode;
  foot?: ReactNode;
  /** "none" for tables and lists that reach the edges. */
  padding?: "regular" | "none";
  /** Paper is for what people read to decide or sign. */
  ground?: "surface" | "paper" | "review";
  level?: 2 | 3;
  id?: string;
  children?: ReactNode;
};

const groundClass = {
  surface: "wm-panel",
  paper: "wm-panel wm-panel-paper",
  review: "wm-panel wm-panel-review",
};

export function Panel({
  title,
  meta,
  action,
  foot,
  padding = "regular",
  ground = "surface",
  level = 2,
  id,
  children,
}: PanelProps) {
  const headingId = useId();
  const Heading = `h${level}` as const;
  return (
    <section
      id={id}
      className={groundClass[ground]}
      aria-labelledby={title === undefined ? undefined : headingId}
    >
      {title !== undefined && (
        <div className="wm-panel-head">
          <Heading id={headingId}>{title}</Heading>
          {meta !== undefined && <span className="wm-panel-meta">{meta}</span>}
          {action !== undefined && <span className="wm-panel-action">{action}</span>}
        </div>
      )}
      <div className={padding === "regular" ? "wm-panel-body" : undefined}>{children}</div>
      {foot !== undefined && <div className="wm-panel-foot">{foot}</div>}
    </section>
  );
}
