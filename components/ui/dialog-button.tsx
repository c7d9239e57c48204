"use client";

import { type ReactNode, useState } from "react";
import { Button } from "./button";
import type { ButtonSize, ButtonVariant } from "./button-style";
import { Dialog } from "./dialog";
import type { IconName } from "./icon-shapes";

type DialogButtonProps = {
  /** Verb and object, as on the button inside. */
  label: string;
  title: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName;
  children: ReactNode;
};

/** A button with its dialog, for server pages that hold no state of their own. */
export function DialogButton({ label, title, children, ...look }: DialogButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button {...look} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog title={title} isOpen={isOpen} onClose={() => setOpen(false)}>
        {children}
      </Dialog>
    </>
  );
}
