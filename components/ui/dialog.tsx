"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "./icon-button";

type DialogProps = {
  title: ReactNode;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
};

/** Centred on a desk, a bottom sheet on touch. The browser keeps focus inside and closes on Esc. */
export function Dialog({ title, isOpen, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = element.current;
    if (dialog === null) {
      return;
    }
    if (isOpen && !dialog.open) {
      dialog.showModal();
    }
    if (!isOpen && dialog.open) {
      dialog.close();
    }
  }, [isOpen]);

  return (
    <dialog ref={element} className="wm-dialog" aria-labelledby={titleId} onClose={onClose}>
      <div className="wm-dialog-head">
        <h2 id={titleId}>{title}</h2>
        <IconButton icon="cross" label="Close" onClick={onClose} />
      </div>
      <div className="wm-dialog-body">{isOpen && children}</div>
    </dialog>
  );
}
