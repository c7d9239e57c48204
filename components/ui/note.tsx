import { type ReactNode, useId } from "react";
import { buttonClass } from "./button-style";
import { Icon } from "./icon";

/** A short explanation behind an info button; the browser places it and closes it on Esc. */
export function Note({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={label}
        title={label}
        className={buttonClass({ variant: "quiet", size: "sm", shape: "icon" })}
      >
        <Icon name="info" size={14} />
      </button>
      <div id={id} popover="auto" className="wm-popover">
        {children}
      </div>
    </>
  );
}
